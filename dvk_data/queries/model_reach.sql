-- What did the models found achieve, for the headline indicators?
-- What two sources tell of one model is counted once, by the larger. `figure_ids` is empty where there
-- are more than a reader can look through. `chosen` holds the numbers of the models found.
-- one row per indicator
WITH told AS (
    FROM outcomes_told_once SEMI JOIN chosen USING (row_no)
    WHERE indicator IN ('money_raised', 'households_helped')
),
districts AS (
    SELECT t.indicator, t.unit, count(DISTINCT p.district_id) AS districts
    FROM told AS t
    JOIN model_places AS p ON p.row_no = t.row_no AND p.boundary = $boundary
    GROUP BY ALL
)
SELECT t.indicator, t.unit, sum(t.value) AS value, count(*) AS models,
    count(*) FILTER (t.is_not_plain) AS not_plain,
    min(d.districts) AS districts,
    (SELECT level = 'province' FROM areas WHERE area_id = $area_id) AS is_province,
    CASE WHEN count(*) <= 300
        THEN flatten(array_agg(t.figure_ids ORDER BY t.value DESC, t.row_no)) ELSE [] END
        AS figure_ids
FROM told AS t
JOIN districts AS d ON d.indicator = t.indicator AND d.unit = t.unit
GROUP BY t.indicator, t.unit
ORDER BY t.indicator;
