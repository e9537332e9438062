-- Where is this model, then and now?
-- one row per place
SELECT n.name, n.level, n.system, n.conversion,
    CASE WHEN n.level = 'commune' THEN n.district_name END AS district_name,
    CASE WHEN n.level <> 'province' THEN n.province_name END AS province_name,
    c.name AS current_name, c.level AS current_level,
    CASE WHEN c.level <> 'province' THEN v.name END AS current_province_name
FROM model_areas AS ma
JOIN area_names AS n USING (area_id)
LEFT JOIN areas AS c ON c.area_id = n.current_area_id
LEFT JOIN areas AS v ON v.area_id = c.province_id
WHERE ma.model_id = $model_id
ORDER BY n.name COLLATE vi;
