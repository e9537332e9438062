-- Which statements about units below a place and of a year do not come out?
-- The units of checks_below.sql.
-- one row per check
SELECT k.*, a.name AS area_name, s.title, s.publisher, s.url, s.published_date
FROM checks AS k
JOIN areas AS a USING (area_id)
JOIN sources AS s USING (source_id)
WHERE k.agrees = false AND year(coalesce(k.date_to, k.date_from)) = $year
    AND k.area_id <> $area_id AND $area_id IN (a.parent_id, a.province_id)
    AND ($boundary = 'reported' OR a.system = '2025')
ORDER BY a.area_id, k.rule, k.check_id;
