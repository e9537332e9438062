-- Which figures and named models are not plainly reported, and why?
-- A model whose domain was inferred by those who gathered it counts as inferred. Asked once, when the
-- datasets are opened or written out: each chart then looks up what it draws.
-- one row per figure or model that is not plainly reported
WITH flagged AS (
    SELECT figure_id AS id, flag FROM every_figure
    UNION ALL
    SELECT model_id,
        CASE WHEN domain_is_inferred AND flag = 'reported' THEN 'inferred_domain' ELSE flag END
    FROM models
)
SELECT id, flag FROM flagged
WHERE flag <> 'reported'
ORDER BY id;
