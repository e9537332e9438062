-- How many recomputed statements concern each unit directly below a unit (or each province)?
-- one row per area with checks, in Vietnamese order
WITH known AS (
    SELECT p.area_id, p.district_id, p.province_id, p.check_id
    FROM check_places AS p
    WHERE p.boundary = $boundary
),
counted AS (
    SELECT area_id, count(DISTINCT check_id) AS checks
    FROM (
        SELECT area_id, check_id FROM known
        UNION ALL SELECT district_id, check_id FROM known
        UNION ALL SELECT province_id, check_id FROM known
    )
    WHERE area_id IS NOT NULL
    GROUP BY ALL
)
SELECT a.area_id, a.name, a.short_name, a.system, c.checks
FROM counted AS c
JOIN areas AS a USING (area_id)
WHERE $parent_id IS NULL AND a.level = 'province' OR a.parent_id = $parent_id
ORDER BY a.short_name COLLATE vi, a.system;
