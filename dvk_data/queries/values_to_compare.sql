-- What do places of a level report for a measure, by year and domain?
-- `communes` is the number of commune-level units of the place in its own system, the denominator
-- that makes raw counts comparable.
-- `base_value` is what a rate is a share of ($base), where the same source states it for the same days.
-- one row per place, year and aspect
WITH places AS (
    SELECT area_id, name, short_name, system, province_id
    FROM area_names
    WHERE level = $level AND ($province_id IS NULL OR province_id = $province_id)
        AND (len(CAST($areas AS VARCHAR[])) = 0 OR list_contains(CAST($areas AS VARCHAR[]), area_id))
),
bases AS (
    SELECT area_id, source_id, year, aspect, date_from, date_to, arg_min(value, unit) AS value
    FROM comparable
    WHERE boundary = $boundary AND subject = $subject AND measure = $base
        AND area_id IN (SELECT area_id FROM places)
    GROUP BY ALL
),
communes AS (
    SELECT province_id AS area_id, count(*) AS communes FROM areas WHERE level = 'commune' GROUP BY ALL
    UNION ALL
    SELECT parent_id, count(*) FROM areas
    WHERE level = 'commune' AND system = '2004' GROUP BY ALL
)
SELECT c.area_id, n.name, n.short_name, n.system, n.province_id, v.short_name AS province_name,
    c.year, c.aspect, c.value, c.unit, c.date_from, c.date_to, c.flag, c.is_converted,
    c.figure_ids, c.subject = 'models' AS is_named, k.communes, b.value AS base_value
FROM comparable AS c
JOIN places AS n USING (area_id)
LEFT JOIN areas AS v ON v.area_id = n.province_id
LEFT JOIN communes AS k ON k.area_id = c.area_id
LEFT JOIN bases AS b
    ON b.area_id = c.area_id AND b.source_id = c.source_id AND b.year = c.year AND b.aspect = c.aspect
    AND b.date_from IS NOT DISTINCT FROM c.date_from AND b.date_to IS NOT DISTINCT FROM c.date_to
WHERE c.boundary = $boundary AND c.subject = $subject AND c.measure = $measure AND c.unit = $unit
ORDER BY n.short_name COLLATE vi, c.area_id, c.year, c.aspect;
