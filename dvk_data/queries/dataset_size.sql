-- How many rows does a whole dataset hold?
-- one row
SELECT count(*) AS rows FROM query_table($dataset);
