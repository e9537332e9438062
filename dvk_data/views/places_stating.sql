-- For which years each place states what can be compared as a total, and by which domains or kinds it
-- parts it. Written out once.
-- one row per boundary, subject, measure, unit and area
CREATE TABLE places_stating AS
SELECT boundary, subject, measure, unit, area_id,
    coalesce(list(year ORDER BY year) FILTER (aspect = 'all'), []) AS years,
    list_sort(list_distinct(list(aspect))) AS aspects
FROM comparable
GROUP BY ALL
ORDER BY boundary, subject, measure, unit, area_id;
