-- In how many places of each level a rate or score on procedures is stated with its dates or computed,
-- and in how many of them for the whole place: in each year, and in any (without a year).
-- one row per boundary, level, measure and year, and one for any year
CREATE TABLE places_rated AS
SELECT r.boundary, n.level, r.measure, r.year,
    count(DISTINCT r.area_id) FILTER (r.date_from IS NOT NULL AND r.date_to IS NOT NULL) AS places,
    count(DISTINCT r.area_id) FILTER (
        r.date_from IS NOT NULL AND r.date_to IS NOT NULL
        AND (r.part IS NULL OR n.level = 'commune')
    ) AS whole_places,
    grouping(r.year) = 1 AS is_any_year
FROM rates_of_services AS r
JOIN area_names AS n USING (area_id)
GROUP BY GROUPING SETS ((r.boundary, n.level, r.measure, r.year), (r.boundary, n.level, r.measure))
ORDER BY ALL;
