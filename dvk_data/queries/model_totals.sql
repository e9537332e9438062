-- What do the models that meet the reader's choices add up to, per indicator and unit?
-- Only indicators that may be added over models are named in $additive. What two sources tell of one
-- model is counted once, by the larger.
-- A model that cannot be placed, such as one of a whole military region, is left out.
-- one row per indicator and unit, the most often stated first
WITH stated AS (
    SELECT m.model_id, m.name, o.indicator, o.unit, o.source_id, sum(o.value) AS value,
        bool_or(o.flag <> 'reported') AS is_not_plain
    FROM models_matching(
        $boundary, $area_id, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
        CAST($years AS VARCHAR[]), CAST($statuses AS VARCHAR[]), CAST($words AS VARCHAR[])
    ) AS m
    JOIN model_outcomes AS o USING (model_id)
    WHERE list_contains(CAST($additive AS VARCHAR[]), o.indicator) AND m.area_id IS NOT NULL
    GROUP BY m.model_id, m.name, o.indicator, o.unit, o.source_id
),
told_once AS (
    SELECT * FROM stated
    QUALIFY row_number() OVER (
        PARTITION BY model_id, indicator, unit ORDER BY value DESC, source_id
    ) = 1
)
SELECT indicator, unit, count(*) AS models, sum(value) AS total, max(value) AS largest,
    arg_max(name, value) AS largest_model, count(*) FILTER (is_not_plain) AS not_plain
FROM told_once
GROUP BY indicator, unit
ORDER BY models DESC, indicator, unit;
