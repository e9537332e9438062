-- Which district or province, in which year, has the most figures stated?
-- one row
SELECT area_id, year, count(*) AS figures
FROM figures_at JOIN areas USING (area_id)
WHERE boundary = $boundary AND level IN ('province', 'district') AND year IS NOT NULL
GROUP BY ALL
ORDER BY figures DESC, area_id, year DESC
LIMIT 1;
