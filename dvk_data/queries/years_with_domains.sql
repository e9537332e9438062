-- For which years does a source divide the models of a place by domain?
-- one row per year, newest first
SELECT DISTINCT year
FROM figures_at
WHERE boundary = $boundary AND subject = 'model_counts' AND area_id = $area_id
    AND aspect <> 'all' AND year IS NOT NULL
ORDER BY year DESC;
