-- Of which old units was a unit of today made, and how many figures does each hold?
-- one row per old unit
SELECT a.area_id, a.name, l.is_split,
    (SELECT count(*) FROM figures AS f WHERE f.area_id = a.area_id) AS figures
FROM area_links AS l
JOIN areas AS a ON a.area_id = l.area_id_2004
WHERE l.area_id_2025 = $area_id
ORDER BY a.short_name COLLATE vi;
