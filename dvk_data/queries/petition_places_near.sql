-- Which places near this one have petition figures: those of its province first, then the best known?
-- one row per area
WITH known AS (
    SELECT unit_id AS area_id, CAST(sum(figures) AS BIGINT) AS figures
    FROM coverage_by_unit
    WHERE boundary = $boundary AND subject = 'petitions' AND figures > 0
    GROUP BY ALL
),
here AS (SELECT province_id, area_id FROM area_names WHERE area_id = $area_id)
SELECT n.area_id, n.name, n.system, n.level, n.province_name, k.figures
FROM known AS k
JOIN area_names AS n USING (area_id)
LEFT JOIN here AS h ON coalesce(n.province_id, n.area_id) = coalesce(h.province_id, h.area_id)
WHERE n.area_id <> $area_id AND n.level <> 'nation'
ORDER BY h.area_id IS NULL, k.figures DESC, n.area_id
LIMIT 6;
