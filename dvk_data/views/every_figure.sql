-- Every stated figure of every table in one shape: what `figures` holds, what models achieved, the
-- scores of provinces, and the targets that somebody set. `name` is that of a model or of the document
-- that sets a target.
-- one row per figure
CREATE VIEW every_figure AS
SELECT f.*, CAST(NULL AS VARCHAR) AS model_id, CAST(NULL AS BIGINT) AS rank, p.place_text,
    CAST(NULL AS VARCHAR) AS name
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
    o.value, o.unit, o.flag, o.note, o.note_vi, o.model_id, m.place_text, m.name
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
    direction AS aspect, 'all' AS entity_type, 'all' AS registrant_type, level AS award_level,
    date_from, date_to, year(coalesce(date_to, date_from)) AS year, target AS value,
    'reported' AS flag, place_text, document AS name
FROM targets;
