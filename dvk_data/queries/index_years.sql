-- For which years is an index known, of how many provinces, and which year should open for a place?
-- The newest year that is not much poorer than the place's richest one opens; where the place has
-- none, the newest that is not much poorer in provinces.
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
measured AS (
    SELECT *,
        CASE WHEN max(figures) OVER () > 0 THEN figures ELSE provinces END AS wealth
    FROM known
)
SELECT year, provinces, figures,
    year = max(CASE WHEN 3 * wealth >= (SELECT max(wealth) FROM measured) THEN year END) OVER () AS opens
FROM measured
ORDER BY year DESC;
