-- Which statements of sources were recomputed, for a place and a document if one is given?
-- one row per check, those that differ first, then those that cannot be judged
SELECT k.*, n.name AS area_name, n.province_name, n.level, s.title, s.publisher, s.url,
    s.published_date
FROM checks_described AS k
JOIN sources AS s USING (source_id)
LEFT JOIN area_names AS n ON n.area_id = k.area_id
WHERE ($source_id IS NULL OR k.source_id = $source_id)
    AND ($area_id IS NULL OR k.check_id IN (
        SELECT check_id FROM check_places
        WHERE boundary = $boundary AND $area_id IN (area_id, district_id, province_id)
    ))
ORDER BY CASE k.agrees WHEN false THEN 0 WHEN true THEN 2 ELSE 1 END,
    n.province_name COLLATE vi, year DESC, k.rule, k.check_id;
