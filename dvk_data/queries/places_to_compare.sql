-- Which places of a level state a measure, for which years, and by which domains do they part it?
-- `years` are those with a total.
-- one row per place, in Vietnamese order
SELECT p.area_id, n.name, n.short_name, n.system, n.province_id, v.short_name AS province_name,
    p.years, p.aspects
FROM places_stating AS p
JOIN area_names AS n USING (area_id)
LEFT JOIN areas AS v ON v.area_id = n.province_id
WHERE p.boundary = $boundary AND p.subject = $subject AND p.measure = $measure AND p.unit = $unit
    AND n.level = $level AND ($province_id IS NULL OR n.province_id = $province_id)
ORDER BY n.short_name COLLATE vi, p.area_id;
