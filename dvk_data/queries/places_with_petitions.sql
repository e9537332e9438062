-- Which units lie directly below a unit (or are provinces), and how many petition figures does each hold?
-- A unit's count contains that of the units below it.
-- one row per area, in Vietnamese order
SELECT a.area_id, a.name, a.short_name, a.system, a.level,
    CAST(coalesce(h.on_petitions, 0) AS BIGINT) AS figures
FROM areas AS a
LEFT JOIN figures_held AS h ON h.area_id = a.area_id AND h.boundary = $boundary
WHERE
    ($parent_id IS NOT NULL AND a.parent_id = $parent_id
        OR $parent_id IS NULL AND a.level = 'province')
    AND ($boundary = 'reported'
            AND (a.system = '2004' OR $parent_id IS NOT NULL OR h.on_petitions > 0)
        OR $boundary = 'current' AND a.system = '2025')
ORDER BY a.short_name COLLATE vi, a.system;
