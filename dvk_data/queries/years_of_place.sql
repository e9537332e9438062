-- For which years does a place have figures or named models, and which year should open?
-- The newest year that is not much poorer than the richest one opens.
-- one row per year, newest first
WITH known AS (
    SELECT year, count(*) AS figures
    FROM (
        SELECT figure_id AS id, year FROM figures_at
        WHERE boundary = $boundary AND area_id = $area_id
        UNION
        SELECT m.model_id, m.year FROM model_places AS p JOIN models AS m USING (model_id)
        WHERE p.boundary = $boundary
            AND $area_id IN (p.area_id, p.commune_id, p.district_id, p.province_id)
    )
    WHERE year IS NOT NULL
    GROUP BY ALL
)
SELECT year, figures,
    year = max(CASE WHEN 3 * figures >= (SELECT max(figures) FROM known) THEN year END) OVER ()
        AS opens
FROM known
ORDER BY year DESC;
