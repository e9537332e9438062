-- Of when are the newest figures of a unit on each subject?
-- one row per subject with a date
SELECT unit_id AS area_id, subject, max(as_of) AS as_of
FROM coverage_by_unit
WHERE boundary = $boundary AND unit_id = $area_id AND as_of IS NOT NULL
GROUP BY ALL
ORDER BY subject;
