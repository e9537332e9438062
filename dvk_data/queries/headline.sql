-- What does a place report for the headline measures of a year, and what was it before?
-- A rate that no source states is computed where its two counts are stated (`is_computed`).
-- Of several figures for one measure the whole area comes before a part of it, a stated rate before
-- a computed one, then the longest period, then the latest cut-off; `others` counts the rest.
-- one row per headline measure that is reported
WITH measures AS (
    SELECT * FROM (VALUES
        ('model_counts', 'registered', NULL, NULL),
        ('model_counts', 'recognised', NULL, NULL),
        ('model_counts', 'maintained', NULL, NULL),
        ('service_kpis', 'on_time_rate', 'dossiers_on_time', 'dossiers_resolved'),
        ('service_kpis', 'online_submission_rate', 'dossiers_online', 'dossiers_received'),
        ('petitions', 'resolved_rate', 'resolved', 'within_jurisdiction')
    ) AS m (subject, measure, numerator, denominator)
),
here AS (
    SELECT * FROM figures_at
    WHERE boundary = $boundary AND area_id = $area_id
        AND aspect = 'all' AND entity_type = 'all' AND registrant_type = 'all'
        AND (subject = 'petitions' OR part IS NULL)
),
ratios AS (
    SELECT n.subject, m.measure, n.figure_id, n.source_id, n.part, n.date_from, n.date_to, n.year,
        n.value AS numerator, d.value AS denominator, n.unit AS counted_in, n.flag, n.note,
        n.note_vi, n.is_converted
    FROM here AS n
    JOIN measures AS m ON m.subject = n.subject AND m.numerator = n.measure
    JOIN here AS d
        ON d.subject = n.subject AND d.measure = m.denominator AND d.source_id = n.source_id
        AND d.part IS NOT DISTINCT FROM n.part AND d.unit = n.unit AND d.value > 0
        AND d.date_from IS NOT DISTINCT FROM n.date_from
        AND d.date_to IS NOT DISTINCT FROM n.date_to
),
candidates AS (
    SELECT h.subject, h.measure, h.figure_id, h.source_id, h.part, h.date_from, h.date_to, h.year,
        h.value, h.unit, r.numerator, r.denominator, r.counted_in, h.flag, h.note, h.note_vi,
        h.is_converted, false AS is_computed
    FROM here AS h
    JOIN measures AS m ON m.subject = h.subject AND m.measure = h.measure
    LEFT JOIN ratios AS r
        ON r.subject = h.subject AND r.measure = h.measure AND r.source_id = h.source_id
        AND r.part IS NOT DISTINCT FROM h.part
        AND r.date_from IS NOT DISTINCT FROM h.date_from
        AND r.date_to IS NOT DISTINCT FROM h.date_to
    UNION ALL
    SELECT subject, measure, figure_id, source_id, part, date_from, date_to, year,
        100 * numerator / denominator, 'percent', numerator, denominator, counted_in, flag, note,
        note_vi, is_converted, true
    FROM ratios
),
ordered AS (
    SELECT *,
        row_number() OVER (
            PARTITION BY subject, measure, year
            ORDER BY part IS NOT NULL, is_computed, counted_in = 'case',
                coalesce(date_diff('day', date_from, date_to), 0) DESC,
                date_to DESC NULLS LAST, part = 'commune', figure_id
        ) AS preference,
        count(DISTINCT figure_id) FILTER (NOT is_computed)
            OVER (PARTITION BY subject, measure, year) AS stated
    FROM candidates
),
chosen AS (SELECT * FROM ordered WHERE preference = 1 AND year = $year),
earlier AS (
    SELECT subject, measure, value AS earlier_value, year AS earlier_year,
        row_number() OVER (PARTITION BY subject, measure ORDER BY year DESC) AS newest
    FROM ordered WHERE preference = 1 AND year < $year
)
SELECT c.* EXCLUDE (preference, stated), greatest(c.stated - 1, 0) AS others,
    e.earlier_value, e.earlier_year, k.recomputed, k.agrees, k.explanation_vi, k.explanation_en,
    s.title, s.publisher, s.url, s.published_date
FROM chosen AS c
JOIN sources AS s USING (source_id)
LEFT JOIN earlier AS e ON e.subject = c.subject AND e.measure = c.measure AND e.newest = 1
LEFT JOIN checks AS k
    ON k.figure_id = c.figure_id AND k.rule IN ('kpi_rate', 'resolved_rate_of_petitions');
