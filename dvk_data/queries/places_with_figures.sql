-- Which units lie directly below a unit (or are provinces), and how many figures does each hold?
-- A unit's count contains that of the units below it. Named models count as one figure each.
-- one row per area, in Vietnamese order
WITH stated AS (
    SELECT area_id FROM figures_at WHERE boundary = $boundary
    UNION ALL
    SELECT area_id FROM model_places WHERE boundary = $boundary AND area_id IS NOT NULL
),
counted AS (
    SELECT area_id, count(*) AS figures FROM stated GROUP BY ALL
),
rolled_up AS (
    SELECT a.area_id, a.parent_id, a.province_id, c.figures
    FROM counted AS c JOIN areas AS a USING (area_id)
),
totals AS (
    SELECT area_id, sum(figures) AS figures
    FROM (
        SELECT area_id, figures FROM rolled_up
        UNION ALL
        SELECT parent_id, figures FROM rolled_up WHERE parent_id IS NOT NULL
        UNION ALL
        SELECT province_id, figures FROM rolled_up
        WHERE province_id IS NOT NULL AND province_id <> area_id
            AND province_id IS DISTINCT FROM parent_id
    )
    GROUP BY ALL
)
SELECT a.area_id, a.name, a.short_name, a.system, a.level, CAST(coalesce(t.figures, 0) AS BIGINT) AS figures
FROM areas AS a
LEFT JOIN totals AS t USING (area_id)
WHERE
    ($parent_id IS NOT NULL AND a.parent_id = $parent_id
        OR $parent_id IS NULL AND a.level = 'province')
    AND ($boundary = 'reported' AND (a.system = '2004' OR a.system = '2025' AND ($parent_id IS NOT NULL OR t.figures > 0))
        OR $boundary = 'current' AND a.system = '2025')
ORDER BY a.short_name COLLATE vi, a.system;
