-- What does each province score in an index, as which of those known, and what is their median?
-- What is compared with what says scores_of_indices.sql.
-- one row per area, year, dimension and unit
SELECT * EXCLUDE (index_name)
FROM scores_of_indices
WHERE index_name = $index_name
    AND ($year IS NULL OR year = $year)
    AND ($dimension IS NULL OR dimension = $dimension)
    AND ($boundary = 'reported' OR system = '2025')
ORDER BY year, dimension, unit, value DESC NULLS LAST, published_rank, short_name COLLATE vi;
