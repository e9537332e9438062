-- The documents that the models and figures name.
-- one row per document
WITH named AS (
    SELECT DISTINCT source_id FROM used_sources
),
told AS (
    SELECT source_id,
        regexp_extract(source_id, '^sim-([a-z]+)-(.+)-([0-9]{4}|undated)$', ['subject', 'of', 'year'])
            AS parts
    FROM named
)
SELECT
    source_id,
    CASE t.parts.subject
        WHEN 'models' THEN 'Báo cáo mô phỏng về mô hình “Dân vận khéo”'
        WHEN 'counts' THEN 'Báo cáo mô phỏng tổng kết phong trào “Dân vận khéo”'
        WHEN 'services' THEN 'Báo cáo mô phỏng về thủ tục hành chính'
        WHEN 'petitions' THEN 'Báo cáo mô phỏng về tiếp công dân, giải quyết đơn thư'
        ELSE 'Công bố mô phỏng chỉ số ' || replace(t.parts.of, '_', ' ') END
        || coalesce(', ' || u.name, CASE WHEN t.parts.of = 'VN' THEN ', không rõ địa bàn' END, '')
        || CASE WHEN t.parts.year = 'undated' THEN ', không rõ năm' ELSE ', năm ' || t.parts.year END
        AS title,
    CASE WHEN chance(row_number() OVER (ORDER BY source_id), 'press') < 0.2
        THEN 'Báo mô phỏng' ELSE 'Cơ quan mô phỏng' END
        || coalesce(' (' || u.name || ')', '') AS publisher,
    CASE WHEN chance(row_number() OVER (ORDER BY source_id), 'press') < 0.2
        THEN 'press' ELSE 'official' END AS publisher_type,
    CASE WHEN chance(row_number() OVER (ORDER BY source_id), 'address') < 0.8
        THEN 'https://mo-phong.example/' || source_id END AS url,
    CASE WHEN t.parts.year <> 'undated' AND chance(row_number() OVER (ORDER BY source_id), 'dated') < 0.9
        THEN least(DATE '2026-11-20', make_date(CAST(t.parts.year AS INTEGER), 12, 1)
            + CAST(floor(100 * chance(row_number() OVER (ORDER BY source_id), 'day')) AS INTEGER))
        END AS published_date,
    'Simulated: there is no such document' AS note,
    'Mô phỏng: không có tài liệu này' AS note_vi
FROM told AS t
LEFT JOIN units AS u ON u.area_id = t.parts.of
ORDER BY source_id
