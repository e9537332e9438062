-- Which sources state what the models found achieved, per indicator and unit?
-- `chosen` holds the numbers of the models found.
-- one row per indicator, unit and source
SELECT DISTINCT o.indicator, o.unit, s.source_id, s.title, s.publisher, s.url, s.published_date
FROM outcomes_numbered AS o
SEMI JOIN chosen USING (row_no)
JOIN sources AS s ON s.source_id = o.source_id
ORDER BY o.indicator, o.unit, s.source_id;
