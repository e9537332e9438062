-- Counts of models that were corrected: the last digit had been left out.
-- one row per corrected cell
SELECT
    'model_counts' AS table_name,
    figure_code('model_counts', report * 64) AS row_key,
    'model_count' AS column_name,
    area_id,
    CAST(registered // 10 AS VARCHAR) AS found,
    CAST(registered AS VARCHAR) AS corrected,
    'Mô phỏng: bản đánh máy thiếu chữ số cuối.' AS reason_vi,
    'Simulated: the typed copy lacks the last digit.' AS reason_en,
    'simulation' AS corrected_by,
    DATE '2026-11-28' AS corrected_on,
    'model_counts.csv' AS raw_file,
    'source_id=' || source_id || '|area_id=' || area_id AS raw_key
FROM model_count_reports
WHERE is_corrected
ORDER BY row_key
