-- Which statements of sources were recomputed, for a place and a document if one is given?
-- one row per check, those that differ first, then those that cannot be judged
SELECT k.*, year(coalesce(k.date_to, k.date_from, make_date(r.year, 12, 31))) AS year,
    n.name AS area_name, n.province_name, n.level, r.part, s.title, s.publisher, s.url,
    s.published_date
FROM checks AS k
JOIN sources AS s USING (source_id)
JOIN source_rows AS r ON r.figure_id = k.figure_id
LEFT JOIN area_names AS n ON n.area_id = k.area_id
WHERE ($source_id IS NULL OR k.source_id = $source_id)
    AND ($area_id IS NULL OR k.check_id IN (
        SELECT check_id FROM check_places
        WHERE boundary = $boundary AND $area_id IN (area_id, district_id, province_id)
    ))
ORDER BY CASE k.agrees WHEN false THEN 0 WHEN true THEN 2 ELSE 1 END,
    n.province_name COLLATE vi, year DESC, k.rule, k.check_id;
