-- What does a unit report on citizen reception and petitions? Provinces every quarter and year,
-- districts every year.
-- one row per unit and period
CREATE TEMP TABLE petition_reports AS
WITH asked AS (
    SELECT u.*, p.* EXCLUDE (system),
        u.unit * 1000 + p.begins * 2 + CAST(p.length = 'year' AS BIGINT) AS report,
        source_code('petitions', u.of_province, p.year) AS source_id
    FROM units AS u
    JOIN periods AS p USING (system)
    WHERE p.year >= 2019
        AND (u.level = 'province' AND p.length IN ('quarter', 'year')
            OR u.level = 'district' AND p.length = 'year')
        AND is_reported(u.unit, p.begins * 2 + p.months, 'petitions', $share)
),
received AS (
    SELECT *, greatest(3, round(size * months * 9000 * (0.6 + 0.8 * chance(report, 'petitions'))))
            AS received,
        greatest(5, round(size * months * 14000 * (0.6 + 0.8 * chance(report, 'visits')))) AS visits
    FROM asked
),
eligible AS (
    SELECT *, round(received * (0.75 + 0.2 * chance(report, 'eligible'))) AS eligible,
        round(visits * 0.3 * chance(report, 'leaders')) AS visits_of_leaders,
        floor(visits * 0.01 * chance(report, 'delegations')) AS delegations
    FROM received
),
typed AS (
    SELECT *, round(eligible * (0.15 + 0.15 * chance(report, 'complaints'))) AS complaints,
        round(eligible * (0.04 + 0.06 * chance(report, 'denunciations'))) AS denunciations
    FROM eligible
),
own AS (
    SELECT *, eligible - complaints - denunciations AS petitions,
        round(complaints * (0.5 + 0.4 * chance(report, 'own complaints'))) AS own_complaints,
        round(denunciations * (0.5 + 0.4 * chance(report, 'own denunciations')))
            AS own_denunciations
    FROM typed
),
resolved AS (
    SELECT *, round(petitions * (0.3 + 0.4 * chance(report, 'own petitions'))) AS own_petitions,
        round(own_complaints * (0.72 + 0.28 * chance(report, 'resolved complaints')))
            AS resolved_complaints,
        round(own_denunciations * (0.7 + 0.3 * chance(report, 'resolved denunciations')))
            AS resolved_denunciations,
        chance(report, 'petitions contradicted') < 0.02 AS is_contradicted
    FROM own
),
sorted AS (
    SELECT *, own_complaints + own_denunciations + own_petitions AS own,
        round(own_petitions * (0.75 + 0.25 * chance(report, 'resolved petitions')))
            AS resolved_petitions,
        round((eligible - own_complaints - own_denunciations - own_petitions)
            * (0.3 + 0.4 * chance(report, 'transferred'))) AS transferred
    FROM resolved
)
SELECT *, resolved_complaints + resolved_denunciations + resolved_petitions AS resolved,
    CASE WHEN is_contradicted THEN eligible + 1 + floor(eligible * 0.05 * chance(report, 'off by'))
        ELSE eligible END AS eligible_stated
FROM sorted;
