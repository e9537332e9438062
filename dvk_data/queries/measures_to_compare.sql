-- Which measures can be compared between places of a level, and for how many places?
-- `moving` counts the places that state more than one year.
-- one row per measure and unit, those with most places first
SELECT subject, measure, unit, CAST(sum(places) AS BIGINT) AS places,
    CAST(sum(moving) AS BIGINT) AS moving
FROM places_compared
WHERE boundary = $boundary AND level = $level
GROUP BY ALL
HAVING sum(places) > 1 OR sum(places) = 1 AND ($level = 'commune' OR $boundary = 'current')
ORDER BY places DESC, subject, measure, unit;
