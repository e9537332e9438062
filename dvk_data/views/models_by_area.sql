-- How many named models each unit holds with the units below it, by year and domain, and which these
-- are: not where there are more than a reader can look through, nor in datasets of very many models.
-- Written out once.
-- one row per boundary, area, year and domain
CREATE TABLE models_by_area AS
WITH in_several AS (
    SELECT row_no, true AS is_in_several
    FROM model_places
    WHERE boundary = 'reported'
    GROUP BY ALL
    HAVING count(*) > 1
),
placed AS (
    SELECT p.*, s.is_in_several,
        list_distinct([p.area_id, p.commune_id, p.district_id, p.province_id]) AS units
    FROM model_places AS p
    LEFT JOIN in_several AS s USING (row_no)
    WHERE p.area_id IS NOT NULL
),
held AS (
    SELECT boundary, row_no, unnest(units) AS area_id FROM placed WHERE is_in_several IS NULL
    UNION ALL
    SELECT DISTINCT boundary, row_no, unnest(units) FROM placed WHERE is_in_several
),
size AS (SELECT count(*) <= 50000 AS is_small FROM model_rows)
SELECT h.boundary, h.area_id, r.year, r.domain, count(*) AS models,
    count(*) FILTER (r.flag <> 'reported') AS unsure,
    count(*) FILTER (r.flag = 'contradicted') AS contradicted,
    CASE WHEN count(*) <= 100 THEN min(r.model_id, 100) FILTER (z.is_small) END AS model_ids
FROM held AS h
JOIN model_rows AS r USING (row_no)
CROSS JOIN size AS z
WHERE h.area_id IS NOT NULL
GROUP BY ALL
ORDER BY h.boundary, h.area_id, r.year, r.domain;
