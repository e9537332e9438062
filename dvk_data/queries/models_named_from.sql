-- Which models stand from one place in the order of all names to another?
-- one row per model
SELECT row_no FROM model_name_order
WHERE name_order >= $first AND name_order < $beyond
ORDER BY name_order;
