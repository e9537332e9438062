-- Names of a unit and of the units above it, for any language.
-- one row per area
CREATE TABLE area_names AS
SELECT
    a.area_id, a.system, a.level, a.name, a.short_name, a.parent_id, a.province_id,
    a.current_area_id, a.conversion, a.valid_to, a.search_key,
    CASE WHEN a.level = 'commune' AND p.level = 'district' THEN p.area_id
         WHEN a.level = 'district' THEN a.area_id END AS district_id,
    CASE WHEN a.level = 'commune' AND p.level = 'district' THEN p.name
         WHEN a.level = 'district' THEN a.name END AS district_name,
    CASE WHEN a.level = 'province' THEN a.name ELSE v.name END AS province_name
FROM areas AS a
LEFT JOIN areas AS p ON p.area_id = a.parent_id
LEFT JOIN areas AS v ON v.area_id = a.province_id;
