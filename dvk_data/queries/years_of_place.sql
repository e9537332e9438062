-- For which years does a place have figures or named models, and which year should open?
-- The newest year that is not much poorer than the richest one opens.
-- one row per year, newest first
WITH known AS (
    SELECT year, sum(figures) AS figures
    FROM (
        SELECT year, count(DISTINCT figure_id) AS figures FROM figures_at
        WHERE boundary = $boundary AND area_id = $area_id
        GROUP BY year
        UNION ALL
        SELECT year, models FROM models_by_area
        WHERE boundary = $boundary AND area_id = $area_id
    )
    WHERE year IS NOT NULL
    GROUP BY ALL
)
SELECT year, CAST(figures AS BIGINT) AS figures,
    year = max(CASE WHEN 3 * figures >= (SELECT max(figures) FROM known) THEN year END) OVER ()
        AS opens
FROM known
ORDER BY year DESC;
