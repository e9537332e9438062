-- Every row that a document gave: every figure, and every named model.
-- one row per figure or named model
CREATE VIEW every_row AS
SELECT
    figure_id, subject AS table_name, source_id, area_id, measure, aspect, entity_type,
    registrant_type, award_level, part, date_from, date_to, year, value, unit, rank, flag, note,
    note_vi, name
FROM every_figure
UNION ALL
SELECT
    model_id, 'models', source_id, area_id, status, domain, 'all', 'all', NULL, NULL, NULL, NULL,
    year, NULL, NULL, NULL, flag, note, note_vi, name
FROM models;
