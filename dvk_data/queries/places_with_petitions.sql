-- Which units lie directly below a unit (or are provinces), and how many petition figures does each hold?
-- A unit's count contains that of the units below it.
-- one row per area, in Vietnamese order
WITH stated AS (
    SELECT DISTINCT figure_id, area_id FROM figures_at
    WHERE boundary = $boundary AND subject = 'petitions'
),
rolled_up AS (
    SELECT figure_id, area_id FROM stated
    UNION
    SELECT s.figure_id, a.parent_id FROM stated AS s JOIN areas AS a USING (area_id)
    UNION
    SELECT s.figure_id, a.province_id FROM stated AS s JOIN areas AS a USING (area_id)
),
totals AS (
    SELECT area_id, count(*) AS figures FROM rolled_up WHERE area_id IS NOT NULL GROUP BY ALL
)
SELECT a.area_id, a.name, a.short_name, a.system, a.level,
    CAST(coalesce(t.figures, 0) AS BIGINT) AS figures
FROM areas AS a
LEFT JOIN totals AS t USING (area_id)
WHERE
    ($parent_id IS NOT NULL AND a.parent_id = $parent_id
        OR $parent_id IS NULL AND a.level = 'province')
    AND ($boundary = 'reported'
            AND (a.system = '2004' OR $parent_id IS NOT NULL OR t.figures > 0)
        OR $boundary = 'current' AND a.system = '2025')
ORDER BY a.short_name COLLATE vi, a.system;
