-- What provinces set themselves for a year in administrative procedures.
-- one row per province, year and indicator
WITH wanted (part, indicator, first, step) AS (
    VALUES (1, 'on_time_rate', 92, 1), (2, 'online_submission_rate', 30, 8),
        (3, 'online_payment_rate', 20, 8), (4, 'digitised_rate', 35, 9)
)
SELECT
    figure_code('targets', r.unit * 1000 + r.year % 100 * 10 + w.part) AS figure_id,
    r.source_id, r.area_id, r.place_text, r.level, w.indicator,
    make_date(r.year, 1, 1) AS date_from,
    make_date(r.year, 12, 31) AS date_to,
    CAST(least(100, w.first + w.step * (r.year - 2019)
        + floor(5 * chance(r.unit * 100 + r.year % 100, w.indicator))) AS DOUBLE) AS target,
    'min' AS direction,
    'Kế hoạch mô phỏng năm ' || r.year AS document
FROM (SELECT DISTINCT unit, area_id, place_text, level, year, source_id FROM service_reports
    WHERE level = 'province') AS r, wanted AS w
ORDER BY figure_id
