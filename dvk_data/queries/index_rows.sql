-- Which published scores and ranks stand behind a mark, with sources and what came of checking them?
-- one row per figure
WITH named AS (
    SELECT figure_id, agrees, statement_vi, statement_en FROM checks WHERE table_name = 'indices'
    UNION ALL
    SELECT unnest(part_ids), agrees, statement_vi, statement_en
    FROM checks WHERE table_name = 'indices' AND rule = 'same_in_two_sources'
),
checked AS (
    SELECT figure_id, bool_or(agrees = false) AS is_refuted, bool_or(agrees) AS is_confirmed,
        string_agg(statement_vi, ' | ' ORDER BY statement_vi) FILTER (agrees = false) AS refuted_vi,
        string_agg(statement_en, ' | ' ORDER BY statement_en) FILTER (agrees = false) AS refuted_en
    FROM named GROUP BY ALL
)
SELECT i.figure_id, i.index_name, i.dimension, i.year, i.value, i.unit, i.rank, i.flag,
    false AS is_converted, i.note, i.note_vi, a.name AS area_name, a.system, a.level,
    coalesce(k.is_refuted, false) AS is_refuted, coalesce(k.is_confirmed, false) AS is_confirmed,
    k.refuted_vi, k.refuted_en, s.source_id, s.title, s.publisher, s.url, s.published_date
FROM indices AS i
JOIN areas AS a USING (area_id)
JOIN sources AS s USING (source_id)
LEFT JOIN checked AS k USING (figure_id)
WHERE i.index_name = $index_name
    AND i.year = $year
    AND ($dimension IS NULL OR i.dimension = $dimension)
    AND list_contains(CAST($area_ids AS VARCHAR[]), i.area_id)
ORDER BY a.level = 'nation', a.short_name COLLATE vi, i.dimension <> 'total', i.dimension, i.figure_id;
