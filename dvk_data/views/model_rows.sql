-- Every named model with codes, names, places then and now, outcomes and source, in the order of its
-- place and name, numbered. Several places or outcomes of a model stand in one cell, parted by '; '.
-- `place` and `current_place` are what a list shows for either boundaries.
-- Written out once: lists, files and the sets of model_marks.sql speak of these numbers. Most models are
-- in one place; only the others need their places put together.
-- one row per model
CREATE TABLE model_rows AS
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
),
places AS (
    SELECT p.model_id, u.area_id, u.name AS area_name, u.district_name, u.province_name,
        c.area_id AS current_area_id, c.name AS current_area_name,
        concat_ws(', ', u.name, u.district, u.province) AS place,
        concat_ws(', ', c.name, c.district, c.province) AS current_place,
        concat_ws(' ', u.province, u.district, u.name) AS place_order,
        concat_ws(' ', c.province, c.district, c.name) AS current_place_order
    FROM placed AS p
    JOIN units AS u ON u.area_id = p.area_id
    LEFT JOIN units AS c ON c.area_id = u.current_area_id
    WHERE p.places = 1
    UNION ALL
    SELECT t.model_id, t.area_id, t.area_name, t.district_name, t.province_name, n.current_area_id,
        n.current_area_name, concat_ws(', ', t.names, t.district, t.province),
        concat_ws(', ', n.names, n.district, n.province),
        concat_ws(' ', t.province, t.district, t.names),
        concat_ws(' ', n.province, n.district, n.names)
    FROM then_together AS t
    LEFT JOIN now_together AS n USING (model_id)
),
achieved AS (
    SELECT model_id, count(*) AS outcome_count,
        string_agg(
            indicator || '=' || CASE WHEN value = round(value)
                THEN CAST(CAST(value AS BIGINT) AS VARCHAR) ELSE CAST(value AS VARCHAR) END
                || ' ' || unit,
            '; ' ORDER BY indicator, value DESC
        ) AS outcomes
    FROM model_outcomes
    GROUP BY ALL
),
place_numbers AS (
    SELECT place_order, row_number() OVER (ORDER BY place_order COLLATE vi) AS place_number
    FROM (SELECT DISTINCT place_order FROM places)
),
-- Whole rows are sorted once, by a number; names and places are put in order without them.
by_name AS (
    SELECT model_id, CAST(row_number() OVER () - 1 AS UINTEGER) AS name_order
    FROM (SELECT model_id FROM models ORDER BY name COLLATE vi, model_id)
),
by_place AS (
    SELECT model_id, name_order, CAST(row_number() OVER () - 1 AS UINTEGER) AS row_no
    FROM (
        SELECT n.model_id, n.name_order
        FROM by_name AS n
        LEFT JOIN places AS p ON p.model_id = n.model_id
        LEFT JOIN place_numbers AS o ON o.place_order = p.place_order
        ORDER BY o.place_number NULLS LAST, n.name_order
    )
)
SELECT n.row_no, n.name_order, m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name,
    m.owner_type, m.year, m.status, p.area_id, p.area_name, p.district_name, p.province_name,
    p.current_area_id, p.current_area_name, m.village, m.place_text, a.outcomes, m.flag, m.note,
    m.note_vi, m.source_id, s.title AS source_title, s.publisher, s.url, s.published_date,
    m.search_key, coalesce(p.place, '') AS place, coalesce(p.current_place, '') AS current_place,
    p.place_order, p.current_place_order, coalesce(a.outcome_count, 0) AS outcome_count
FROM models AS m
JOIN by_place AS n ON n.model_id = m.model_id
JOIN sources AS s USING (source_id)
LEFT JOIN places AS p ON p.model_id = m.model_id
LEFT JOIN achieved AS a ON a.model_id = m.model_id
ORDER BY n.row_no;
