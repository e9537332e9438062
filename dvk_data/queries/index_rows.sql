-- Which published scores and ranks stand behind a mark, with sources and what came of checking them?
-- one row per figure
SELECT i.figure_id, i.index_name, i.dimension, i.year, i.value, i.unit, i.rank, i.flag,
    false AS is_converted, i.note, i.note_vi, a.name AS area_name, a.system, a.level,
    coalesce(k.is_refuted, false) AS is_refuted, coalesce(k.is_confirmed, false) AS is_confirmed,
    k.refuted_vi, k.refuted_en, s.source_id, s.title, s.publisher, s.url, s.published_date
FROM indices AS i
JOIN areas AS a USING (area_id)
JOIN sources AS s USING (source_id)
LEFT JOIN row_verdicts AS k USING (figure_id)
WHERE i.index_name = $index_name
    AND i.year = $year
    AND ($dimension IS NULL OR i.dimension = $dimension)
    AND list_contains(CAST($area_ids AS VARCHAR[]), i.area_id)
ORDER BY a.level = 'nation', a.short_name COLLATE vi, i.dimension <> 'total', i.dimension, i.figure_id;
