-- What does a place report for the headline measures of a year, and what was it before?
-- A rate that no source states is computed where its two counts are stated (`is_computed`).
-- Of several figures for one measure the whole area comes before a part of it, all kinds of petition
-- before complaints and denunciations, periods of up to a year before longer ones, a stated rate
-- before a computed one, then the longest period, then the latest cut-off; `others` counts the rest.
-- The earlier figure is the latest of an earlier year that speaks of the same part, kind and level
-- and of the same days of the year; approximate figures are not compared.
-- one row per headline measure that is reported
WITH measures AS (
    SELECT * FROM (VALUES
        ('model_counts', 'registered', 'item', NULL, NULL),
        ('model_counts', 'recognised', 'item', NULL, NULL),
        ('model_counts', 'maintained', 'item', NULL, NULL),
        ('service_kpis', 'on_time_rate', 'percent', 'dossiers_on_time', 'dossiers_resolved'),
        ('service_kpis', 'online_submission_rate', 'percent', 'dossiers_online', 'dossiers_received'),
        ('service_kpis', 'dossiers_received', 'dossier', NULL, NULL),
        ('service_kpis', 'score_766_total', 'point', NULL, NULL),
        ('service_kpis', 'satisfaction_rate', 'percent', NULL, NULL),
        ('petitions', 'resolved_rate', 'percent', 'resolved', 'within_jurisdiction'),
        ('petitions', 'received', 'petition', NULL, NULL),
        ('petitions', 'citizens_received', 'visit', NULL, NULL)
    ) AS m (subject, measure, unit, numerator, denominator)
),
here AS (
    SELECT * FROM figures_at
    WHERE boundary = $boundary AND area_id = $area_id
        AND aspect IN ('all', 'complaint_denunciation')
        AND entity_type = 'all' AND registrant_type = 'all'
        AND (subject = 'petitions' OR part IS NULL)
    UNION ALL BY NAME
    -- Early and just in time together are on time, where a source states them apart.
    SELECT b.* REPLACE (
        'dossiers_on_time' AS measure, b.value + a.value AS value,
        b.figure_id || '+' || a.figure_id AS figure_id
    )
    FROM figures_at AS b
    JOIN figures_at AS a
        ON a.boundary = b.boundary AND a.area_id = b.area_id AND a.source_id = b.source_id
        AND a.part IS NULL AND a.measure = 'dossiers_at_deadline'
        AND a.date_from IS NOT DISTINCT FROM b.date_from
        AND a.date_to IS NOT DISTINCT FROM b.date_to
    WHERE b.boundary = $boundary AND b.area_id = $area_id AND b.part IS NULL
        AND b.measure = 'dossiers_before_deadline'
        AND NOT EXISTS (
            FROM figures_at AS t
            WHERE t.boundary = b.boundary AND t.area_id = b.area_id AND t.source_id = b.source_id
                AND t.part IS NULL AND t.measure = 'dossiers_on_time'
                AND t.date_to IS NOT DISTINCT FROM b.date_to
        )
),
ratios AS (
    SELECT n.* EXCLUDE (measure, value, unit, flag),
        CASE n.flag WHEN 'reported' THEN d.flag ELSE n.flag END AS flag, m.measure, m.unit, n.unit AS counted_in,
        n.value AS numerator, d.value AS denominator,
        n.figure_id AS numerator_id, d.figure_id AS denominator_id
    FROM here AS n
    JOIN measures AS m ON m.subject = n.subject AND m.numerator = n.measure
    JOIN here AS d
        ON d.subject = n.subject AND d.measure = m.denominator AND d.source_id = n.source_id
        AND d.part IS NOT DISTINCT FROM n.part AND d.aspect = n.aspect AND d.unit = n.unit
        AND d.value > 0 AND d.date_from IS NOT DISTINCT FROM n.date_from
        AND d.date_to IS NOT DISTINCT FROM n.date_to
),
candidates AS (
    SELECT h.* EXCLUDE (unit), h.unit, r.numerator, r.denominator, r.numerator_id,
        r.denominator_id, r.counted_in,
        false AS is_computed
    FROM here AS h
    JOIN measures AS m ON m.subject = h.subject AND m.measure = h.measure AND m.unit = h.unit
    LEFT JOIN ratios AS r
        ON r.subject = h.subject AND r.measure = h.measure AND r.source_id = h.source_id
        AND r.part IS NOT DISTINCT FROM h.part AND r.aspect = h.aspect
        AND r.date_from IS NOT DISTINCT FROM h.date_from
        AND r.date_to IS NOT DISTINCT FROM h.date_to
    UNION ALL BY NAME
    SELECT *, 100 * numerator / denominator AS value, true AS is_computed
    FROM ratios
),
ordered AS (
    SELECT *,
        strftime(date_from, '%m-%d') || strftime(date_to, '%m-%d')
            || date_diff('year', date_from, date_to) AS days,
        row_number() OVER (
            PARTITION BY subject, measure, year
            ORDER BY part IS NOT NULL, aspect <> 'all',
                measure <> 'maintained' AND date_diff('day', date_from, date_to) > 366,
                is_computed, counted_in = 'case',
                coalesce(date_diff('day', date_from, date_to), 0) DESC,
                date_to DESC NULLS LAST, award_level NULLS FIRST, part = 'commune', source_id,
                figure_id
        ) AS preference,
        count(DISTINCT figure_id) FILTER (NOT is_computed)
            OVER (PARTITION BY subject, measure, year) AS stated
    FROM candidates
),
chosen AS (SELECT * FROM ordered WHERE preference = 1 AND year = $year),
earlier AS (
    SELECT c.figure_id, o.value AS earlier_value, o.year AS earlier_year,
        row_number() OVER (
            PARTITION BY c.figure_id ORDER BY o.year DESC, o.is_computed, o.preference
        ) AS newest
    FROM chosen AS c
    JOIN ordered AS o
        ON o.subject = c.subject AND o.measure = c.measure AND o.year < c.year
        AND o.part IS NOT DISTINCT FROM c.part AND o.aspect = c.aspect
        AND o.award_level IS NOT DISTINCT FROM c.award_level
        AND o.days = c.days AND 'approximate' NOT IN (o.flag, c.flag)
),
checked AS (
    SELECT * FROM checks
    WHERE rule IN ('kpi_rate', 'resolved_rate_of_petitions')
    QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY agrees NULLS LAST, check_id) = 1
)
SELECT c.* EXCLUDE (preference, stated, days), greatest(c.stated - 1, 0) AS others,
    e.earlier_value, e.earlier_year, k.recomputed, k.agrees, k.explanation_vi, k.explanation_en,
    s.title, s.publisher, s.url, s.published_date
FROM chosen AS c
JOIN sources AS s USING (source_id)
LEFT JOIN earlier AS e ON e.figure_id = c.figure_id AND e.newest = 1
LEFT JOIN checked AS k ON k.figure_id = c.figure_id
ORDER BY c.subject, c.measure;
