-- How many named models each unit holds with the units below it, by year and domain, and which these
-- are: not where there are more than a reader can look through, nor in datasets of very many models.
-- Written out once.
-- one row per boundary, area, year and domain
CREATE TABLE models_by_area AS
WITH size AS (SELECT count(*) <= 50000 AS is_small FROM model_rows)
SELECT h.boundary, h.area_id, r.year, r.domain, count(*) AS models,
    count(*) FILTER (r.flag <> 'reported') AS unsure,
    count(*) FILTER (r.flag = 'contradicted') AS contradicted,
    CASE WHEN count(*) <= 100 THEN min(r.model_id, 100) FILTER (z.is_small) END AS model_ids
FROM models_held AS h
JOIN model_rows AS r USING (row_no)
CROSS JOIN size AS z
GROUP BY ALL
ORDER BY h.boundary, h.area_id, r.year, r.domain;
