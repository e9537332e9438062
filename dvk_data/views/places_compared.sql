-- In how many places of each province what can be compared is stated, and in how many of them for more
-- than one year (`moving`). Places that state only parts of it are not counted. Written out once.
-- one row per boundary, level, province and measure that any place states
CREATE TABLE places_compared AS
SELECT p.boundary, a.level, a.province_id, p.subject, p.measure, p.unit,
    count(*) FILTER (len(p.years) > 0) AS places, count(*) FILTER (len(p.years) > 1) AS moving
FROM places_stating AS p
JOIN areas AS a USING (area_id)
GROUP BY ALL
ORDER BY ALL;
