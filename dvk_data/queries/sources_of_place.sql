-- Which documents gave rows of a place (or of any) and year (or of any), and of which tables?
-- one row per document
SELECT source_id, list(DISTINCT table_name ORDER BY table_name) AS tables
FROM given_by_place
WHERE ($area_id IS NULL AND area_id IS NULL OR boundary = $boundary AND area_id = $area_id)
    AND ($year IS NULL OR year = $year)
GROUP BY ALL
ORDER BY source_id;
