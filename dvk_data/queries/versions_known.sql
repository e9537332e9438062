-- Which versions of the data are there, what does each follow, and how much did it change?
-- one row per version, newest first
WITH corrected AS (
    SELECT version_to AS version, count(DISTINCT (table_name, row_key)) AS values_changed
    FROM changes
    WHERE kind = 'changed' AND column_name IN ('value', 'model_count', 'target', 'rank')
    GROUP BY ALL
)
SELECT v.version, v.follows, v.version_date, v.is_released, v.reason_vi, v.reason_en,
    v.rows_added, v.rows_changed, v.rows_withdrawn,
    CAST(coalesce(c.values_changed, 0) AS BIGINT) AS values_changed
FROM versions AS v
LEFT JOIN corrected AS c USING (version)
ORDER BY v.number DESC;
