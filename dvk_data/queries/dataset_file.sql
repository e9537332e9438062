-- Which rows does a whole dataset hold?
-- one row per row of the dataset
FROM query_table($dataset);
