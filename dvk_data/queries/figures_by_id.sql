-- Which figures stand behind a mark that a reader chose, with sources and what came of checking them?
-- one row per figure
SELECT f.*, false AS is_converted, coalesce(k.is_refuted, false) AS is_refuted,
    coalesce(k.is_confirmed, false) AS is_confirmed, k.refuted_vi, k.refuted_en,
    n.name AS area_name, n.level AS area_level, n.system, n.district_name, n.province_name,
    s.title, s.publisher, s.url, s.published_date
FROM every_figure AS f
JOIN sources AS s USING (source_id)
LEFT JOIN area_names AS n USING (area_id)
LEFT JOIN verdicts AS k USING (figure_id)
WHERE list_contains(CAST($figure_ids AS VARCHAR[]), f.figure_id)
ORDER BY n.name COLLATE vi, f.year DESC NULLS LAST, f.measure, f.aspect <> 'all', f.aspect, f.figure_id;
