-- What do the models found add up to, per indicator and unit?
-- Only indicators that may be added over models are named in $additive. What two sources tell of one
-- model is counted once, by the larger; `largest_row` is the number of the model with the largest value.
-- A model that cannot be placed, such as one of a whole military region, is left out.
-- `chosen` holds the numbers of the models found.
-- one row per indicator and unit, the most often stated first
WITH added AS (
    FROM outcome_measures WHERE list_contains(CAST($additive AS VARCHAR[]), indicator)
),
totals AS (
    SELECT measure, count(*) AS models, sum(value) AS total, max(value) AS largest,
        arg_max(row_no, value) AS largest_row, count(*) FILTER (is_not_plain) AS not_plain
    FROM outcomes_told_once
    SEMI JOIN chosen USING (row_no)
    SEMI JOIN added USING (measure)
    WHERE is_placed
    GROUP BY measure
)
SELECT a.indicator, a.unit, t.* EXCLUDE (measure)
FROM totals AS t
JOIN added AS a USING (measure)
ORDER BY t.models DESC, a.indicator, a.unit;
