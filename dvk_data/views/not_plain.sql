-- Figures and named models that are not plainly reported, and why. A model whose domain was inferred by
-- those who gathered it counts as inferred. Written out once: each chart asks for what it draws.
-- one row per figure or model that is not plainly reported
CREATE TABLE not_plain AS
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
