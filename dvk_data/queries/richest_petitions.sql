-- Which district or province with petition figures is known best, over all subjects?
-- one row
WITH petitioned AS (
    SELECT DISTINCT area_id, year
    FROM figures_at
    WHERE boundary = $boundary AND subject = 'petitions'
        AND measure IN ('received', 'eligible', 'within_jurisdiction')
)
SELECT area_id, CAST(sum(figures) AS BIGINT) AS figures
FROM coverage_by_unit AS k
JOIN petitioned AS p ON p.area_id = k.unit_id AND p.year = k.year
JOIN areas USING (area_id)
WHERE boundary = $boundary AND level IN ('province', 'district')
    AND subject NOT IN ('models', 'indices')
GROUP BY area_id, k.year
ORDER BY figures DESC, area_id, k.year DESC
LIMIT 1;
