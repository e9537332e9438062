-- How many places of each level state a rate or score, or the two counts of one of $computable?
-- `places` counts those with a dated figure.
-- one row per level and measure that any place states
WITH asked AS (
    SELECT unnest(CAST($rates AS VARCHAR[])) AS measure,
        unnest(CAST($numerators AS VARCHAR[])) AS numerator,
        unnest(CAST($denominators AS VARCHAR[])) AS denominator
),
computed AS (
    SELECT * FROM asked WHERE list_contains(CAST($computable AS VARCHAR[]), measure)
),
here AS (
    SELECT area_id, measure, source_id, part, unit, date_from, date_to, value
    FROM figures_at
    WHERE boundary = $boundary AND subject = 'service_kpis' AND area_id IS NOT NULL
),
stated AS (
    SELECT h.area_id, h.measure,
        bool_or(h.date_from IS NOT NULL AND h.date_to IS NOT NULL) AS is_dated
    FROM here AS h
    JOIN asked USING (measure)
    GROUP BY ALL
),
counts AS (
    SELECT c.measure, h.measure = c.denominator AS is_whole, h.* EXCLUDE (measure)
    FROM here AS h
    JOIN computed AS c ON h.measure IN (c.numerator, c.denominator)
    WHERE NOT EXISTS (
        FROM stated AS s WHERE s.measure = c.measure AND s.area_id = h.area_id AND s.is_dated
    )
),
divided AS (
    SELECT area_id, measure,
        date_from IS NOT NULL AND date_to IS NOT NULL AS is_dated
    FROM counts
    GROUP BY area_id, measure, source_id, part, unit, date_from, date_to
    HAVING bool_or(NOT is_whole) AND bool_or(is_whole AND value > 0)
)
SELECT a.level, f.measure, count(DISTINCT f.area_id) FILTER (f.is_dated) AS places
FROM (FROM stated UNION ALL FROM divided) AS f
JOIN areas AS a USING (area_id)
GROUP BY ALL
ORDER BY a.level, places DESC, f.measure;
