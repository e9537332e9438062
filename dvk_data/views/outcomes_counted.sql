-- What counts once where outcomes of models are added or compared, with what its model is chosen by. An
-- indicator that may be added is read with the figures that one source tells of a model 'added', of two
-- sources the larger; any other with each figure 'alone'; most models state one, which is the same in
-- 'either' reading. A model in several places has a row for each: `repeats` says how much of a row an
-- earlier one stands for: 0 nothing, 1 the model, 2 its province too, 3 its district, 4 its commune.
-- Written out once, by indicator and place, those first that are among the largest of the country: of
-- these more is looked up than is counted.
-- one row per boundary, indicator, unit, reading, outcome and place
CREATE TABLE outcomes_counted AS
WITH figures AS (
    SELECT r.row_no, o.*, [o.flag, r.flag] AS flags, count(*) OVER one_thing AS of_model,
        o.flag LIKE 'inferred%' OR r.flag LIKE 'inferred%' AS is_inferred
    FROM model_outcomes AS o
    JOIN model_rows AS r USING (model_id)
    WINDOW one_thing AS (PARTITION BY r.row_no, o.indicator, o.unit)
),
stated AS (
    SELECT row_no, indicator, unit, source_id, 'added' AS reading, '' AS part, sum(value) AS value,
        count(*) AS figures, count(*) FILTER (flag = 'approximate') AS approximate,
        count(*) FILTER (flag = 'contradicted') AS contradicted, bool_or(is_inferred) AS is_inferred,
        flatten(list(flags)) AS flags, list(figure_id ORDER BY value DESC, figure_id) AS figure_ids,
        string_agg(note, '; ' ORDER BY value DESC, figure_id) AS note,
        string_agg(coalesce(note_vi, note), '; ' ORDER BY value DESC, figure_id) AS note_vi
    FROM figures
    WHERE of_model > 1
    GROUP BY row_no, indicator, unit, source_id
    UNION ALL
    SELECT row_no, indicator, unit, source_id, CASE of_model WHEN 1 THEN 'either' ELSE 'alone' END,
        figure_id, value, 1, CAST(flag = 'approximate' AS BIGINT),
        CAST(flag = 'contradicted' AS BIGINT), is_inferred, flags, [figure_id], note,
        coalesce(note_vi, note)
    FROM figures
),
counted AS (
    SELECT *, row_number() OVER larger_first = 1 AS is_first_of_model,
        CASE reading WHEN 'added' THEN lead(value) OVER larger_first END AS other_value
    FROM stated
    WINDOW larger_first AS (
        PARTITION BY row_no, indicator, unit, reading ORDER BY value DESC, part, source_id
    )
    QUALIFY reading <> 'added' OR is_first_of_model
),
numbered AS (
    SELECT * REPLACE (
            list_sort(list_distinct(list_filter(flags, lambda flag: flag <> 'reported'))) AS flags,
            bool_or(is_inferred) OVER (PARTITION BY row_no, indicator, unit, reading) AS is_inferred
        ),
        row_number() OVER (ORDER BY indicator, unit, row_no, value DESC, part) AS outcome_no,
        row_number() OVER (PARTITION BY indicator, unit ORDER BY value DESC) <= 20000 AS is_large
    FROM counted
),
placed AS (
    SELECT p.*, min(a.level) OVER one_model AS level,
        bool_or(p.boundary = 'current' AND p.conversion = 'converted') OVER one_model AS is_converted,
        CASE
            WHEN row_number() OVER in_order = 1 THEN 0
            WHEN p.province_id IS DISTINCT FROM lag(p.province_id) OVER in_order THEN 1
            WHEN p.below_id IS DISTINCT FROM lag(p.below_id) OVER in_order THEN 2
            WHEN p.commune_id IS DISTINCT FROM lag(p.commune_id) OVER in_order THEN 3
            ELSE 4
        END AS repeats
    FROM (SELECT *, coalesce(district_id, commune_id) AS below_id FROM model_places) AS p
    SEMI JOIN outcomes_numbered USING (row_no)
    LEFT JOIN areas AS a USING (area_id)
    WINDOW one_model AS (PARTITION BY p.boundary, p.row_no),
        in_order AS (
            PARTITION BY p.boundary, p.row_no ORDER BY p.province_id, p.below_id, p.commune_id
        )
)
SELECT p.boundary, t.indicator, t.unit, t.reading, CAST(t.outcome_no AS UINTEGER) AS outcome_no,
    t.row_no, t.is_first_of_model, t.value, CAST(t.figures AS USMALLINT) AS figures,
    CAST(t.approximate AS USMALLINT) AS approximate,
    CAST(t.contradicted AS USMALLINT) AS contradicted, t.is_inferred, t.source_id, r.domain,
    coalesce(r.owner_type, 'khong-neu') AS owner_type,
    coalesce(CAST(r.year AS VARCHAR), 'khong-neu') AS year, r.name_order, p.province_id, p.below_id,
    p.district_id, p.commune_id, CAST(p.repeats AS UTINYINT) AS repeats, p.level, p.is_converted,
    t.other_value, t.flags, t.figure_ids, t.note, t.note_vi
FROM numbered AS t
JOIN placed AS p USING (row_no)
JOIN model_rows AS r USING (row_no)
ORDER BY p.boundary, t.indicator, t.unit, t.is_large DESC, p.province_id, p.district_id, p.commune_id,
    t.outcome_no;
