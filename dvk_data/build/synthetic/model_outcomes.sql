-- What the models of a chunk achieved: few achieve much.
-- one row per figure
SELECT
    figure_code('model_outcomes', model * 8 + b.figure) AS figure_id,
    format('sim-{:08d}', model) AS model_id,
    source_id,
    b.indicator,
    CASE WHEN b.unit = 'percent'
        THEN round(least(100, b.typical + 12 * bell(model * 8 + b.figure, 'outcome')), 1)
        ELSE rounded(b.typical * exp(0.9 * bell(model * 8 + b.figure, 'outcome'))) END AS value,
    b.unit,
    CASE WHEN chance(model * 8 + b.figure, 'outcome flag') < 0.2 THEN 'approximate'
        ELSE 'reported' END AS flag,
    CAST(NULL AS VARCHAR) AS note,
    CAST(NULL AS VARCHAR) AS note_vi
FROM drawn_models
JOIN bundle_figures AS b USING (bundle)
ORDER BY model, b.figure
