-- Which provinces can be chosen, and for how many years does each state an index?
-- one row per province, in Vietnamese order
SELECT a.area_id, a.name, a.short_name, a.system, a.level,
    (SELECT count(DISTINCT i.year) FROM indices AS i
        WHERE i.area_id = a.area_id AND i.index_name = $index_name) AS years
FROM areas AS a
WHERE a.level = 'province'
    AND ($boundary = 'reported'
            AND (a.system = '2004' OR a.area_id IN (SELECT area_id FROM indices))
        OR $boundary = 'current' AND a.system = '2025')
ORDER BY a.short_name COLLATE vi, a.system;
