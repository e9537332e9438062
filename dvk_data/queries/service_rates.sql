-- Which rates and scores do some places state, and what stands beside each?
-- What that is says rates_of_services.sql.
-- one row per figure or computed rate, newest first
SELECT r.* EXCLUDE (boundary), 'service_kpis' AS subject, n.name AS area_name, n.system, n.level, n.district_name,
    n.province_name, s.title, s.publisher, s.url, s.published_date
FROM rates_of_services AS r
JOIN area_names AS n USING (area_id)
JOIN sources AS s USING (source_id)
WHERE r.boundary = $boundary AND r.area_id IN (SELECT unnest(CAST($area_ids AS VARCHAR[])))
    AND list_contains(CAST($measures AS VARCHAR[]), r.measure)
ORDER BY r.date_to DESC NULLS LAST, r.date_from, r.part NULLS FIRST, r.measure, r.area_id,
    r.figure_id;
