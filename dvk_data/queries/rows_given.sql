-- Which rows did a document give, or which rows bear these codes, and what came of checking them?
-- one row per row of a document
WITH named AS (
    SELECT figure_id, agrees, statement_vi, statement_en FROM checks
    UNION ALL
    SELECT unnest(part_ids), agrees, statement_vi, statement_en
    FROM checks WHERE rule = 'same_in_two_sources'
),
checked AS (
    SELECT figure_id, bool_or(agrees = false) AS is_refuted, bool_or(agrees) AS is_confirmed,
        bool_or(agrees IS NULL) AS is_undecided,
        string_agg(statement_vi, ' | ' ORDER BY statement_vi) FILTER (agrees = false) AS refuted_vi,
        string_agg(statement_en, ' | ' ORDER BY statement_en) FILTER (agrees = false) AS refuted_en
    FROM named
    GROUP BY ALL
)
SELECT r.* EXCLUDE (name), r.name AS record_name, r.table_name AS subject, false AS is_converted,
    n.name AS area_name, n.district_name, n.province_name,
    coalesce(k.is_refuted, false) AS is_refuted, coalesce(k.is_confirmed, false) AS is_confirmed,
    coalesce(k.is_undecided, false) AS is_undecided, k.refuted_vi, k.refuted_en,
    s.title, s.publisher, s.url, s.published_date
FROM source_rows AS r
JOIN sources AS s USING (source_id)
LEFT JOIN area_names AS n USING (area_id)
LEFT JOIN checked AS k USING (figure_id)
WHERE $source_id IS NOT NULL AND r.source_id = $source_id
    OR list_contains(CAST($figure_ids AS VARCHAR[]), r.figure_id)
ORDER BY r.table_name, n.province_name COLLATE vi, n.name COLLATE vi, r.year DESC NULLS LAST,
    r.name COLLATE vi, r.part NULLS FIRST, r.measure, r.aspect <> 'all', r.aspect, r.figure_id;
