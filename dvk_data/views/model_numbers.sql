-- The number of each model in the order of its place and name, and in the order of all names.
-- Written out once, without the rows, which are then sorted by a number.
-- one row per model
CREATE TABLE model_numbers AS
WITH place_numbers AS (
    SELECT place_order, row_number() OVER (ORDER BY place_order COLLATE vi) AS place_number
    FROM (SELECT DISTINCT place_order FROM model_sites)
),
by_name AS (
    SELECT model_id, CAST(row_number() OVER () - 1 AS UINTEGER) AS name_order
    FROM (SELECT model_id FROM models ORDER BY name COLLATE vi, model_id)
)
SELECT model_id, name_order, CAST(row_number() OVER () - 1 AS UINTEGER) AS row_no
FROM (
    SELECT n.model_id, n.name_order
    FROM by_name AS n
    LEFT JOIN model_sites AS p ON p.model_id = n.model_id
    LEFT JOIN place_numbers AS o ON o.place_order = p.place_order
    ORDER BY o.place_number NULLS LAST, n.name_order
);
