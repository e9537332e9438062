-- Which targets that fall due in a year has a place not reached by its latest figure of that year?
-- A target holds for its own area, and for the unit of today where one document states both target
-- and figure, as in rates_of_services.sql. Written out once.
-- one row per boundary, place, year and target
CREATE TABLE missed_targets AS
WITH aims AS (
    SELECT *, area_id AS holds_for, NULL AS only_from FROM targets
    UNION ALL
    SELECT t.*, a.current_area_id, t.source_id FROM targets AS t JOIN areas AS a USING (area_id)
)
SELECT f.boundary, f.area_id, f.year, t.indicator, t.target, t.direction, t.document, f.value, f.unit,
    f.figure_id, f.date_from, f.date_to, f.source_id
FROM aims AS t
JOIN figures_at AS f
    ON f.subject = 'service_kpis' AND f.measure = t.indicator AND f.area_id = t.holds_for
    AND (t.only_from IS NULL OR t.only_from = f.source_id)
    AND (t.date_from IS NULL OR f.date_to >= t.date_from)
    AND (t.date_to IS NULL OR f.date_from <= t.date_to AND f.year = year(t.date_to))
WHERE f.part IS NULL
    AND (t.direction = 'min' AND f.value < t.target OR t.direction = 'max' AND f.value > t.target)
QUALIFY row_number() OVER (
    PARTITION BY f.boundary, f.area_id, f.year, t.figure_id ORDER BY f.date_to DESC, f.figure_id
) = 1
ORDER BY ALL;
