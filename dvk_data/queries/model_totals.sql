-- What do the models found add up to, per indicator and unit?
-- Only indicators that may be added over models are named in $additive. What two sources tell of one
-- model is counted once, by the larger; `largest_row` is the number of the model with the largest value.
-- A model that cannot be placed, such as one of a whole military region, is left out.
-- `chosen` holds the numbers of the models found. What may not be added is left out last: with two semi
-- joins DuckDB reads all outcomes.
-- one row per indicator and unit, the most often stated first
WITH totals AS (
    SELECT measure, count(*) AS models, sum(value) AS total, max(value) AS largest,
        arg_max(row_no, value) AS largest_row, count(*) FILTER (is_not_plain) AS not_plain
    FROM outcomes_told_once
    SEMI JOIN chosen USING (row_no)
    WHERE is_placed
    GROUP BY measure
)
SELECT m.indicator, m.unit, t.* EXCLUDE (measure)
FROM totals AS t
JOIN outcome_measures AS m USING (measure)
WHERE list_contains(CAST($additive AS VARCHAR[]), m.indicator)
ORDER BY t.models DESC, m.indicator, m.unit;
