-- Leaves out what those who gathered the figures inferred: the domain or year of a model, the period
-- or place of a figure, and the checks that need such a figure.
DELETE FROM models WHERE domain_is_inferred OR starts_with(flag, 'inferred');
DELETE FROM model_outcomes
WHERE starts_with(flag, 'inferred') OR model_id NOT IN (SELECT model_id FROM models);
DELETE FROM model_areas WHERE model_id NOT IN (SELECT model_id FROM models);
DELETE FROM checks WHERE EXISTS (
    FROM (
        SELECT figure_id, flag FROM model_counts
        UNION ALL SELECT figure_id, flag FROM service_kpis
        UNION ALL SELECT figure_id, flag FROM petitions
        UNION ALL SELECT figure_id, flag FROM indices
    ) AS f
    WHERE starts_with(f.flag, 'inferred')
        AND (f.figure_id = checks.figure_id OR list_contains(checks.part_ids, f.figure_id))
);
DELETE FROM model_counts WHERE starts_with(flag, 'inferred');
DELETE FROM service_kpis WHERE starts_with(flag, 'inferred');
DELETE FROM petitions WHERE starts_with(flag, 'inferred');
DELETE FROM indices WHERE starts_with(flag, 'inferred');
