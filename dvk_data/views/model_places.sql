-- Where each model is, as in models_placed, by the numbers of model_rows.
-- one row per model, place and boundary
CREATE TABLE model_places AS
SELECT r.row_no, p.*
FROM models_placed AS p
JOIN model_rows AS r USING (model_id)
ORDER BY r.row_no, p.boundary;
