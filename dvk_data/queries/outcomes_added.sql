-- Which stated figures are added up in the totals of the models found?
-- The same figures as in model_totals.sql; `all_rows` counts what $at_most cuts.
-- `chosen` holds the numbers of the models found.
-- one row per figure
WITH added AS (
    SELECT t.measure, t.row_no, unnest(t.figure_ids) AS figure_id
    FROM outcomes_told_once AS t
    SEMI JOIN chosen USING (row_no)
    WHERE t.is_placed
        AND t.measure IN (
            SELECT measure FROM outcome_measures
            WHERE list_contains(CAST($additive AS VARCHAR[]), indicator)
        )
)
SELECT figure_id, count(*) OVER () AS all_rows
FROM added
ORDER BY measure, row_no, figure_id
LIMIT $at_most;
