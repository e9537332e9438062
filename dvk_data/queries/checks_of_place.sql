-- Which statements about a place and year were recomputed, and which do not come out?
-- one row per check, those that differ first
SELECT k.*, s.title, s.publisher, s.url, s.published_date
FROM checks_at AS a
JOIN checks_described AS k USING (check_id)
JOIN sources AS s USING (source_id)
WHERE a.boundary = $boundary AND a.area_id = $area_id
    AND year(coalesce(k.date_to, k.date_from)) = $year
ORDER BY k.agrees NULLS LAST, k.rule, k.check_id;
