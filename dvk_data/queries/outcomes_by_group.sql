-- What did the models achieve by an indicator: in all, by domain, owner, place below, year and size?
-- Figures that one source tells of one model are added where the indicator may be added; what two
-- sources tell of one model is then counted once, by the larger. Other indicators have no total, and
-- each of their figures stands alone. A model in several places below is in the group of each. Sizes go
-- in steps of 1, 2, 5, 10 ...; the code of a size is the value that it begins with.
-- The models are those of a unit ($level says of which kind, 'nation' for every place) and of one of the
-- $domains, $owner_types and $years, where any are given. `figure_ids` is empty where there are more than
-- a reader can look through; they are looked up last, for as few as are needed. Some is told only of all.
-- one row per view and group, the largest first
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
told AS MATERIALIZED (
    SELECT outcome_no, is_first_of_model, value, figures, approximate, contradicted, is_inferred, level,
        source_id, domain, owner_type, year, repeats <= depth AS is_first_place,
        coalesce(
            CASE $level
                WHEN 'nation' THEN province_id
                WHEN 'province' THEN below_id
                ELSE commune_id
            END,
            'khong-neu'
        ) AS place
    FROM found
    WHERE repeats <= depth + 1
),
once AS (FROM told WHERE is_first_place),
sized AS (
    SELECT *, 10 ** floor(log10(value)) AS power, value / power AS times,
        power * CASE WHEN times < 2 THEN 1 WHEN times < 5 THEN 2 ELSE 5 END AS size
    FROM once
    WHERE value > 0
),
grouped AS (
    SELECT 'domain' AS view, domain AS code, * FROM once
    UNION ALL SELECT 'owner_type', owner_type, * FROM once
    UNION ALL SELECT 'year', year, * FROM once
    UNION ALL SELECT 'place', place, * FROM told
    UNION ALL SELECT 'size', CAST(size AS VARCHAR), * EXCLUDE (power, times, size) FROM sized
    UNION ALL SELECT 'size', '0', * FROM once WHERE value <= 0
),
counted AS (
    SELECT view, code, count(*) FILTER (is_first_of_model) AS models, sum(figures) AS figures,
        sum(value) AS total, max(value) AS largest, median(value) AS median, count(*) AS rows,
        sum(approximate) AS approximate, min(outcome_no, 300) AS first_outcomes
    FROM grouped
    GROUP BY view, code
    UNION ALL BY NAME
    SELECT 'all' AS view, 'all' AS code, count(*) FILTER (is_first_of_model) AS models,
        sum(figures) AS figures, sum(value) AS total, max(value) AS largest,
        sum(approximate) AS approximate, min(outcome_no, 300) AS first_outcomes,
        count(*) AS rows, min(value) AS smallest,
        quantile_cont(value, [0.25, 0.5, 0.75]) AS quartiles, sum(contradicted) AS contradicted,
        count(*) FILTER (is_first_of_model AND is_inferred) AS inferred,
        count(*) FILTER (is_first_of_model AND level = 'commune') AS of_communes,
        count(*) FILTER (is_first_of_model AND level = 'district') AS of_districts,
        count(*) FILTER (is_first_of_model AND level = 'province') AS of_provinces,
        array_agg(DISTINCT source_id ORDER BY source_id) AS source_ids
    FROM once
    HAVING count(*) > 0
),
behind AS (
    SELECT c.view, c.code,
        flatten(list(f.figure_ids ORDER BY f.value DESC, f.figure_ids)) AS figure_ids
    FROM (
        SELECT view, code, unnest(first_outcomes) AS outcome_no FROM counted WHERE figures <= 300
    ) AS c
    JOIN found AS f ON f.outcome_no = c.outcome_no AND f.repeats <= f.depth
    GROUP BY c.view, c.code
)
SELECT c.view, c.code, a.name AS area_name, a.short_name, a.system, c.models, c.rows, c.figures,
    CASE WHEN $is_additive THEN c.total END AS total, c.largest, c.smallest,
    coalesce(c.median, c.quartiles[2]) AS median, c.quartiles[1] AS lower_quartile,
    c.quartiles[3] AS upper_quartile, c.approximate, c.contradicted, c.inferred, c.of_communes,
    c.of_districts, c.of_provinces, c.source_ids, coalesce(b.figure_ids, []) AS figure_ids
FROM counted AS c
LEFT JOIN behind AS b ON b.view = c.view AND b.code = c.code
LEFT JOIN areas AS a ON c.view = 'place' AND a.area_id = c.code
ORDER BY c.view, total DESC NULLS LAST, median DESC, area_name COLLATE vi, c.code;
