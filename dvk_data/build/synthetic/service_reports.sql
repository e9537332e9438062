-- What does a unit report on administrative procedures for a period? Provinces every month, districts
-- every quarter, communes every year and, since July 2025, half-year.
-- one row per unit and period
CREATE TEMP TABLE service_reports AS
WITH asked AS (
    SELECT u.*, p.* EXCLUDE (system),
        u.unit * 1000 + p.begins AS report,
        source_code('services', u.of_province, p.year) AS source_id
    FROM units AS u
    JOIN periods AS p USING (system)
    WHERE p.year >= 2019
        AND (u.level = 'province' AND p.length = 'month'
            OR u.level = 'district' AND p.length = 'quarter'
            OR u.level = 'commune' AND p.length IN ('year', 'half-year'))
        AND is_reported(u.unit, p.begins, 'services', $share)
),
received AS (
    SELECT *, least(1, 0.15 + 0.12 * (year - 2019)) AS progress,
        greatest(8, round(size * months * 2e6 * (0.7 + 0.6 * chance(report, 'received'))
            * (1 + 0.08 * (year - 2019)))) AS received
    FROM asked
),
resolved AS (
    SELECT *, round(received * (0.84 + 0.15 * chance(report, 'resolved'))) AS resolved,
        round(received * least(0.97, progress * (0.6 + 0.5 * chance(report, 'online')))) AS online
    FROM received
),
late AS (
    SELECT *, received - resolved AS pending,
        round(resolved * 0.14 * pow(chance(report, 'late'), 4)) AS late,
        round((received - online) * 0.04 * chance(report, 'postal')) AS postal,
        round(received * 0.4) AS with_fee
    FROM resolved
),
parted AS (
    SELECT *, resolved - late AS on_time, received - online - postal AS direct,
        round((resolved - late) * (0.3 + 0.5 * chance(report, 'before'))) AS before_deadline,
        round(with_fee * least(0.96, progress * (0.4 + 0.6 * chance(report, 'paid')))) AS paid,
        round(received * least(0.98, progress * (0.5 + 0.6 * chance(report, 'digitised'))))
            AS digitised,
        chance(report, 'services contradicted') < 0.006 AS is_contradicted
    FROM late
),
rated AS (
    SELECT *, round(100 * on_time / resolved, 2) AS on_time_rate,
        [
            round(14 + 4 * chance(report, 'transparency'), 2),
            round(20 * on_time / resolved - 1.5 * chance(report, 'progress'), 2),
            round(12 * least(1, progress * (0.7 + 0.3 * chance(report, 'services online'))), 2),
            round(10 * paid / with_fee, 2),
            round(22 * digitised / received, 2),
            round(16 + 2 * chance(report, 'satisfaction'), 2)
        ] AS groups
    FROM parted
)
SELECT *, CASE WHEN NOT is_contradicted THEN on_time_rate
        WHEN on_time_rate >= 97 THEN round(on_time_rate - 1.5 - chance(report, 'off by'), 2)
        ELSE round(on_time_rate + 1.5 + chance(report, 'off by'), 2) END AS on_time_rate_stated,
    CASE WHEN level = 'province' AND year >= 2022 THEN round(list_sum(groups), 2) END AS score
FROM rated;
