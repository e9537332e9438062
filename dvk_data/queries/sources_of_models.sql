-- Which documents name the models found, and which is the newest year of a model that each names?
-- `chosen` holds the numbers of the models found.
-- one row per document
SELECT source_id, source_title, publisher, url, published_date, max(year) AS year
FROM model_rows
SEMI JOIN chosen USING (row_no)
GROUP BY ALL
ORDER BY source_id;
