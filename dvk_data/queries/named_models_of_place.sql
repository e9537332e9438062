-- How many named models does a place hold in a year (or in all years)?
-- one row
SELECT CAST(coalesce(sum(models), 0) AS BIGINT) AS models
FROM models_by_area
WHERE boundary = $boundary AND area_id = $area_id AND ($year IS NULL OR year = $year);
