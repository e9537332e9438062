-- Every stated figure of the three subjects in one shape; `part` is empty for the whole area.
-- one row per figure
CREATE VIEW figures AS
SELECT
    figure_id, 'model_counts' AS subject, source_id, area_id, organisation AS part,
    status AS measure, domain AS aspect, entity_type, registrant_type, award_level,
    date_from, date_to, year(coalesce(date_to, date_from)) AS year,
    CAST(model_count AS DOUBLE) AS value, 'item' AS unit, flag, note, note_vi
FROM model_counts
UNION ALL
SELECT
    figure_id, 'service_kpis', source_id, area_id, agency,
    indicator, 'all', 'all', 'all', NULL,
    date_from, date_to, year(coalesce(date_to, date_from)),
    value, unit, flag, note, note_vi
FROM service_kpis
UNION ALL
SELECT
    figure_id, 'petitions', source_id, area_id, nullif(handled_by, 'whole_area'),
    stage, petition_type, 'all', 'all', NULL,
    date_from, date_to, year(coalesce(date_to, date_from)),
    value, unit, flag, note, note_vi
FROM petitions;
