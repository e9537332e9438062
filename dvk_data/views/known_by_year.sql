-- How much is known of each year, and in all (`year` is then empty). Written out once.
-- one row per year, and one for all
CREATE TABLE known_by_year AS
WITH known AS (
    SELECT 'models' AS kind, year, source_id, NULL AS agrees FROM models
    UNION ALL SELECT 'figures', year, source_id, NULL FROM figures
    UNION ALL SELECT 'other_figures', year, NULL, NULL FROM every_figure
    WHERE subject IN ('indices', 'targets')
    UNION ALL SELECT 'outcomes', year, NULL, NULL FROM every_figure WHERE subject = 'model_outcomes'
    UNION ALL SELECT 'checks', year(coalesce(date_to, date_from)), NULL, agrees FROM checks
)
SELECT year,
    count(*) FILTER (kind = 'models') AS models,
    count(*) FILTER (kind = 'figures') AS figures,
    count(*) FILTER (kind IN ('figures', 'other_figures', 'outcomes')) AS every_figure,
    count(*) FILTER (kind = 'outcomes') AS outcomes,
    CASE WHEN grouping(year) = 1 THEN (SELECT count(*) FROM sources)
        ELSE count(DISTINCT source_id) END AS sources,
    count(*) FILTER (kind = 'checks') AS checks,
    count(*) FILTER (kind = 'checks' AND NOT agrees) AS checks_differing,
    grouping(year) = 1 AS is_all
FROM known
GROUP BY GROUPING SETS ((year), ())
ORDER BY is_all DESC, year;
