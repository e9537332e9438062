-- What is this unit, what are the units above it, and what is it today?
-- one row per area
SELECT n.*, c.name AS current_name, c.level AS current_level, v.name AS current_province_name
FROM area_names AS n
LEFT JOIN areas AS c ON c.area_id = n.current_area_id
LEFT JOIN areas AS v ON v.area_id = c.province_id
WHERE n.area_id = $area_id;
