-- From how many documents come rows of each unit directly below a unit (or of each province)?
-- one row per area with rows, in Vietnamese order
WITH counted AS (
    SELECT area_id, count(DISTINCT source_id) AS sources
    FROM given_by_place
    WHERE boundary = $boundary
    GROUP BY ALL
)
SELECT a.area_id, a.name, a.short_name, a.system, c.sources
FROM counted AS c
JOIN areas AS a USING (area_id)
WHERE $parent_id IS NULL AND a.level = 'province' OR a.parent_id = $parent_id
ORDER BY a.short_name COLLATE vi, a.system;
