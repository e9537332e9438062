-- Which measures can be compared between places of a level, and for how many places?
-- `moving` counts the places that state more than one year.
-- one row per measure and unit, those with most places first
WITH stated AS (
    SELECT c.subject, c.measure, c.unit, c.area_id, count(DISTINCT c.year) AS years
    FROM comparable AS c
    JOIN areas AS a USING (area_id)
    WHERE c.boundary = $boundary AND a.level = $level AND c.aspect = 'all'
    GROUP BY ALL
)
SELECT subject, measure, unit, count(*) AS places, count(*) FILTER (years > 1) AS moving
FROM stated
GROUP BY ALL
HAVING count(*) > 1 OR $level = 'commune' OR $boundary = 'current'
ORDER BY places DESC, subject, measure, unit;
