-- Which rows did a document give to a table, and what came of checking them?
-- Of many rows as many as are asked for, from one on.
-- one row per row of a document
SELECT r.* EXCLUDE (name), r.name AS record_name, r.table_name AS subject, false AS is_converted,
    n.name AS area_name, n.district_name, n.province_name,
    coalesce(k.is_refuted, false) AS is_refuted, coalesce(k.is_confirmed, false) AS is_confirmed,
    coalesce(k.is_undecided, false) AS is_undecided, k.refuted_vi, k.refuted_en,
    s.title, s.publisher, s.url, s.published_date
FROM source_rows AS r
JOIN sources AS s USING (source_id)
LEFT JOIN area_names AS n USING (area_id)
LEFT JOIN row_verdicts AS k USING (figure_id)
WHERE r.source_id = $source_id AND r.table_name = $table_name
ORDER BY n.province_name COLLATE vi, n.name COLLATE vi, r.year DESC NULLS LAST,
    r.name COLLATE vi, r.part NULLS FIRST, r.measure, r.aspect <> 'all', r.aspect, r.figure_id
LIMIT $at_most OFFSET $passed_over;
