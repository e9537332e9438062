-- Which targets that fall due in a year had a place not reached by its latest figure?
-- one row per target and figure
SELECT t.indicator, t.target, t.direction, t.document, t.value, t.unit, t.figure_id,
    t.date_from, t.date_to, s.title, s.publisher, s.url, s.published_date
FROM missed_targets AS t
JOIN sources AS s USING (source_id)
WHERE t.boundary = $boundary AND t.area_id = $area_id AND t.year = $year
ORDER BY t.indicator, t.date_to;
