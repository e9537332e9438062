-- Which figures are stated for a place and year (or all years), on a subject (or all), and by whom?
-- With what came of checking them.
-- one row per figure
SELECT f.figure_id, f.subject, f.measure, f.aspect, f.entity_type, f.registrant_type, f.part,
    f.award_level, f.value, f.unit, f.date_from, f.date_to, f.year, f.flag, f.is_converted, f.note, f.note_vi,
    coalesce(k.is_refuted, false) AS is_refuted, coalesce(k.is_confirmed, false) AS is_confirmed,
    k.refuted_vi, k.refuted_en, f.source_id, s.title, s.publisher, s.url, s.published_date
FROM figures_at AS f
JOIN sources AS s USING (source_id)
LEFT JOIN verdicts AS k USING (figure_id)
WHERE f.boundary = $boundary AND f.area_id = $area_id
    AND ($year IS NULL OR f.year = $year OR f.year IS NULL)
    AND ($subject IS NULL OR f.subject = $subject)
ORDER BY f.subject, f.year DESC NULLS LAST, f.source_id, f.part NULLS FIRST, f.measure,
    f.registrant_type <> 'all', f.entity_type <> 'all', f.aspect <> 'all', f.value DESC,
    f.figure_id;
