-- What does a file hold of the rows that a document gave?
-- one row per row of a document
SELECT r.table_name, r.figure_id, r.name AS record_name, r.measure, r.aspect, r.entity_type,
    r.registrant_type, r.award_level, r.part, r.value, r.unit, r.rank, r.date_from, r.date_to, r.year,
    r.area_id, n.name AS area_name, n.district_name, n.province_name, r.flag,
    CASE WHEN k.is_refuted THEN 'differs' WHEN k.is_confirmed THEN 'agrees'
        WHEN k.is_undecided THEN 'undecided' ELSE 'unchecked' END AS verdict,
    r.note, r.note_vi, r.source_id, s.title, s.publisher, s.url, s.published_date
FROM source_rows AS r
JOIN sources AS s USING (source_id)
LEFT JOIN area_names AS n USING (area_id)
LEFT JOIN row_verdicts AS k USING (figure_id)
WHERE r.source_id = $source_id
ORDER BY r.table_name, n.province_name COLLATE vi, n.name COLLATE vi, r.year DESC NULLS LAST,
    r.name COLLATE vi, r.part NULLS FIRST, r.measure, r.aspect <> 'all', r.aspect, r.figure_id;
