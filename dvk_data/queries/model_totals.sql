-- What do the models that meet the reader's choices add up to, per indicator and unit?
-- Only indicators that may be added over models are named in $additive.
-- one row per indicator and unit, the most often stated first
SELECT o.indicator, o.unit, count(DISTINCT o.model_id) AS models, sum(o.value) AS total,
    max(o.value) AS largest, arg_max(m.name, o.value) AS largest_model,
    count(*) FILTER (o.flag <> 'reported') AS not_plain
FROM models_matching(
    $boundary, $area_id, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
    CAST($years AS VARCHAR[]), CAST($statuses AS VARCHAR[]), CAST($words AS VARCHAR[])
) AS m
JOIN model_outcomes AS o USING (model_id)
WHERE list_contains(CAST($additive AS VARCHAR[]), o.indicator)
GROUP BY ALL
ORDER BY models DESC, o.indicator, o.unit;
