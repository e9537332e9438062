-- Which provinces can be chosen, and for how many years does each state an index?
-- one row per province, in Vietnamese order
WITH stated AS (
    SELECT area_id, count(DISTINCT year) FILTER (index_name = $index_name) AS years
    FROM indices
    GROUP BY area_id
)
SELECT a.area_id, a.name, a.short_name, a.system, a.level, coalesce(i.years, 0) AS years
FROM areas AS a
LEFT JOIN stated AS i USING (area_id)
WHERE a.level = 'province'
    AND ($boundary = 'reported' AND (a.system = '2004' OR i.area_id IS NOT NULL)
        OR $boundary = 'current' AND a.system = '2025')
ORDER BY a.short_name COLLATE vi, a.system;
