-- How the written places of provinces were matched, and those that only a larger unit is known of.
-- one row per table, written place and date
WITH written AS (
    SELECT 'indices' AS table_name, place_text, make_date(year, 12, 31) AS on_date, area_id,
        'exact' AS how
    FROM indices
    UNION ALL
    SELECT 'model_counts', place_text, date_to, area_id,
        CASE WHEN flag = 'inferred_place' THEN 'parent' ELSE 'exact' END
    FROM model_counts
    WHERE flag = 'inferred_place' OR area_id LIKE '%-province-%'
)
SELECT table_name, place_text, on_date,
    CAST(1 AS BIGINT) AS match_number,
    min(area_id) AS area_id,
    max(how) AS how,
    count(*) AS rows,
    CASE WHEN max(how) = 'parent' THEN 'Mô phỏng: tên viết không có trong danh mục; ghi nhận ở đơn vị này.'
        END AS reason_vi,
    CASE WHEN max(how) = 'parent' THEN 'Simulated: the name as written is not listed; kept at this unit.'
        END AS reason_en
FROM written
GROUP BY table_name, place_text, on_date
ORDER BY table_name, place_text, on_date
