-- Every stated figure of every table in one shape: what `figures` holds, and what models achieved, the
-- scores of provinces and the targets that somebody set.
-- one row per figure
CREATE VIEW every_figure AS
SELECT f.*, CAST(NULL AS VARCHAR) AS model_id, CAST(NULL AS BIGINT) AS rank, p.place_text
FROM figures AS f
JOIN (
    SELECT figure_id, place_text FROM model_counts
    UNION ALL SELECT figure_id, place_text FROM service_kpis
    UNION ALL SELECT figure_id, place_text FROM petitions
) AS p USING (figure_id)
UNION ALL BY NAME
SELECT o.figure_id, 'model_outcomes' AS subject, o.source_id, m.area_id, o.indicator AS measure,
    'all' AS aspect, 'all' AS entity_type, 'all' AS registrant_type,
    make_date(m.year, 1, 1) AS date_from, make_date(m.year, 12, 31) AS date_to, m.year,
    o.value, o.unit, o.flag, o.note, o.note_vi, o.model_id, m.place_text
FROM model_outcomes AS o
JOIN models AS m USING (model_id)
UNION ALL BY NAME
SELECT figure_id, 'indices' AS subject, source_id, area_id, index_name AS measure,
    dimension AS aspect, 'all' AS entity_type, 'all' AS registrant_type,
    make_date(year, 1, 1) AS date_from, make_date(year, 12, 31) AS date_to, year,
    value, unit, flag, note, note_vi, rank, place_text
FROM indices
UNION ALL BY NAME
SELECT figure_id, 'targets' AS subject, source_id, area_id, indicator AS measure,
    'all' AS aspect, 'all' AS entity_type, 'all' AS registrant_type, date_from, date_to,
    year(coalesce(date_to, date_from)) AS year, target AS value,
    '' AS unit, 'reported' AS flag, document AS note, document AS note_vi, place_text
FROM targets;
