-- From how many documents come rows of each unit directly below a unit (or of each province)?
-- one row per area with rows, in Vietnamese order
WITH known AS (
    SELECT p.area_id, p.district_id, p.province_id, r.source_id
    FROM source_row_places AS p
    JOIN source_rows AS r USING (figure_id)
    WHERE p.boundary = $boundary
),
counted AS (
    SELECT area_id, count(DISTINCT source_id) AS sources
    FROM (
        SELECT area_id, source_id FROM known
        UNION ALL SELECT district_id, source_id FROM known
        UNION ALL SELECT province_id, source_id FROM known
    )
    WHERE area_id IS NOT NULL
    GROUP BY ALL
)
SELECT a.area_id, a.name, a.short_name, a.system, c.sources
FROM counted AS c
JOIN areas AS a USING (area_id)
WHERE $parent_id IS NULL AND a.level = 'province' OR a.parent_id = $parent_id
ORDER BY a.short_name COLLATE vi, a.system;
