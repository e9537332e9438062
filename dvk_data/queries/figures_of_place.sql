-- Which figures are stated for a place and year, with their sources and what came of checking them?
-- one row per figure
WITH checked AS (
    SELECT figure_id, bool_or(agrees = false) AS is_refuted, bool_or(agrees) AS is_confirmed,
        string_agg(statement_vi, ' | ' ORDER BY check_id) FILTER (agrees = false) AS refuted_vi,
        string_agg(statement_en, ' | ' ORDER BY check_id) FILTER (agrees = false) AS refuted_en
    FROM checks GROUP BY ALL
)
SELECT f.figure_id, f.subject, f.measure, f.aspect, f.entity_type, f.registrant_type, f.part,
    f.award_level, f.value, f.unit, f.date_from, f.date_to, f.year, f.flag, f.is_converted, f.note, f.note_vi,
    coalesce(k.is_refuted, false) AS is_refuted, coalesce(k.is_confirmed, false) AS is_confirmed,
    k.refuted_vi, k.refuted_en, s.source_id, s.title, s.publisher, s.url, s.published_date
FROM figures_at AS f
JOIN sources AS s USING (source_id)
LEFT JOIN checked AS k USING (figure_id)
WHERE f.boundary = $boundary AND f.area_id = $area_id
    AND ($year IS NULL OR f.year = $year OR f.year IS NULL)
ORDER BY f.subject, f.year DESC NULLS LAST, s.source_id, f.part NULLS FIRST, f.measure,
    f.registrant_type <> 'all', f.entity_type <> 'all', f.aspect <> 'all', f.value DESC,
    f.figure_id;
