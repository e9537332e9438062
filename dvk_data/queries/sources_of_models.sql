-- Which documents name the models found? `chosen` holds the numbers of the models found.
-- one row per document
SELECT DISTINCT source_id FROM model_rows SEMI JOIN chosen USING (row_no) ORDER BY source_id;
