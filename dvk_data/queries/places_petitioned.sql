-- Which places of a level have any petition figure?
-- one row per area, in Vietnamese order
SELECT area_id, name, short_name, system, level
FROM area_names
WHERE level = $level AND area_id IN (
    SELECT unit_id FROM coverage_by_unit
    WHERE boundary = $boundary AND subject = 'petitions' AND figures > 0
)
ORDER BY short_name COLLATE vi, area_id;
