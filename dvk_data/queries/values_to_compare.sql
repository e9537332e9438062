-- What do places of a level report for a measure, by year and domain?
-- Of some places, years and domains where any are named; of each place only its newest year where that
-- is asked for, and the newest that is parted by domain.
-- `communes` is the number of commune-level units of the place in its own system, the denominator
-- that makes raw counts comparable.
-- `base_value` is what a rate is a share of ($base), where the same source states it for the same days.
-- one row per place, year and aspect
WITH stated AS (
    SELECT c.*, n.name, n.short_name, n.system, n.province_id, n.communes, v.short_name AS province_name
    FROM comparable AS c
    JOIN area_names AS n USING (area_id)
    LEFT JOIN areas AS v ON v.area_id = n.province_id
    WHERE c.boundary = $boundary AND c.subject = $subject AND c.measure = $measure AND c.unit = $unit
        AND n.level = $level AND ($province_id IS NULL OR n.province_id = $province_id)
        AND (len(CAST($areas AS VARCHAR[])) = 0 OR list_contains(CAST($areas AS VARCHAR[]), c.area_id))
        AND (len(CAST($years AS BIGINT[])) = 0 OR list_contains(CAST($years AS BIGINT[]), c.year))
        AND (len(CAST($aspects AS VARCHAR[])) = 0 OR list_contains(CAST($aspects AS VARCHAR[]), c.aspect))
    QUALIFY NOT $is_newest
        OR c.year = max(c.year) OVER (PARTITION BY c.area_id)
        OR c.year = max(c.year) FILTER (c.aspect <> 'all') OVER (PARTITION BY c.area_id)
),
bases AS (
    SELECT area_id, source_id, year, aspect, date_from, date_to, arg_min(value, unit) AS value
    FROM comparable
    WHERE boundary = $boundary AND subject = $subject AND measure = $base
        AND area_id IN (SELECT area_id FROM stated)
    GROUP BY ALL
)
SELECT s.area_id, s.name, s.short_name, s.system, s.province_id, s.province_name, s.year, s.aspect,
    s.value, s.unit, s.date_from, s.date_to, s.flag, s.is_converted, s.figure_ids,
    s.subject = 'models' AS is_named, s.communes, b.value AS base_value
FROM stated AS s
LEFT JOIN bases AS b
    ON b.area_id = s.area_id AND b.source_id = s.source_id AND b.year = s.year AND b.aspect = s.aspect
    AND b.date_from IS NOT DISTINCT FROM s.date_from AND b.date_to IS NOT DISTINCT FROM s.date_to
ORDER BY s.short_name COLLATE vi, s.area_id, s.year, s.aspect;
