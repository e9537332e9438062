-- Which units lie directly below a unit (or are provinces), and how much does each hold?
-- A unit's counts contain those of the units below it. Provinces of today stand among the old ones where
-- they hold anything.
-- one row per area, in Vietnamese order
SELECT a.area_id, a.name, a.short_name, a.system, a.level, coalesce(h.figures, 0) AS figures,
    coalesce(h.on_services, 0) AS on_services, coalesce(h.on_petitions, 0) AS on_petitions,
    coalesce(h.sources, 0) AS sources, coalesce(h.checks, 0) AS checks
FROM areas AS a
LEFT JOIN figures_held AS h ON h.area_id = a.area_id AND h.boundary = $boundary
WHERE ($parent_id IS NULL AND a.level = 'province' OR a.parent_id = $parent_id)
    AND ($boundary = 'reported'
            AND (a.system = '2004' OR $parent_id IS NOT NULL OR h.area_id IS NOT NULL)
        OR $boundary = 'current' AND a.system = '2025')
ORDER BY a.short_name COLLATE vi, a.system;
