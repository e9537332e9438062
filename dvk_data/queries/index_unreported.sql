-- Which provinces state neither score nor rank of an index for a year?
-- one row per province, in Vietnamese order
SELECT a.area_id, a.short_name
FROM areas AS a
WHERE a.level = 'province' AND a.system = $system
    AND a.area_id NOT IN (
        SELECT i.area_id FROM indices AS i
        WHERE i.index_name = $index_name AND i.year = $year AND i.dimension = $dimension
            AND i.area_id IS NOT NULL
    )
ORDER BY a.short_name COLLATE vi;
