-- How many models does a unit count for a year? Many communes never report.
-- one row per unit and year
CREATE TEMP TABLE model_count_reports AS
WITH asked AS (
    SELECT u.*, p.* EXCLUDE (system),
        u.unit * 1000 + p.begins AS report,
        source_code('counts', u.of_province, p.year) AS source_id
    FROM units AS u
    JOIN periods AS p USING (system)
    WHERE u.level <> 'nation' AND p.length IN ('year', 'half-year')
        AND is_reported(u.unit, p.begins, 'counts', $share)
        AND (u.level <> 'commune' OR chance(u.unit * 1000 + p.begins, 'commune counts') < 0.65)
),
counted AS (
    SELECT *, greatest(1, CAST(round(size * 60000 * (0.6 + 0.8 * chance(report, 'registered'))
        * (0.6 + 0.05 * (year - 2014))) AS BIGINT)) AS registered
    FROM asked
),
states AS (
    SELECT *,
        CAST(floor(registered * (0.5 + 0.45 * chance(report, 'recognised'))) AS BIGINT) AS recognised,
        CAST(ceil(registered * (1.1 + 0.8 * chance(report, 'maintained'))) AS BIGINT) AS maintained,
        chance(report, 'counts contradicted') < 0.01 AND level <> 'commune' AS is_contradicted,
        chance(report, 'counts corrected') < 0.005 AND registered >= 10 AS is_corrected
    FROM counted
),
shares AS (
    SELECT *, CAST(floor(recognised * 0.2 * chance(report, 'exemplary')) AS BIGINT) AS exemplary,
        0.15 + 0.15 * chance(report, 'economy') AS to_economy,
        0.38 + 0.15 * chance(report, 'culture') AS to_culture,
        0.58 + 0.1 * chance(report, 'defence') AS to_defence,
        0.72 + 0.1 * chance(report, 'political') AS to_political,
        0.93 + 0.05 * chance(report, 'rural') AS to_rural,
        0.8 + 0.15 * chance(report, 'collective') AS collective
    FROM states
)
SELECT *, CASE WHEN is_contradicted
    THEN maintained + 1 + CAST(floor(chance(report, 'off by') * (2 + maintained * 0.06)) AS BIGINT)
    ELSE maintained END AS maintained_stated
FROM shares;
