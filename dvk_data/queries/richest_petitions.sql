-- Which district or province with petition figures is known best, over all subjects?
-- one row
SELECT area_id, count(*) AS figures
FROM figures_at JOIN areas USING (area_id)
WHERE boundary = $boundary AND level IN ('province', 'district') AND year IS NOT NULL
GROUP BY area_id, year
HAVING bool_or(subject = 'petitions' AND measure IN ('received', 'eligible', 'within_jurisdiction'))
ORDER BY figures DESC, area_id, year DESC
LIMIT 1;
