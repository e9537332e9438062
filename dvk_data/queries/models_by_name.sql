-- In which order do the names of the models found stand? `chosen` holds their numbers.
-- one row per model
SELECT row_no FROM model_rows SEMI JOIN chosen USING (row_no) ORDER BY name_order;
