-- For which years is anything known of any place?
-- one row per year, newest first
SELECT year FROM known_by_year
WHERE year IS NOT NULL AND models + figures > 0
ORDER BY year DESC;
