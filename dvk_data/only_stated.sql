-- Leaves out what those who gathered the figures inferred: the domain or year of a model, the period
-- or place of a figure, and the checks that need such a figure. A flag holds one word; that a figure is
-- approximate and inferred as well stands in its note.
CREATE TEMP TABLE inferred AS
WITH noted AS (
    SELECT figure_id AS id, flag, note_vi FROM model_counts
    UNION ALL SELECT figure_id, flag, note_vi FROM service_kpis
    UNION ALL SELECT figure_id, flag, note_vi FROM petitions
    UNION ALL SELECT figure_id, flag, note_vi FROM indices
    UNION ALL SELECT figure_id, flag, note_vi FROM model_outcomes
    UNION ALL SELECT model_id, flag, note_vi FROM models
)
SELECT id FROM noted
WHERE starts_with(flag, 'inferred') OR regexp_matches(lower(coalesce(note_vi, '')), 'suy luận|suy ra');
DELETE FROM models WHERE domain_is_inferred OR model_id IN (FROM inferred);
DELETE FROM model_outcomes
WHERE figure_id IN (FROM inferred) OR model_id NOT IN (SELECT model_id FROM models);
DELETE FROM model_areas WHERE model_id NOT IN (SELECT model_id FROM models);
DELETE FROM checks
WHERE figure_id IN (FROM inferred)
    OR EXISTS (FROM inferred WHERE list_contains(checks.part_ids, inferred.id));
DELETE FROM model_counts WHERE figure_id IN (FROM inferred);
DELETE FROM service_kpis WHERE figure_id IN (FROM inferred);
DELETE FROM petitions WHERE figure_id IN (FROM inferred);
DELETE FROM indices WHERE figure_id IN (FROM inferred);
DROP TABLE inferred;
