-- Which models each unit holds with the units below it. Only models in several places can be held by a
-- unit more than once; the others need not be told apart.
-- one row per boundary, model and unit
CREATE VIEW models_held AS
WITH in_several AS (
    SELECT row_no, true AS is_in_several
    FROM model_places
    WHERE boundary = 'reported'
    GROUP BY ALL
    HAVING count(*) > 1
),
placed AS (
    SELECT p.boundary, p.row_no, s.is_in_several,
        list_distinct([p.area_id, p.commune_id, p.district_id, p.province_id]) AS units
    FROM model_places AS p
    LEFT JOIN in_several AS s USING (row_no)
    WHERE p.area_id IS NOT NULL
),
held AS (
    SELECT boundary, row_no, unnest(units) AS area_id FROM placed WHERE is_in_several IS NULL
    UNION ALL
    SELECT DISTINCT boundary, row_no, unnest(units) FROM placed WHERE is_in_several
)
FROM held WHERE area_id IS NOT NULL;
