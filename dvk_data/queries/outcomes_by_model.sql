-- Which models achieved how much by an indicator, who did it, where, and who says so?
-- Figures are added and told once as in outcomes_by_group.sql; what a second source tells of the same
-- model stands in `other_value`.
-- one row per model, or per figure where the indicator may not be added, the largest first
WITH stated AS (
    SELECT m.model_id, o.source_id, CASE WHEN $is_additive THEN '' ELSE o.figure_id END AS part,
        sum(o.value) AS value, o.unit, count(*) AS figures,
        list_sort(list_distinct(
            list_filter(flatten(list([o.flag, m.flag])), lambda flag: flag <> 'reported')
        )) AS flags,
        list(o.figure_id ORDER BY o.value DESC, o.figure_id) AS figure_ids,
        string_agg(o.note, '; ' ORDER BY o.value DESC) AS note,
        string_agg(coalesce(o.note_vi, o.note), '; ' ORDER BY o.value DESC) AS note_vi
    FROM models_matching(
        $boundary, $area_id, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
        CAST($years AS VARCHAR[]), CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[])
    ) AS m
    JOIN model_outcomes AS o USING (model_id)
    WHERE o.indicator = $indicator AND o.unit = $unit
    GROUP BY m.model_id, o.source_id, part, o.unit
),
told_once AS (
    SELECT *,
        CASE WHEN $is_additive THEN lead(value) OVER larger_first END AS other_value
    FROM stated
    WINDOW larger_first AS (PARTITION BY model_id ORDER BY value DESC, source_id)
    QUALIFY NOT $is_additive OR row_number() OVER larger_first = 1
),
places AS (
    SELECT p.model_id,
        string_agg(n.name, ', ' ORDER BY n.name COLLATE vi) AS place,
        min(CASE WHEN n.level = 'commune' THEN d.short_name END) AS district_name,
        min(CASE WHEN n.level <> 'province' THEN v.short_name END) AS province_name,
        bool_or(p.boundary = 'current' AND p.conversion = 'converted') AS is_converted
    FROM model_places AS p
    JOIN area_names AS n USING (area_id)
    LEFT JOIN areas AS d ON d.area_id = n.district_id
    LEFT JOIN areas AS v ON v.area_id = n.province_id
    WHERE p.boundary = $boundary
    GROUP BY ALL
),
places_below AS (
    SELECT model_id,
        array_agg(DISTINCT coalesce(
            CASE
                WHEN $area_id IS NULL THEN province_id
                WHEN province_id = $area_id THEN coalesce(district_id, commune_id)
                ELSE commune_id
            END,
            'khong-neu'
        )) AS place_codes
    FROM model_places
    WHERE boundary = $boundary
        AND ($area_id IS NULL OR $area_id IN (area_id, commune_id, district_id, province_id))
    GROUP BY ALL
)
SELECT t.*, m.name, m.owner_name, coalesce(m.owner_type, 'khong-neu') AS owner_type, m.domain,
    coalesce(CAST(m.year AS VARCHAR), 'khong-neu') AS year,
    list_sort(b.place_codes) AS place_codes, p.is_converted,
    concat_ws(', ', p.place, p.district_name, p.province_name) AS place,
    s.title, s.publisher, s.url, s.published_date
FROM told_once AS t
JOIN models AS m USING (model_id)
JOIN sources AS s ON s.source_id = t.source_id
LEFT JOIN places AS p ON p.model_id = t.model_id
LEFT JOIN places_below AS b ON b.model_id = t.model_id
ORDER BY t.value DESC, m.name COLLATE vi, t.model_id, t.part;
