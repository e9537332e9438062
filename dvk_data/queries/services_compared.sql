-- In how many places of each level is a rate or score on procedures known, in each year and in any?
-- `places` counts those with a dated figure, `whole_places` those of them that it speaks of as a whole.
-- one row per level, measure and year, and one for any year
SELECT level, measure, year, is_any_year, places, whole_places
FROM places_rated
WHERE boundary = $boundary
ORDER BY level, places DESC, measure, is_any_year DESC, year;
