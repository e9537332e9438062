-- Which measures can be compared between places of a level, and for how many places?
-- one row per measure and unit, those with most places first
SELECT c.subject, c.measure, c.unit, count(DISTINCT c.area_id) AS places,
    count(DISTINCT c.year) AS years
FROM comparable AS c
JOIN areas AS a USING (area_id)
WHERE c.boundary = $boundary AND a.level = $level AND c.aspect = 'all'
GROUP BY ALL
HAVING count(DISTINCT c.area_id) > 1 OR $level = 'commune'
ORDER BY places DESC, c.subject, c.measure, c.unit;
