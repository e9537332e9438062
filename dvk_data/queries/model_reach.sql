-- What did the named models of a place achieve in a year, for the headline indicators?
-- What two sources tell of one model is counted once, by the larger.
-- one row per indicator
WITH stated AS (
    SELECT o.model_id, o.indicator, o.unit, o.source_id, sum(o.value) AS value,
        bool_or(o.flag <> 'reported') AS is_not_plain,
        array_agg(o.figure_id ORDER BY o.value DESC, o.figure_id) AS figure_ids
    FROM model_outcomes AS o
    JOIN models AS m USING (model_id)
    WHERE m.year = $year AND o.indicator IN ('money_raised', 'households_helped')
        AND EXISTS (
            FROM model_places AS p
            WHERE p.model_id = m.model_id AND p.boundary = $boundary
                AND $area_id IN (p.area_id, p.commune_id, p.district_id, p.province_id)
        )
    GROUP BY ALL
),
told_once AS (
    SELECT * FROM stated
    QUALIFY row_number() OVER (
        PARTITION BY model_id, indicator, unit ORDER BY value DESC, source_id
    ) = 1
)
SELECT indicator, unit, sum(value) AS value, count(*) AS models,
    count(*) FILTER (is_not_plain) AS not_plain,
    (SELECT count(DISTINCT p.district_id) FROM model_places AS p
        WHERE p.boundary = $boundary AND list_contains(array_agg(t.model_id), p.model_id)) AS districts,
    (SELECT level = 'province' FROM areas WHERE area_id = $area_id) AS is_province,
    flatten(array_agg(figure_ids ORDER BY value DESC, model_id)) AS figure_ids
FROM told_once AS t
GROUP BY indicator, unit
ORDER BY indicator;
