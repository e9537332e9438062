-- Which documents name the models found, and which is the newest year of a model that each names?
-- `chosen` holds the numbers of the models found.
-- one row per document
WITH named AS (
    SELECT source_id, max(year) AS year FROM model_rows SEMI JOIN chosen USING (row_no) GROUP BY source_id
)
SELECT s.source_id, s.title AS source_title, s.publisher, s.url, s.published_date, n.year
FROM named AS n
JOIN sources AS s USING (source_id)
ORDER BY s.source_id;
