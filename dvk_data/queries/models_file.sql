-- Which models meet the reader's choices, with codes, names, places then and now and outcomes?
-- one row per model
SELECT d.*
FROM models_matching(
    $boundary, $area_id, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
    CAST($years AS VARCHAR[]), CAST($statuses AS VARCHAR[]), CAST($words AS VARCHAR[])
) AS m
JOIN models_described AS d USING (model_id)
ORDER BY d.name COLLATE vi, d.model_id;
