-- What each model achieved by an indicator: the figures of one source added, and of two sources that
-- tell of the same model the larger. Written out once, like model_rows.
-- one row per model, indicator and unit
CREATE TABLE outcomes_told_once AS
WITH stated AS (
    SELECT r.row_no, r.name, r.area_id IS NOT NULL AS is_placed, o.indicator, o.unit, o.source_id,
        sum(o.value) AS value, bool_or(o.flag <> 'reported') AS is_not_plain,
        list(o.figure_id ORDER BY o.value DESC, o.figure_id) AS figure_ids
    FROM model_outcomes AS o
    JOIN model_rows AS r USING (model_id)
    GROUP BY ALL
)
SELECT * FROM stated
QUALIFY row_number() OVER (
    PARTITION BY row_no, indicator, unit ORDER BY value DESC, source_id
) = 1
ORDER BY row_no;
