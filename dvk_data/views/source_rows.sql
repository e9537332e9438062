-- Every row that a document gave, of all tables, in one shape; `name` is that of a model or of the
-- document that sets a target. Written out once, like source_row_places.
-- one row per figure, named model, outcome, index score or target
CREATE TABLE source_rows AS
SELECT
    figure_id, subject AS table_name, source_id, area_id, measure, aspect, entity_type,
    registrant_type, award_level, part, date_from, date_to, year, value, unit,
    CAST(NULL AS BIGINT) AS rank, flag, note, note_vi, CAST(NULL AS VARCHAR) AS name
FROM figures
UNION ALL
SELECT
    model_id, 'models', source_id, area_id, status, domain, 'all', 'all', NULL, NULL, NULL, NULL,
    year, NULL, NULL, NULL, flag, note, note_vi, name
FROM models
UNION ALL
SELECT
    o.figure_id, 'model_outcomes', o.source_id, m.area_id, o.indicator, 'all', 'all', 'all', NULL,
    NULL, NULL, NULL, m.year, o.value, o.unit, NULL, o.flag, o.note, o.note_vi, m.name
FROM model_outcomes AS o
JOIN models AS m USING (model_id)
UNION ALL
SELECT
    figure_id, 'indices', source_id, area_id, index_name, dimension, 'all', 'all', NULL, NULL, NULL,
    NULL, year, value, unit, rank, flag, note, note_vi, NULL
FROM indices
UNION ALL
SELECT
    figure_id, 'targets', source_id, area_id, indicator, direction, 'all', 'all', level, NULL,
    date_from, date_to, year(coalesce(date_to, date_from)), target, NULL, NULL, 'reported', NULL,
    NULL, document
FROM targets;
