-- Which rates and scores do places state, and what count, check, target and earlier year stands beside each?
-- Of the places of $area_ids, and of all places of $level. A rate of $computable that no source states is
-- computed where its two counts are stated. A target holds for its own area, and for the unit of today
-- where one document states both target and figure. The earlier figure is of the same part and the same
-- days one year before.
-- one row per figure or computed rate, newest first
WITH measures AS (
    SELECT unnest(CAST($rates AS VARCHAR[])) AS measure,
        unnest(CAST($numerators AS VARCHAR[])) AS numerator,
        unnest(CAST($denominators AS VARCHAR[])) AS denominator
),
places AS (
    SELECT area_id, name AS area_name, system, level, province_name, district_name
    FROM area_names
    WHERE level = $level OR area_id IN (SELECT unnest(CAST($area_ids AS VARCHAR[])))
),
here AS (
    SELECT f.*, p.* EXCLUDE (area_id)
    FROM figures_at AS f
    JOIN places AS p USING (area_id)
    WHERE f.boundary = $boundary AND f.subject = 'service_kpis'
        AND list_contains(
            list_concat(
                CAST($rates AS VARCHAR[]),
                CAST($numerators AS VARCHAR[]),
                CAST($denominators AS VARCHAR[])
            ),
            f.measure
        )
),
ratios AS (
    SELECT n.* EXCLUDE (measure, value, unit, flag), m.measure, 'percent' AS unit,
        CASE n.flag WHEN 'reported' THEN d.flag ELSE n.flag END AS flag,
        n.value AS numerator, d.value AS denominator,
        n.figure_id AS numerator_id, d.figure_id AS denominator_id
    FROM here AS n
    JOIN measures AS m ON m.numerator = n.measure
    JOIN here AS d
        ON d.measure = m.denominator AND d.area_id = n.area_id AND d.source_id = n.source_id
        AND d.part IS NOT DISTINCT FROM n.part AND d.unit = n.unit AND d.value > 0
        AND d.date_from IS NOT DISTINCT FROM n.date_from
        AND d.date_to IS NOT DISTINCT FROM n.date_to
),
candidates AS (
    SELECT h.*, r.numerator, r.denominator, r.numerator_id, r.denominator_id, false AS is_computed
    FROM here AS h
    JOIN measures AS m USING (measure)
    LEFT JOIN ratios AS r
        ON r.measure = h.measure AND r.area_id = h.area_id AND r.source_id = h.source_id
        AND r.part IS NOT DISTINCT FROM h.part
        AND r.date_from IS NOT DISTINCT FROM h.date_from
        AND r.date_to IS NOT DISTINCT FROM h.date_to
    UNION ALL BY NAME
    SELECT r.*, 100 * r.numerator / r.denominator AS value, true AS is_computed
    FROM ratios AS r
    WHERE list_contains(CAST($computable AS VARCHAR[]), r.measure)
        AND NOT EXISTS (
            FROM here AS h
            WHERE h.measure = r.measure AND h.area_id = r.area_id AND h.source_id = r.source_id
                AND h.part IS NOT DISTINCT FROM r.part
                AND h.date_from IS NOT DISTINCT FROM r.date_from
                AND h.date_to IS NOT DISTINCT FROM r.date_to
        )
),
aimed AS (
    SELECT c.figure_id, c.measure, t.target, t.direction, t.document, t.figure_id AS target_id,
        t.date_to AS target_until
    FROM candidates AS c
    JOIN targets AS t ON t.indicator = c.measure
    LEFT JOIN areas AS a ON a.area_id = t.area_id
    WHERE c.part IS NULL
        AND (t.area_id = c.area_id OR t.source_id = c.source_id AND a.current_area_id = c.area_id)
        AND (t.date_from IS NULL OR c.date_to >= t.date_from)
        AND (t.date_to IS NULL OR c.date_from <= t.date_to)
    QUALIFY row_number() OVER (
        PARTITION BY c.figure_id, c.measure ORDER BY t.date_to NULLS LAST, t.figure_id
    ) = 1
),
earlier AS (
    SELECT c.figure_id, c.measure, e.value AS earlier_value, e.year AS earlier_year,
        e.figure_id AS earlier_id
    FROM candidates AS c
    JOIN candidates AS e
        ON e.measure = c.measure AND e.area_id = c.area_id AND e.part IS NOT DISTINCT FROM c.part
        AND e.date_from = c.date_from - INTERVAL 1 YEAR
        AND e.date_to = CASE WHEN c.date_to = last_day(c.date_to)
            THEN last_day(c.date_to - INTERVAL 1 YEAR) ELSE c.date_to - INTERVAL 1 YEAR END
    QUALIFY row_number() OVER (
        PARTITION BY c.figure_id, c.measure ORDER BY e.is_computed, e.figure_id
    ) = 1
),
checked AS (
    SELECT figure_id, agrees, recomputed, explanation_vi, explanation_en
    FROM checks
    WHERE rule = 'kpi_rate'
    QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY agrees NULLS LAST, check_id) = 1
)
SELECT c.figure_id, c.subject, c.measure, c.area_id, c.area_name, c.system, c.level,
    c.district_name, c.province_name, c.source_id, c.part, c.date_from, c.date_to, c.year, c.value,
    c.unit, c.flag, c.note, c.note_vi, c.is_converted, c.is_computed, c.numerator, c.denominator,
    c.numerator_id, c.denominator_id, t.target, t.direction, t.document, t.target_until, t.target_id,
    e.earlier_value, e.earlier_year, e.earlier_id, k.agrees, k.recomputed, k.explanation_vi,
    k.explanation_en, s.title, s.publisher, s.url, s.published_date
FROM candidates AS c
JOIN sources AS s USING (source_id)
LEFT JOIN aimed AS t USING (figure_id, measure)
LEFT JOIN earlier AS e USING (figure_id, measure)
LEFT JOIN checked AS k ON k.figure_id = c.figure_id AND NOT c.is_computed
ORDER BY c.date_to DESC NULLS LAST, c.date_from, c.part NULLS FIRST, c.measure, c.area_id, c.figure_id;
