-- Which stated figures are added up in the totals of the models found?
-- The same figures as in model_totals.sql; `all_rows` counts what $at_most cuts.
-- `chosen` holds the numbers of the models found.
-- one row per figure
WITH added AS (
    SELECT indicator, unit, row_no, unnest(figure_ids) AS figure_id
    FROM outcomes_told_once
    SEMI JOIN chosen USING (row_no)
    WHERE list_contains(CAST($additive AS VARCHAR[]), indicator) AND is_placed
)
SELECT figure_id, count(*) OVER () AS all_rows
FROM added
ORDER BY indicator, unit, row_no, figure_id
LIMIT $at_most;
