-- Which units lie directly below a unit (or are provinces, of either system)?
-- one row per area, in Vietnamese order
SELECT a.area_id, a.name, a.short_name, a.system
FROM areas AS a
WHERE $parent_id IS NULL AND a.level = 'province' OR a.parent_id = $parent_id
ORDER BY a.short_name COLLATE vi, a.system;
