-- How many of these figures or models rest on what was inferred, is approximate or contradicted?
-- A model whose domain was inferred by those who gathered it counts as inferred.
-- one row
WITH asked AS (
    SELECT flag FROM every_figure
    WHERE list_contains(CAST($ids AS VARCHAR[]), figure_id)
    UNION ALL
    SELECT CASE WHEN domain_is_inferred AND flag = 'reported' THEN 'inferred_domain' ELSE flag END
    FROM models
    WHERE list_contains(CAST($ids AS VARCHAR[]), model_id)
)
SELECT count(*) AS figures,
    count(*) FILTER (starts_with(flag, 'inferred')) AS inferred,
    count(*) FILTER (flag = 'approximate') AS approximate,
    count(*) FILTER (flag = 'contradicted') AS contradicted,
    count(*) FILTER (flag = 'corrected') AS corrected
FROM asked;
