-- In how many places of each province what can be compared is stated, and in how many of them for more
-- than one year (`moving`). Places that state only parts of it are not counted. Written out once.
-- one row per boundary, level, province and measure that any place states
CREATE TABLE places_compared AS
WITH stated AS (
    SELECT c.boundary, a.level, a.province_id, c.subject, c.measure, c.unit, c.area_id,
        count(DISTINCT c.year) FILTER (c.aspect = 'all') AS years
    FROM comparable AS c
    JOIN areas AS a USING (area_id)
    GROUP BY ALL
)
SELECT boundary, level, province_id, subject, measure, unit,
    count(*) FILTER (years > 0) AS places, count(*) FILTER (years > 1) AS moving
FROM stated
GROUP BY ALL
ORDER BY ALL;
