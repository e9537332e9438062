-- What did the models achieve by an indicator: in all, and by domain, owner, place below and year?
-- Figures that one source tells of one model are added where the indicator may be added; what two
-- sources tell of one model is then counted once, by the larger. Other indicators have no total, and
-- each of their figures stands alone. A model in several places below is in the group of each.
-- one row per view and group, the largest first
WITH stated AS (
    SELECT m.model_id, m.name, m.domain, coalesce(m.owner_type, 'khong-neu') AS owner_type,
        coalesce(CAST(m.year AS VARCHAR), 'khong-neu') AS year, o.source_id,
        CASE WHEN $is_additive THEN '' ELSE o.figure_id END AS part,
        sum(o.value) AS value, count(*) AS figures,
        count(*) FILTER (o.flag = 'approximate') AS approximate,
        count(*) FILTER (o.flag = 'contradicted') AS contradicted,
        bool_or(o.flag LIKE 'inferred%' OR m.flag LIKE 'inferred%') AS is_inferred,
        list(o.figure_id ORDER BY o.value DESC, o.figure_id) AS figure_ids
    FROM models_matching(
        $boundary, $area_id, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
        CAST($years AS VARCHAR[]), CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[])
    ) AS m
    JOIN model_outcomes AS o USING (model_id)
    WHERE o.indicator = $indicator AND o.unit = $unit
    GROUP BY ALL
),
told_once AS (
    SELECT * FROM stated
    QUALIFY NOT $is_additive
        OR row_number() OVER (PARTITION BY model_id ORDER BY value DESC, source_id) = 1
),
places_below AS (
    SELECT DISTINCT model_id,
        coalesce(
            CASE
                WHEN $area_id IS NULL THEN province_id
                WHEN province_id = $area_id THEN coalesce(district_id, commune_id)
                ELSE commune_id
            END,
            'khong-neu'
        ) AS code
    FROM model_places
    WHERE boundary = $boundary
        AND ($area_id IS NULL OR $area_id IN (area_id, commune_id, district_id, province_id))
),
levels AS (
    SELECT p.model_id, min(a.level) AS level
    FROM model_places AS p
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
    SELECT 'place', p.code, t.* FROM told_once AS t JOIN places_below AS p USING (model_id)
)
SELECT g.view, g.code, a.name AS area_name, a.short_name, a.system,
    count(DISTINCT g.model_id) AS models, count(*) AS rows, sum(g.figures) AS figures,
    CASE WHEN $is_additive THEN sum(g.value) END AS total,
    max(g.value) AS largest, arg_max(g.name, g.value) AS largest_model,
    arg_max(g.figure_ids, g.value) AS largest_ids, min(g.value) AS smallest,
    median(g.value) AS median, quantile_cont(g.value, 0.25) AS lower_quartile,
    quantile_cont(g.value, 0.75) AS upper_quartile,
    sum(g.approximate) AS approximate, sum(g.contradicted) AS contradicted,
    count(DISTINCT g.model_id) FILTER (g.is_inferred) AS inferred,
    count(DISTINCT g.model_id) FILTER (l.level = 'commune') AS of_communes,
    count(DISTINCT g.model_id) FILTER (l.level = 'district') AS of_districts,
    count(DISTINCT g.model_id) FILTER (l.level = 'province') AS of_provinces,
    array_agg(DISTINCT g.source_id ORDER BY g.source_id) AS source_ids,
    flatten(list(g.figure_ids ORDER BY g.value DESC, g.figure_ids)) AS figure_ids
FROM grouped AS g
LEFT JOIN levels AS l USING (model_id)
LEFT JOIN areas AS a ON g.view = 'place' AND a.area_id = g.code
GROUP BY ALL
ORDER BY g.view, total DESC NULLS LAST, median DESC, area_name COLLATE vi, code;
