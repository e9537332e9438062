-- In which provinces do places of a level state a measure, and how many of them?
-- one row per province, in Vietnamese order
SELECT a.area_id, a.short_name, a.system, p.places
FROM places_compared AS p
JOIN areas AS a ON a.area_id = p.province_id
WHERE p.boundary = $boundary AND p.level = $level AND p.subject = $subject AND p.measure = $measure
    AND p.unit = $unit
ORDER BY a.short_name COLLATE vi, a.area_id;
