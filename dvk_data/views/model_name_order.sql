-- The models in the order of their names, for the first page of a list of millions. Written out once.
-- one row per model
CREATE TABLE model_name_order AS
SELECT name_order, row_no FROM model_rows ORDER BY name_order;
