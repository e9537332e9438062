-- Which figures and named models does a unit report for a year, on one subject or on all?
-- Without a year those whose year is not known. Subjects with more than a reader can look through
-- name none.
-- one row per subject that names its figures
SELECT subject, figure_ids
FROM coverage_by_unit
WHERE boundary = $boundary AND unit_id = $area_id AND year IS NOT DISTINCT FROM $year
    AND ($subject IS NULL OR subject = $subject) AND figure_ids IS NOT NULL
ORDER BY subject;
