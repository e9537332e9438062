-- Which models were found, with codes, names, places then and now and outcomes?
-- `chosen` holds the numbers of the models found. They stand in the order of their places.
-- one row per model
SELECT d.* EXCLUDE (row_no)
FROM models_described AS d
SEMI JOIN chosen USING (row_no);
