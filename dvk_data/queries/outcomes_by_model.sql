-- Which models achieved how much by an indicator, who did it, where, and who says so?
-- Of the models named in outcomes_by_group.sql, with figures added and told once as there; what a second
-- source tells of the same model stands in `other_value`. What is told beside the value is looked up for
-- the largest only; `all_rows` counts what $at_most cuts.
-- one row per model, or per figure where the indicator may not be added, the largest first
WITH found AS NOT MATERIALIZED (
    SELECT *, coalesce(list_position(['province', 'district', 'commune'], $level), 0) AS depth
    FROM outcomes_counted
    WHERE boundary = $boundary AND indicator = $indicator AND unit = $unit
        AND reading <> CASE WHEN $is_additive THEN 'alone' ELSE 'added' END
        AND CASE $level
            WHEN 'province' THEN province_id = $area_id
            WHEN 'district' THEN district_id = $area_id
            WHEN 'commune' THEN commune_id = $area_id
            ELSE true
        END
        AND ($domains = [] OR domain IN $domains)
        AND ($owner_types = [] OR owner_type IN $owner_types)
        AND ($years = [] OR year IN $years)
),
once AS MATERIALIZED (
    SELECT outcome_no, value, name_order FROM found WHERE repeats <= depth
),
largest AS (
    FROM once ORDER BY value DESC, name_order, outcome_no LIMIT $at_most
)
SELECT f.row_no, f.value, f.unit, f.figures, f.flags, f.figure_ids, f.note, f.note_vi, f.other_value,
    f.domain, f.owner_type, f.year,
    list_sort(list(
        coalesce(
            CASE $level
                WHEN 'nation' THEN f.province_id
                WHEN 'province' THEN f.below_id
                ELSE f.commune_id
            END,
            'khong-neu'
        )
    ) OVER (PARTITION BY f.outcome_no)) AS place_codes,
    f.is_converted, f.source_id, s.title, s.publisher, s.url, s.published_date,
    (SELECT count(*) FROM once) AS all_rows
FROM found AS f
JOIN largest AS l ON l.outcome_no = f.outcome_no AND l.value = f.value
JOIN sources AS s ON s.source_id = f.source_id
WHERE f.repeats <= f.depth + 1
QUALIFY f.repeats <= f.depth
ORDER BY f.value DESC, f.name_order, f.outcome_no;
