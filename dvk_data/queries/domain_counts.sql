-- How do the models of a place and year divide among the domains, by each status and source?
-- one row per status, source and domain
SELECT f.measure AS status, f.source_id, f.part, f.aspect AS domain, f.value, f.figure_id, f.flag,
    f.date_from, f.date_to, t.value AS total, s.title, s.publisher, s.url, s.published_date
FROM figures_at AS f
JOIN sources AS s USING (source_id)
LEFT JOIN figures_at AS t
    ON t.boundary = f.boundary AND t.subject = f.subject AND t.area_id = f.area_id
    AND t.source_id = f.source_id AND t.measure = f.measure AND t.part IS NOT DISTINCT FROM f.part
    AND t.date_from IS NOT DISTINCT FROM f.date_from AND t.date_to IS NOT DISTINCT FROM f.date_to
    AND t.award_level IS NOT DISTINCT FROM f.award_level
    AND t.aspect = 'all' AND t.entity_type = f.entity_type AND t.registrant_type = f.registrant_type
WHERE f.boundary = $boundary AND f.subject = 'model_counts' AND f.area_id = $area_id
    AND f.year = $year AND f.aspect <> 'all'
    AND f.entity_type = 'all' AND f.registrant_type = 'all'
ORDER BY count(*) OVER (PARTITION BY f.measure, f.source_id, f.part) DESC,
    f.part IS NOT NULL, f.measure, f.source_id, f.part, f.value DESC;
