-- What do files hold of the models with these codes?
-- one row per model
SELECT d.* EXCLUDE (row_no)
FROM models_described AS d
WHERE list_contains(CAST($model_ids AS VARCHAR[]), d.model_id)
ORDER BY d.name COLLATE vi, d.model_id;
