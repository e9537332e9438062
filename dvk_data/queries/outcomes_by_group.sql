-- What did the models achieve by an indicator: in all, and by domain, owner, place below and year?
-- Figures that one source tells of one model are added where the indicator may be added; what two
-- sources tell of one model is then counted once, by the larger. Other indicators have no total, and
-- each of their figures stands alone. A model in several places below is in the group of each.
-- `figure_ids` is empty where there are more than a reader can look through. `chosen` holds the numbers
-- of the models found.
-- one row per view and group, the largest first
WITH stated AS (
    SELECT o.row_no, o.model_id, o.name, o.domain, o.owner_type, o.year, o.source_id,
        CASE WHEN $is_additive THEN '' ELSE o.figure_id END AS part,
        sum(o.value) AS value, count(*) AS figures,
        count(*) FILTER (o.flag = 'approximate') AS approximate,
        count(*) FILTER (o.flag = 'contradicted') AS contradicted,
        bool_or(o.flag LIKE 'inferred%' OR o.model_flag LIKE 'inferred%') AS is_inferred,
        list(o.figure_id ORDER BY o.value DESC, o.figure_id) AS figure_ids
    FROM outcomes_numbered AS o
    SEMI JOIN chosen USING (row_no)
    WHERE o.indicator = $indicator AND o.unit = $unit
    GROUP BY ALL
),
told_once AS (
    SELECT * FROM stated
    QUALIFY NOT $is_additive
        OR row_number() OVER (PARTITION BY row_no ORDER BY value DESC, source_id) = 1
),
places_below AS (
    SELECT DISTINCT row_no,
        coalesce(
            CASE
                WHEN $area_id IS NULL THEN province_id
                WHEN province_id = $area_id THEN coalesce(district_id, commune_id)
                ELSE commune_id
            END,
            'khong-neu'
        ) AS code
    FROM model_places SEMI JOIN chosen USING (row_no)
    WHERE boundary = $boundary
        AND ($area_id IS NULL OR $area_id IN (area_id, commune_id, district_id, province_id))
),
levels AS (
    SELECT p.row_no, min(a.level) AS level
    FROM model_places AS p
    SEMI JOIN chosen USING (row_no)
    JOIN areas AS a USING (area_id)
    WHERE p.boundary = $boundary
    GROUP BY ALL
),
grouped AS (
    SELECT 'all' AS view, 'all' AS code, * FROM told_once
    UNION ALL
    SELECT 'domain', domain, * FROM told_once
    UNION ALL
    SELECT 'owner_type', owner_type, * FROM told_once
    UNION ALL
    SELECT 'year', year, * FROM told_once
    UNION ALL
    SELECT 'place', p.code, t.* FROM told_once AS t JOIN places_below AS p USING (row_no)
)
SELECT g.view, g.code, a.name AS area_name, a.short_name, a.system,
    count(DISTINCT g.row_no) AS models, count(*) AS rows, sum(g.figures) AS figures,
    CASE WHEN $is_additive THEN sum(g.value) END AS total,
    max(g.value) AS largest, arg_max(g.name, g.value) AS largest_model,
    arg_max(g.figure_ids, g.value) AS largest_ids, min(g.value) AS smallest,
    median(g.value) AS median, quantile_cont(g.value, 0.25) AS lower_quartile,
    quantile_cont(g.value, 0.75) AS upper_quartile,
    sum(g.approximate) AS approximate, sum(g.contradicted) AS contradicted,
    count(DISTINCT g.row_no) FILTER (g.is_inferred) AS inferred,
    count(DISTINCT g.row_no) FILTER (l.level = 'commune') AS of_communes,
    count(DISTINCT g.row_no) FILTER (l.level = 'district') AS of_districts,
    count(DISTINCT g.row_no) FILTER (l.level = 'province') AS of_provinces,
    array_agg(DISTINCT g.source_id ORDER BY g.source_id) AS source_ids,
    CASE WHEN sum(g.figures) <= 300
        THEN flatten(list(g.figure_ids ORDER BY g.value DESC, g.figure_ids)) ELSE [] END AS figure_ids
FROM grouped AS g
LEFT JOIN levels AS l USING (row_no)
LEFT JOIN areas AS a ON g.view = 'place' AND a.area_id = g.code
GROUP BY ALL
ORDER BY g.view, total DESC NULLS LAST, median DESC, area_name COLLATE vi, code;
