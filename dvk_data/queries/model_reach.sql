-- What did the named models of a place achieve in a year, for the headline indicators?
-- one row per indicator
WITH here AS (
    SELECT DISTINCT model_id FROM model_places
    WHERE boundary = $boundary AND $area_id IN (area_id, commune_id, district_id, province_id)
)
SELECT o.indicator, o.unit, sum(o.value) AS value, count(*) AS figures,
    count(DISTINCT o.model_id) AS models,
    count(*) FILTER (o.flag <> 'reported') AS not_plain,
    array_agg(DISTINCT o.source_id ORDER BY o.source_id) AS source_ids
FROM model_outcomes AS o
JOIN here USING (model_id)
JOIN models AS m USING (model_id)
WHERE m.year = $year AND o.indicator IN ('money_raised', 'households_helped')
GROUP BY ALL
ORDER BY o.indicator;
