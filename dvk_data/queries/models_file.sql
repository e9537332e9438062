-- Which models meet the reader's choices, with codes and names for a file?
-- one row per model and place
SELECT m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name, m.owner_type, m.year,
    m.status, n.area_id, n.name AS area_name, n.district_name, n.province_name,
    n.current_area_id, c.name AS current_area_name, n.conversion, m.village, m.place_text, m.flag,
    m.note, m.note_vi, m.source_id, s.title AS source_title, s.publisher, s.url, s.published_date
FROM models_matching(
    $boundary, $area_id, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
    CAST($years AS VARCHAR[]), CAST($statuses AS VARCHAR[]), CAST($words AS VARCHAR[])
) AS m
JOIN sources AS s USING (source_id)
LEFT JOIN model_areas AS ma USING (model_id)
LEFT JOIN area_names AS n ON n.area_id = ma.area_id
LEFT JOIN areas AS c ON c.area_id = n.current_area_id
ORDER BY m.name COLLATE vi, m.model_id, n.area_id;
