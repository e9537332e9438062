-- The units that the models of a chunk are in, in the order of the models.
-- one row per model and unit
SELECT format('sim-{:08d}', model) AS model_id, unnest(area_ids) AS area_id
FROM drawn_models
ORDER BY model, area_id
