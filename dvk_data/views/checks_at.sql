-- Which statements are about figures of a place, by the boundaries a reader chose; unlike check_places
-- only about its own figures.
-- one row per check, place and boundary
CREATE TABLE checks_at AS
SELECT f.boundary, f.area_id, k.check_id
FROM checks AS k
JOIN figures_at AS f USING (figure_id)
WHERE f.area_id IS NOT NULL
ORDER BY ALL;
