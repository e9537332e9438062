-- Which units lie directly below a unit (or are provinces), and how much does each hold?
-- A unit's counts contain those of the units below it. Provinces of today stand among the old ones where
-- they hold anything.
-- one row per area, in Vietnamese order
SELECT area_id, name, short_name, system, level, figures, on_services, on_petitions, sources, checks
FROM units_held
WHERE boundary = $boundary
    AND ($parent_id IS NULL AND level = 'province' OR parent_id = $parent_id)
    AND ($boundary = 'current' OR $parent_id IS NOT NULL OR system = '2004'
        OR figures + sources + checks > 0)
ORDER BY position;
