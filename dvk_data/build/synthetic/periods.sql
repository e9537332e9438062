-- Months, quarters, half-years and years that units report for; old units until 30 June 2025.
-- one row per length, period and system
CREATE TEMP TABLE periods AS
WITH begun AS (
    SELECT 'month' AS length, CAST(unnest(generate_series(DATE '2019-01-01', DATE '2026-10-01', INTERVAL 1 MONTH)) AS DATE) AS date_from, 1 AS months
    UNION ALL
    SELECT 'quarter', CAST(unnest(generate_series(DATE '2019-01-01', DATE '2026-07-01', INTERVAL 3 MONTH)) AS DATE), 3
    UNION ALL
    SELECT 'half-year', CAST(unnest(generate_series(DATE '2025-07-01', DATE '2026-01-01', INTERVAL 6 MONTH)) AS DATE), 6
    UNION ALL
    SELECT 'year', CAST(unnest(generate_series(DATE '2014-01-01', DATE '2025-01-01', INTERVAL 12 MONTH)) AS DATE), 12
),
ended AS (
    SELECT *, CAST(date_from + to_months(months) - INTERVAL 1 DAY AS DATE) AS date_to,
        date_diff('month', DATE '2014-01-01', date_from) AS begins
    FROM begun
)
SELECT *, CASE WHEN date_to <= DATE '2025-06-30' THEN '2004' ELSE '2025' END AS system,
    year(date_to) AS year
FROM ended
WHERE date_to <= DATE '2025-06-30' OR date_from >= DATE '2025-07-01';
