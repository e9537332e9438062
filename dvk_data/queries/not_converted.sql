-- Which old units of a level have a measure that could not be carried over to a unit of today, and why?
-- `split`: the unit was divided; `parts_missing`: another old part of the same new unit does not report
-- the measure for the same days, or was divided; `district_ended`, `no_link`: it has no successor.
-- Named models are counted where their place lies today, so only a divided unit keeps them back.
-- one row per old unit
WITH old AS (
    SELECT DISTINCT c.area_id FROM comparable AS c
    WHERE c.boundary = 'reported' AND c.subject = $subject AND c.measure = $measure
        AND c.unit = $unit AND c.aspect = 'all'
),
carried AS (
    SELECT DISTINCT n.current_area_id FROM comparable AS c
    JOIN areas AS n ON n.current_area_id = c.area_id
    WHERE c.boundary = 'current' AND c.is_converted AND c.subject = $subject
        AND c.measure = $measure AND c.unit = $unit AND c.aspect = 'all'
),
parts AS (
    SELECT current_area_id, level, string_agg(short_name, ', ' ORDER BY short_name COLLATE vi) AS names
    FROM areas WHERE system = '2004' AND current_area_id IS NOT NULL GROUP BY ALL
)
SELECT a.area_id, a.name, n.province_name, t.name AS current_name,
    CASE WHEN a.conversion = 'converted' THEN 'parts_missing' ELSE a.conversion END AS reason,
    p.names AS parts
FROM old AS o
JOIN areas AS a USING (area_id)
JOIN area_names AS n USING (area_id)
LEFT JOIN areas AS t ON t.area_id = a.current_area_id
LEFT JOIN parts AS p ON p.current_area_id = a.current_area_id AND p.level = a.level
WHERE a.system = '2004' AND a.level = $level AND a.conversion <> 'unchanged'
    AND (a.conversion <> 'converted'
        OR $subject <> 'models' AND a.current_area_id NOT IN (FROM carried))
ORDER BY a.short_name COLLATE vi, a.area_id;
