-- Which statements about a place and year were recomputed, and which do not come out?
-- one row per check, those that differ first
SELECT k.*, f.part, s.title, s.publisher, s.url, s.published_date
FROM checks AS k
JOIN sources AS s USING (source_id)
LEFT JOIN figures AS f USING (figure_id)
WHERE year(coalesce(k.date_to, k.date_from)) = $year
    AND k.figure_id IN (
        SELECT figure_id FROM figures_at WHERE boundary = $boundary AND area_id = $area_id
    )
ORDER BY k.agrees NULLS LAST, k.rule, k.check_id;
