-- What did the models found achieve, for the headline indicators?
-- What two sources tell of one model is counted once, by the larger. `figure_ids` is empty where there
-- are more than a reader can look through. `chosen` holds the numbers of the models found.
-- one row per indicator
WITH told AS MATERIALIZED (
    SELECT t.row_no, t.measure, t.value, t.is_not_plain
    FROM outcomes_told_once AS t
    SEMI JOIN chosen USING (row_no)
    WHERE t.measure IN (
        SELECT measure FROM outcome_measures
        WHERE indicator IN ('money_raised', 'households_helped')
    )
),
reached AS (
    SELECT measure, sum(value) AS value, count(*) AS models,
        count(*) FILTER (is_not_plain) AS not_plain
    FROM told
    GROUP BY measure
),
behind AS (
    SELECT f.measure, flatten(array_agg(o.figure_ids ORDER BY f.value DESC, f.row_no)) AS figure_ids
    FROM (FROM told WHERE measure IN (SELECT measure FROM reached WHERE models <= 300)) AS f
    JOIN outcomes_told_once AS o ON o.row_no = f.row_no AND o.measure = f.measure
    GROUP BY f.measure
)
SELECT m.indicator, m.unit, r.* EXCLUDE (measure), coalesce(b.figure_ids, []) AS figure_ids
FROM reached AS r
JOIN outcome_measures AS m USING (measure)
LEFT JOIN behind AS b USING (measure)
ORDER BY m.indicator, m.unit;
