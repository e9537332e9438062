-- For which years does a place have figures or named models?
-- one row per year, newest first
SELECT year, count(*) AS figures
FROM (
    SELECT year FROM figures_at
    WHERE boundary = $boundary AND area_id = $area_id
    UNION ALL
    SELECT m.year FROM model_places AS p JOIN models AS m USING (model_id)
    WHERE p.boundary = $boundary
        AND $area_id IN (p.area_id, p.commune_id, p.district_id, p.province_id)
)
WHERE year IS NOT NULL
GROUP BY ALL
ORDER BY year DESC;
