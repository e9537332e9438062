-- Which documents name the models found, and up to which year? `chosen` holds the numbers of the models
-- found.
-- one row per document
SELECT source_id, any_value(source_title) AS title, any_value(publisher) AS publisher,
    any_value(url) AS url, any_value(published_date) AS published_date, max(year) AS year
FROM model_rows
SEMI JOIN chosen USING (row_no)
GROUP BY source_id
ORDER BY source_id;
