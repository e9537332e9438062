-- How much is known in all?
-- one row
SELECT
    (SELECT count(*) FROM models WHERE $year IS NULL OR year = $year) AS models,
    (SELECT count(*) FROM figures WHERE $year IS NULL OR year = $year) AS figures,
    (SELECT count(*) FROM every_figure WHERE $year IS NULL OR year = $year) AS every_figure,
    (SELECT count(*) FROM model_outcomes JOIN models USING (model_id)
        WHERE $year IS NULL OR models.year = $year) AS outcomes,
    (SELECT count(*) FROM sources WHERE $year IS NULL
        OR source_id IN (SELECT source_id FROM figures WHERE year = $year)
        OR source_id IN (SELECT source_id FROM models WHERE year = $year)) AS sources,
    (SELECT count(*) FROM checks
        WHERE $year IS NULL OR year(coalesce(date_to, date_from)) = $year) AS checks,
    (SELECT count(*) FROM checks WHERE NOT agrees
        AND ($year IS NULL OR year(coalesce(date_to, date_from)) = $year)) AS checks_differing;
