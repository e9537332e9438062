-- How much is known in all, or of a year?
-- one row
SELECT models, figures, every_figure, outcomes, sources, checks, checks_differing
FROM known_by_year
WHERE is_all AND $year IS NULL OR NOT is_all AND year = $year
UNION ALL
SELECT 0, 0, 0, 0, 0, 0, 0
WHERE $year IS NOT NULL AND NOT EXISTS (FROM known_by_year WHERE NOT is_all AND year = $year);
