-- Which models achieved how much by an indicator, who did it, where, and who says so?
-- Figures are added and told once as in outcomes_by_group.sql; what a second source tells of the same
-- model stands in `other_value`.
-- `chosen` holds the numbers of the models found; `all_rows` counts what $at_most cuts.
-- one row per model, or per figure where the indicator may not be added, the largest first
WITH stated AS (
    SELECT o.row_no, o.source_id, CASE WHEN $is_additive THEN '' ELSE o.figure_id END AS part,
        sum(o.value) AS value, o.unit, count(*) AS figures,
        list_sort(list_distinct(
            list_filter(flatten(list([o.flag, o.model_flag])), lambda flag: flag <> 'reported')
        )) AS flags,
        list(o.figure_id ORDER BY o.value DESC, o.figure_id) AS figure_ids,
        string_agg(o.note, '; ' ORDER BY o.value DESC) AS note,
        string_agg(coalesce(o.note_vi, o.note), '; ' ORDER BY o.value DESC) AS note_vi
    FROM outcomes_numbered AS o
    SEMI JOIN chosen USING (row_no)
    WHERE o.indicator = $indicator AND o.unit = $unit
    GROUP BY o.row_no, o.source_id, part, o.unit
),
told_once AS (
    SELECT *,
        CASE WHEN $is_additive THEN lead(value) OVER larger_first END AS other_value
    FROM stated
    WINDOW larger_first AS (PARTITION BY row_no ORDER BY value DESC, source_id)
    QUALIFY NOT $is_additive OR row_number() OVER larger_first = 1
),
converted AS (
    SELECT row_no, bool_or(boundary = 'current' AND conversion = 'converted') AS is_converted
    FROM model_places SEMI JOIN chosen USING (row_no)
    WHERE boundary = $boundary
    GROUP BY ALL
),
places_below AS (
    SELECT row_no,
        array_agg(DISTINCT coalesce(
            CASE
                WHEN $area_id IS NULL THEN province_id
                WHEN province_id = $area_id THEN coalesce(district_id, commune_id)
                ELSE commune_id
            END,
            'khong-neu'
        )) AS place_codes
    FROM model_places SEMI JOIN chosen USING (row_no)
    WHERE boundary = $boundary
        AND ($area_id IS NULL OR $area_id IN (area_id, commune_id, district_id, province_id))
    GROUP BY ALL
)
SELECT t.* EXCLUDE (row_no), m.model_id, m.name, m.owner_name,
    coalesce(m.owner_type, 'khong-neu') AS owner_type, m.domain,
    coalesce(CAST(m.year AS VARCHAR), 'khong-neu') AS year,
    list_sort(b.place_codes) AS place_codes, p.is_converted,
    CASE $boundary WHEN 'reported' THEN m.place ELSE m.current_place END AS place,
    s.title, s.publisher, s.url, s.published_date, count(*) OVER () AS all_rows
FROM told_once AS t
JOIN model_rows AS m USING (row_no)
JOIN sources AS s ON s.source_id = t.source_id
LEFT JOIN converted AS p ON p.row_no = t.row_no
LEFT JOIN places_below AS b ON b.row_no = t.row_no
ORDER BY t.value DESC, m.name_order, t.part
LIMIT $at_most;
