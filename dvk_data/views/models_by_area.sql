-- How many named models each unit holds with the units below it, by year and domain, and which these
-- are where a reader can look through them.
-- one row per boundary, area, year and domain
CREATE TABLE models_by_area AS
WITH held AS (
    SELECT DISTINCT boundary, row_no,
        unnest([area_id, commune_id, district_id, province_id]) AS area_id
    FROM model_places
)
SELECT h.boundary, h.area_id, r.year, r.domain, count(*) AS models,
    count(*) FILTER (r.flag <> 'reported') AS unsure,
    count(*) FILTER (r.flag = 'contradicted') AS contradicted,
    CASE WHEN count(*) <= 100 THEN min(r.model_id, 100) END AS model_ids
FROM held AS h
JOIN model_rows AS r USING (row_no)
WHERE h.area_id IS NOT NULL
GROUP BY ALL
ORDER BY h.boundary, h.area_id, r.year, r.domain;
