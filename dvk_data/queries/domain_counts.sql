-- How do the models of a place and year divide among the domains, by each status and source?
-- one row per status, source and domain
SELECT f.measure AS status, f.source_id, f.part, f.aspect AS domain, f.value, f.figure_id, f.flag,
    f.date_from, f.date_to,
    max(f.value) FILTER (f.aspect = 'all') OVER (
        PARTITION BY f.measure, f.source_id, f.part, f.date_from, f.date_to, f.award_level
    ) AS total,
    s.title, s.publisher, s.url, s.published_date
FROM figures_at AS f
JOIN sources AS s USING (source_id)
WHERE f.boundary = $boundary AND f.subject = 'model_counts' AND f.area_id = $area_id
    AND f.year = $year AND f.entity_type = 'all' AND f.registrant_type = 'all'
QUALIFY f.aspect <> 'all'
ORDER BY count(*) FILTER (f.aspect <> 'all') OVER (PARTITION BY f.measure, f.source_id, f.part) DESC,
    f.part IS NOT NULL, f.measure, f.source_id, f.part, f.value DESC, f.aspect;
