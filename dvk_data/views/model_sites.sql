-- The places of each model put in words, then and now; several stand in one cell, parted by '; '. Most
-- models are in one place; only the others need their places put together. Written out once.
-- one row per model that has a place
CREATE TABLE model_sites AS
WITH units AS (
    SELECT n.area_id, n.name, n.level, n.district_name, n.province_name, n.current_area_id,
        CASE WHEN n.level = 'commune' THEN d.short_name END AS district,
        CASE WHEN n.level <> 'province' THEN v.short_name END AS province
    FROM area_names AS n
    LEFT JOIN areas AS d ON d.area_id = n.district_id
    LEFT JOIN areas AS v ON v.area_id = n.province_id
),
placed AS (
    SELECT model_id, any_value(area_id) AS area_id, count(*) AS places FROM model_areas GROUP BY ALL
),
in_several AS (
    SELECT ma.model_id, u.* FROM model_areas AS ma
    JOIN placed AS p ON p.model_id = ma.model_id AND p.places > 1
    JOIN units AS u ON u.area_id = ma.area_id
),
now_in_several AS (
    SELECT DISTINCT s.model_id, c.*
    FROM in_several AS s
    JOIN units AS c ON c.area_id = s.current_area_id
),
then_together AS (
    SELECT model_id,
        string_agg(area_id, '; ' ORDER BY area_id) AS area_id,
        string_agg(name, '; ' ORDER BY area_id) AS area_name,
        string_agg(DISTINCT district_name, '; ' ORDER BY district_name) AS district_name,
        string_agg(DISTINCT province_name, '; ' ORDER BY province_name) AS province_name,
        string_agg(name, ', ' ORDER BY name COLLATE vi) AS names,
        min(district) AS district, min(province) AS province
    FROM in_several
    GROUP BY ALL
),
now_together AS (
    SELECT model_id,
        string_agg(area_id, '; ' ORDER BY area_id) AS current_area_id,
        string_agg(DISTINCT name, '; ' ORDER BY name) AS current_area_name,
        string_agg(name, ', ' ORDER BY name COLLATE vi) AS names,
        min(district) AS district, min(province) AS province
    FROM now_in_several
    GROUP BY ALL
)
SELECT p.model_id, u.area_id, u.name AS area_name, u.district_name, u.province_name,
    c.area_id AS current_area_id, c.name AS current_area_name,
    concat_ws(', ', u.name, u.district, u.province) AS place,
    concat_ws(', ', c.name, c.district, c.province) AS current_place,
    concat_ws(' ', u.province, u.district, u.name) AS place_order
FROM placed AS p
JOIN units AS u ON u.area_id = p.area_id
LEFT JOIN units AS c ON c.area_id = u.current_area_id
WHERE p.places = 1
UNION ALL
SELECT t.model_id, t.area_id, t.area_name, t.district_name, t.province_name, n.current_area_id,
    n.current_area_name, concat_ws(', ', t.names, t.district, t.province),
    concat_ws(', ', n.names, n.district, n.province),
    concat_ws(' ', t.province, t.district, t.names)
FROM then_together AS t
LEFT JOIN now_together AS n USING (model_id);
