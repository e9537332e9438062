-- For which years is an index known, of how many provinces, and which year should open for a place?
-- The newest year of the place opens; where it has none, the newest of any province.
-- one row per year, newest first
SELECT year,
    count(DISTINCT area_id) FILTER (level = 'province') AS provinces,
    count(*) FILTER (area_id = $area_id) AS figures,
    year = coalesce(
        max(max(year) FILTER (area_id = $area_id)) OVER (),
        max(max(year) FILTER (level = 'province')) OVER (),
        max(year) OVER ()
    ) AS opens
FROM indices JOIN areas USING (area_id)
WHERE index_name = $index_name AND ($boundary = 'reported' OR system = '2025')
GROUP BY year
ORDER BY year DESC;
