-- What each place reports for the headline measures of each year, and what it was before.
-- A rate that no source states is computed where its two counts are stated (`is_computed`).
-- Of several figures for one measure the whole area comes before a part of it, all kinds of petition
-- before complaints and denunciations, periods of up to a year before longer ones, a stated rate
-- before a computed one, then the longest period, then the latest cut-off; `others` counts the rest.
-- The earlier figure is the latest of an earlier year that speaks of the same part, kind and level
-- and of the same days of the year; approximate figures are not compared. Written out once, by place.
-- one row per boundary, place, year and headline measure that is reported
CREATE TABLE headlines AS
WITH measures AS (
    SELECT * FROM (VALUES
        ('model_counts', 'registered', 'item'),
        ('model_counts', 'recognised', 'item'),
        ('model_counts', 'maintained', 'item'),
        ('service_kpis', 'on_time_rate', 'percent'),
        ('service_kpis', 'online_submission_rate', 'percent'),
        ('service_kpis', 'dossiers_received', 'dossier'),
        ('service_kpis', 'score_766_total', 'point'),
        ('service_kpis', 'satisfaction_rate', 'percent'),
        ('petitions', 'resolved_rate', 'percent'),
        ('petitions', 'received', 'petition'),
        ('petitions', 'citizens_received', 'visit')
    ) AS m (subject, measure, unit)
),
here AS (
    SELECT boundary, area_id, subject, source_id, part, measure, aspect, award_level, date_from,
        date_to, year, value, unit, flag, is_converted, figure_id
    FROM figures_at
    WHERE aspect IN ('all', 'complaint_denunciation')
        AND entity_type = 'all' AND registrant_type = 'all' AND area_id IS NOT NULL
        AND (subject = 'petitions' OR part IS NULL)
),
on_time AS (
    -- Early and just in time together are on time, where a source states them apart.
    SELECT b.* REPLACE (
        'dossiers_on_time' AS measure, b.value + a.value AS value,
        b.figure_id || '+' || a.figure_id AS figure_id
    )
    FROM here AS b
    JOIN here AS a
        ON a.boundary = b.boundary AND a.area_id = b.area_id AND a.source_id = b.source_id
        AND a.measure = 'dossiers_at_deadline'
        AND a.date_from IS NOT DISTINCT FROM b.date_from
        AND a.date_to IS NOT DISTINCT FROM b.date_to
    WHERE b.measure = 'dossiers_before_deadline'
        AND NOT EXISTS (
            FROM here AS t
            WHERE t.boundary = b.boundary AND t.area_id = b.area_id AND t.source_id = b.source_id
                AND t.measure = 'dossiers_on_time' AND t.date_to IS NOT DISTINCT FROM b.date_to
        )
),
counts AS (FROM here UNION ALL FROM on_time),
ratios AS (
    SELECT n.* EXCLUDE (measure, value, unit, flag),
        CASE n.flag WHEN 'reported' THEN d.flag ELSE n.flag END AS flag, m.measure, m.unit,
        n.unit AS counted_in, n.value AS numerator, d.value AS denominator,
        n.figure_id AS numerator_id, d.figure_id AS denominator_id
    FROM counts AS n
    JOIN counted_rates AS r ON r.subject = n.subject AND r.numerator = n.measure AND r.is_computed
    JOIN measures AS m ON m.subject = r.subject AND m.measure = r.measure
    JOIN counts AS d
        ON d.boundary = n.boundary AND d.area_id = n.area_id AND d.subject = n.subject
        AND d.measure = r.denominator AND d.source_id = n.source_id
        AND d.part IS NOT DISTINCT FROM n.part AND d.aspect = n.aspect AND d.unit = n.unit
        AND d.date_from IS NOT DISTINCT FROM n.date_from
        AND d.date_to IS NOT DISTINCT FROM n.date_to AND d.value > 0
),
candidates AS (
    SELECT h.*, r.numerator, r.denominator, r.numerator_id, r.denominator_id, r.counted_in,
        false AS is_computed
    FROM here AS h
    JOIN measures AS m ON m.subject = h.subject AND m.measure = h.measure AND m.unit = h.unit
    LEFT JOIN ratios AS r
        ON r.boundary = h.boundary AND r.area_id = h.area_id AND r.subject = h.subject
        AND r.measure = h.measure AND r.source_id = h.source_id
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
            PARTITION BY boundary, area_id, subject, measure, year
            ORDER BY part IS NOT NULL, aspect <> 'all',
                measure <> 'maintained' AND date_diff('day', date_from, date_to) > 366,
                is_computed, counted_in = 'case',
                coalesce(date_diff('day', date_from, date_to), 0) DESC,
                date_to DESC NULLS LAST, award_level NULLS FIRST, part = 'commune', source_id,
                figure_id
        ) AS preference,
        count(DISTINCT figure_id) FILTER (NOT is_computed)
            OVER (PARTITION BY boundary, area_id, subject, measure, year) AS stated
    FROM candidates
    WHERE year IS NOT NULL
),
chosen AS (FROM ordered WHERE preference = 1),
earlier AS (
    SELECT c.boundary, c.figure_id, o.value AS earlier_value, o.year AS earlier_year
    FROM chosen AS c
    JOIN ordered AS o
        ON o.boundary = c.boundary AND o.area_id = c.area_id AND o.subject = c.subject
        AND o.measure = c.measure AND o.year < c.year
        AND o.part IS NOT DISTINCT FROM c.part AND o.aspect = c.aspect
        AND o.award_level IS NOT DISTINCT FROM c.award_level
        AND o.days = c.days AND 'approximate' NOT IN (o.flag, c.flag)
    QUALIFY row_number() OVER (
        PARTITION BY c.boundary, c.figure_id ORDER BY o.year DESC, o.is_computed, o.preference
    ) = 1
),
checked AS (
    SELECT * FROM checks
    WHERE rule IN ('kpi_rate', 'resolved_rate_of_petitions')
    QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY agrees NULLS LAST, check_id) = 1
)
SELECT c.* EXCLUDE (preference, stated, days), greatest(c.stated - 1, 0) AS others,
    e.earlier_value, e.earlier_year, k.recomputed, k.agrees, k.explanation_vi, k.explanation_en
FROM chosen AS c
LEFT JOIN earlier AS e ON e.boundary = c.boundary AND e.figure_id = c.figure_id
LEFT JOIN checked AS k ON k.figure_id = c.figure_id
ORDER BY c.boundary, c.area_id, c.year, c.subject, c.measure;
