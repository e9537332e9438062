-- Which targets that fall due in a year had a place not reached by its latest figure?
-- A target holds for its own area, and for the unit of today where one document states both target
-- and figure, as in service_rates.sql.
-- one row per target and figure
SELECT t.indicator, t.target, t.direction, t.document, f.value, f.unit, f.figure_id,
    f.date_from, f.date_to, s.title, s.publisher, s.url, s.published_date
FROM targets AS t
LEFT JOIN areas AS a ON a.area_id = t.area_id
JOIN figures_at AS f
    ON f.boundary = $boundary AND f.subject = 'service_kpis'
    AND (f.area_id = t.area_id OR t.source_id = f.source_id AND a.current_area_id = f.area_id)
    AND f.measure = t.indicator AND f.part IS NULL
    AND (t.date_from IS NULL OR f.date_to >= t.date_from)
    AND (t.date_to IS NULL OR f.date_from <= t.date_to)
JOIN sources AS s ON s.source_id = f.source_id
WHERE f.area_id = $area_id AND f.year = $year
    AND (t.date_to IS NULL OR year(t.date_to) = f.year)
    AND (t.direction = 'min' AND f.value < t.target OR t.direction = 'max' AND f.value > t.target)
QUALIFY row_number() OVER (PARTITION BY t.figure_id ORDER BY f.date_to DESC, f.figure_id) = 1
ORDER BY t.indicator, f.date_to;
