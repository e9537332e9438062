-- How many named models does a place (or the whole country) hold in a year (or in all years)?
-- one row
SELECT CAST(coalesce(sum(models), 0) AS BIGINT) AS models
FROM (
    SELECT year, models FROM models_by_area WHERE boundary = $boundary AND area_id = $area_id
    UNION ALL
    SELECT year, models FROM known_by_year WHERE NOT is_all AND $area_id IS NULL
)
WHERE $year IS NULL OR year = $year;
