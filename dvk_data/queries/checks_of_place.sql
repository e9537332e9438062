-- Which statements about a place and year were recomputed, and which do not come out?
-- one row per check, those that differ first
SELECT k.*, f.part, s.title, s.publisher, s.url, s.published_date
FROM checks AS k
JOIN sources AS s USING (source_id)
JOIN areas AS a USING (area_id)
LEFT JOIN figures AS f USING (figure_id)
WHERE (k.area_id = $area_id OR $boundary = 'current' AND a.current_area_id = $area_id AND a.conversion = 'unchanged')
    AND (year(coalesce(k.date_to, k.date_from)) = $year)
ORDER BY k.agrees NULLS LAST, k.rule, k.check_id;
