-- Which single rows and cells did a version (the newest, if none is named) add, change or withdraw, and why?
-- one row per cell changed or row added or withdrawn
SELECT c.kind, c.table_name, c.row_key, c.area_id, n.name AS area_name, n.district_name,
    n.province_name, c.row_vi, c.row_en, c.column_name, c.column_vi, c.column_en,
    c.old_value, c.new_value, c.old_vi, c.old_en, c.new_vi, c.new_en, c.reason_vi, c.reason_en,
    c.corrected_by, c.source_title
FROM changes AS c
LEFT JOIN area_names AS n USING (area_id)
WHERE c.version_to = coalesce($version, (SELECT max_by(version, number) FROM versions)) AND c.row_key IS NOT NULL
ORDER BY c.kind <> 'changed', c.corrected_by IS NULL,
    c.column_name NOT IN ('value', 'model_count', 'target', 'rank'), c.table_name,
    n.name COLLATE vi, c.row_key, c.column_name, c.kind;
