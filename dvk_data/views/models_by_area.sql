-- How many named models each unit holds with the units below it, by year and domain, and which these
-- are where a reader can look through them.
-- one row per boundary, area, year and domain
CREATE TABLE models_by_area AS
WITH held AS (
    SELECT DISTINCT p.boundary, p.row_no,
        unnest(list_distinct([p.area_id, p.commune_id, p.district_id, p.province_id])) AS area_id
    FROM model_places AS p
),
counted AS (
    SELECT h.boundary, h.area_id, r.year, r.domain, count(*) AS models,
        count(*) FILTER (r.flag <> 'reported') AS unsure,
        count(*) FILTER (r.flag = 'contradicted') AS contradicted
    FROM held AS h
    JOIN model_rows AS r USING (row_no)
    WHERE h.area_id IS NOT NULL
    GROUP BY ALL
),
few AS (
    SELECT h.boundary, h.area_id, r.year, r.domain, list(r.model_id ORDER BY r.model_id) AS model_ids
    FROM held AS h
    JOIN model_rows AS r USING (row_no)
    JOIN counted AS c
        ON c.boundary = h.boundary AND c.area_id = h.area_id AND c.domain = r.domain
        AND c.year IS NOT DISTINCT FROM r.year AND c.models <= 300
    GROUP BY ALL
)
SELECT c.*, f.model_ids
FROM counted AS c
LEFT JOIN few AS f
    ON f.boundary = c.boundary AND f.area_id = c.area_id AND f.domain = c.domain
    AND f.year IS NOT DISTINCT FROM c.year
ORDER BY c.boundary, c.area_id, c.year, c.domain;
