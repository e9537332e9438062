-- For which years is an index known, of how many provinces, and which year should open for a place?
-- The newest year of the place opens; where it has none, the newest of any province.
-- one row per year, newest first
WITH known AS (
    SELECT i.year,
        count(DISTINCT i.area_id) FILTER (a.level = 'province') AS provinces,
        count(*) FILTER (i.area_id = $area_id) AS figures
    FROM indices AS i
    JOIN areas AS a USING (area_id)
    WHERE i.index_name = $index_name AND ($boundary = 'reported' OR a.system = '2025')
    GROUP BY ALL
),
newest AS (
    SELECT coalesce(max(year) FILTER (figures > 0), max(year) FILTER (provinces > 0), max(year)) AS year
    FROM known
)
SELECT year, provinces, figures, year = (SELECT year FROM newest) AS opens
FROM known
ORDER BY year DESC;
