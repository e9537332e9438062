-- Which places of a level state a rate or score in a year, or each in its newest year, with its dates?
-- The columns of service_rates.sql.
-- one row per figure or computed rate, newest first
SELECT r.* EXCLUDE (boundary), 'service_kpis' AS subject, n.name AS area_name, n.system, n.level, n.district_name,
    n.province_name, s.title, s.publisher, s.url, s.published_date
FROM rates_of_services AS r
JOIN area_names AS n USING (area_id)
JOIN sources AS s USING (source_id)
WHERE r.boundary = $boundary AND n.level = $level AND r.measure = $measure
    AND ($year IS NULL OR r.year = $year)
    AND r.date_from IS NOT NULL AND r.date_to IS NOT NULL
QUALIFY $year IS NOT NULL OR r.year = max(r.year) OVER (PARTITION BY r.area_id)
ORDER BY r.date_to DESC, r.date_from, r.part NULLS FIRST, r.area_id, r.figure_id;
