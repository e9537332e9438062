-- How much is known of a place itself, by subject and year, and of when is the newest of it?
-- one row per subject and year, newest first
SELECT subject, year, figures, as_of
FROM coverage_by_unit
WHERE boundary = $boundary AND unit_id = $area_id AND figures > 0
ORDER BY subject, year DESC NULLS LAST;
