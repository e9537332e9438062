-- Every named model with codes, names, places then and now, outcomes and source, in the order of its
-- place and name, numbered. Several places or outcomes of a model stand in one cell, parted by '; '.
-- `place` and `current_place` are what a list shows for either boundaries.
-- Written out once: lists, files and the sets of model_marks.sql speak of these numbers.
-- one row per model
CREATE TABLE model_rows AS
WITH listed AS (
    SELECT p.model_id, p.boundary,
        concat_ws(', ',
            string_agg(n.name, ', ' ORDER BY n.name COLLATE vi),
            min(d.short_name) FILTER (n.level = 'commune'),
            min(v.short_name) FILTER (n.level <> 'province')
        ) AS place,
        concat_ws(' ',
            min(v.short_name) FILTER (n.level <> 'province'),
            min(d.short_name) FILTER (n.level = 'commune'),
            string_agg(n.name, ', ' ORDER BY n.name COLLATE vi)
        ) AS place_order
    FROM models_placed AS p
    JOIN area_names AS n USING (area_id)
    LEFT JOIN areas AS d ON d.area_id = n.district_id
    LEFT JOIN areas AS v ON v.area_id = n.province_id
    GROUP BY ALL
),
places AS (
    SELECT ma.model_id,
        string_agg(n.area_id, '; ' ORDER BY n.area_id) AS area_ids,
        string_agg(n.name, '; ' ORDER BY n.area_id) AS area_name,
        string_agg(DISTINCT n.district_name, '; ' ORDER BY n.district_name) AS district_name,
        string_agg(DISTINCT n.province_name, '; ' ORDER BY n.province_name) AS province_name,
        string_agg(DISTINCT c.area_id, '; ' ORDER BY c.area_id) AS current_area_id,
        string_agg(DISTINCT c.name, '; ' ORDER BY c.name) AS current_area_name
    FROM model_areas AS ma
    JOIN area_names AS n USING (area_id)
    LEFT JOIN areas AS c ON c.area_id = n.current_area_id
    GROUP BY ALL
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
)
SELECT
    CAST(row_number() OVER (
        ORDER BY r.place_order COLLATE vi NULLS LAST, m.name COLLATE vi, m.model_id
    ) - 1 AS UINTEGER) AS row_no,
    CAST(row_number() OVER (ORDER BY m.name COLLATE vi, m.model_id) - 1 AS UINTEGER) AS name_order,
    m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name, m.owner_type, m.year,
    m.status, p.area_ids AS area_id, p.area_name, p.district_name, p.province_name,
    p.current_area_id, p.current_area_name, m.village, m.place_text, a.outcomes, m.flag, m.note,
    m.note_vi, m.source_id, s.title AS source_title, s.publisher, s.url, s.published_date,
    m.search_key, coalesce(r.place, '') AS place, coalesce(c.place, '') AS current_place,
    r.place_order,
    c.place_order AS current_place_order,
    coalesce(a.outcome_count, 0) AS outcome_count
FROM models AS m
JOIN sources AS s USING (source_id)
LEFT JOIN listed AS r ON r.model_id = m.model_id AND r.boundary = 'reported'
LEFT JOIN listed AS c ON c.model_id = m.model_id AND c.boundary = 'current'
LEFT JOIN places AS p ON p.model_id = m.model_id
LEFT JOIN achieved AS a ON a.model_id = m.model_id
ORDER BY row_no;
