-- For which years is anything known of any place?
-- one row per year, newest first
SELECT DISTINCT year
FROM (SELECT year FROM figures UNION ALL SELECT year FROM models)
WHERE year IS NOT NULL
ORDER BY year DESC;
