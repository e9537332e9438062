-- Names of a unit, of the units above it and of what it is today, for any language; and how many
-- commune-level units of its own system a province or district has.
-- one row per area
CREATE TABLE area_names AS
WITH communes AS (
    SELECT area_id, count(*) AS communes
    FROM (
        SELECT unnest(list_distinct([province_id, parent_id])) AS area_id
        FROM areas
        WHERE level = 'commune'
    )
    GROUP BY ALL
)
SELECT
    a.area_id, a.system, a.level, a.name, a.short_name, a.parent_id, a.province_id,
    a.current_area_id, a.conversion, a.valid_to, a.search_key,
    CASE WHEN a.level = 'commune' AND p.level = 'district' THEN p.area_id
         WHEN a.level = 'district' THEN a.area_id END AS district_id,
    CASE WHEN a.level = 'commune' AND p.level = 'district' THEN p.name
         WHEN a.level = 'district' THEN a.name END AS district_name,
    CASE WHEN a.level = 'province' THEN a.name ELSE v.name END AS province_name,
    c.name AS current_name, c.level AS current_level, w.name AS current_province_name,
    k.communes
FROM areas AS a
LEFT JOIN areas AS p ON p.area_id = a.parent_id
LEFT JOIN areas AS v ON v.area_id = a.province_id
LEFT JOIN areas AS c ON c.area_id = a.current_area_id
LEFT JOIN areas AS w ON w.area_id = c.province_id
LEFT JOIN communes AS k ON k.area_id = a.area_id;
