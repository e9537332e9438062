-- What each model achieved by a measure: the figures of one source added, and of two sources that tell
-- of the same model the larger. Written out once, like model_rows.
-- one row per model and measure
CREATE TABLE outcomes_told_once AS
WITH stated AS (
    SELECT r.row_no, m.measure, r.area_id IS NOT NULL AS is_placed, o.source_id,
        sum(o.value) AS value, bool_or(o.flag <> 'reported') AS is_not_plain,
        list(o.figure_id ORDER BY o.value DESC, o.figure_id) AS figure_ids
    FROM model_outcomes AS o
    JOIN outcome_measures AS m ON m.indicator = o.indicator AND m.unit = o.unit
    JOIN model_rows AS r USING (model_id)
    GROUP BY ALL
)
SELECT row_no, measure, is_placed, value, is_not_plain, figure_ids FROM stated
QUALIFY row_number() OVER (PARTITION BY row_no, measure ORDER BY value DESC, source_id) = 1
ORDER BY row_no, measure;
