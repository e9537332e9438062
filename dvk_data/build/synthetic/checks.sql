-- What is recomputed: sums and rates of provinces now and then, and everything that does not add up.
-- one row per statement
WITH recomputed AS (
    SELECT source_id, 'model_counts' AS table_name, 'domains_make_total' AS rule, report * 64 AS of,
        10 AS slot, [11, 12, 13, 14, 15, 16] AS parts, area_id, date_from, date_to,
        maintained_stated AS stated, maintained AS recomputed, 0 AS digits, 'item' AS unit,
        is_contradicted,
        'Các lĩnh vực cộng lại so với tổng số mô hình (đang duy trì): cộng được '
            || number_vi(maintained, 0) || '; nguồn nêu ' || number_vi(maintained_stated, 0)
            AS statement_vi,
        'Domains added up, against the total of models (maintained): they make '
            || number_en(maintained, 0) || '; the source states ' || number_en(maintained_stated, 0)
            AS statement_en
    FROM model_count_reports
    WHERE is_contradicted OR level = 'province'
    UNION ALL
    SELECT source_id, 'service_kpis', 'kpi_rate', report * 64, 3, [2, 1], area_id, date_from,
        date_to, on_time_rate_stated, 100 * on_time / resolved, 2, 'percent', is_contradicted,
        'Tỷ lệ đúng hạn: ' || number_vi(on_time, 0) || ' / ' || number_vi(resolved, 0) || ' = '
            || number_vi(100 * on_time / resolved, 2) || '%; nguồn nêu '
            || number_vi(on_time_rate_stated, 2) || '%',
        'On-time rate: ' || number_en(on_time, 0) || ' / ' || number_en(resolved, 0) || ' = '
            || number_en(100 * on_time / resolved, 2) || '%; the source states '
            || number_en(on_time_rate_stated, 2) || '%'
    FROM service_reports
    WHERE is_contradicted OR level = 'province' AND chance(report, 'rate checked') < 0.3
    UNION ALL
    SELECT source_id, 'petitions', 'types_make_total', report * 64, 7, [9, 10, 11], area_id,
        date_from, date_to, eligible_stated, eligible, 0, 'petition', is_contradicted,
        'Các loại đơn cộng lại so với tổng số (đơn đủ điều kiện xử lý): khiếu nại '
            || number_vi(complaints, 0) || ' + tố cáo ' || number_vi(denunciations, 0)
            || ' + kiến nghị, phản ánh ' || number_vi(petitions, 0) || ' = '
            || number_vi(eligible, 0) || '; nguồn nêu ' || number_vi(eligible_stated, 0),
        'Kinds of petition added up, against the total (eligible petitions): complaints '
            || number_en(complaints, 0) || ' + denunciations ' || number_en(denunciations, 0)
            || ' + recommendations, feedback ' || number_en(petitions, 0) || ' = '
            || number_en(eligible, 0) || '; the source states ' || number_en(eligible_stated, 0)
    FROM petition_reports
    WHERE is_contradicted OR level = 'province' AND chance(report, 'types checked') < 0.3
)
SELECT
    'check-' || substr(figure_code(table_name, of + slot), length(table_name) + 2)
        || '-' || rule AS check_id,
    source_id, table_name, rule,
    figure_code(table_name, of + slot) AS figure_id,
    [figure_code(table_name, of + part) FOR part IN parts] AS part_ids,
    area_id, date_from, date_to, statement_vi, statement_en,
    CAST(stated AS DOUBLE) AS stated,
    round(CAST(recomputed AS DOUBLE), 6) AS recomputed,
    round(CAST(recomputed AS DOUBLE) - stated, 6) AS difference,
    unit,
    NOT is_contradicted AS agrees,
    CASE WHEN is_contradicted THEN 'Chỗ lệch do dữ liệu mô phỏng tạo ra.' END AS explanation_vi,
    CASE WHEN is_contradicted THEN 'The simulation made them differ.' END AS explanation_en
FROM recomputed
ORDER BY table_name, figure_id
