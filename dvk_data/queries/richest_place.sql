-- Which district or province, in which year, has the most figures stated?
-- one row
SELECT unit_id AS area_id, year, CAST(sum(figures) AS BIGINT) AS figures
FROM coverage_by_unit
JOIN areas ON area_id = unit_id
WHERE boundary = $boundary AND level IN ('province', 'district') AND year IS NOT NULL
    AND subject NOT IN ('models', 'indices')
GROUP BY ALL
ORDER BY figures DESC, area_id, year DESC
LIMIT 1;
