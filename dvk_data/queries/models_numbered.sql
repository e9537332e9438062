-- How many models are there?
-- one row
SELECT count(*) AS models FROM model_rows;
