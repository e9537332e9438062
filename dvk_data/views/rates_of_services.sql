-- Which rates and scores do places state on procedures, and what count, check, target and earlier year
-- stands beside each? A rate that no source states is computed where its two counts are stated, if
-- counted_rates says so. A target holds for its own area, and for the unit of today where one document
-- states both target and figure. The earlier figure is of the same part and the same days one year
-- before. Written out once, by place.
-- one row per boundary and figure or computed rate
CREATE TABLE rates_of_services AS
WITH here AS (
    SELECT boundary, area_id, source_id, part, measure, date_from, date_to, year, value, unit, flag,
        note, note_vi, is_converted, figure_id
    FROM figures_at
    WHERE subject = 'service_kpis' AND area_id IS NOT NULL
),
ratios AS (
    SELECT n.* EXCLUDE (measure, value, unit, flag), r.measure, 'percent' AS unit, r.is_computed,
        CASE n.flag WHEN 'reported' THEN d.flag ELSE n.flag END AS flag,
        n.value AS numerator, d.value AS denominator,
        n.figure_id AS numerator_id, d.figure_id AS denominator_id
    FROM here AS n
    JOIN counted_rates AS r ON r.subject = 'service_kpis' AND r.numerator = n.measure
    JOIN here AS d
        ON d.measure = r.denominator AND d.boundary = n.boundary AND d.area_id = n.area_id
        AND d.source_id = n.source_id AND d.part IS NOT DISTINCT FROM n.part AND d.unit = n.unit
        AND d.date_from IS NOT DISTINCT FROM n.date_from
        AND d.date_to IS NOT DISTINCT FROM n.date_to AND d.value > 0
),
stated AS (
    SELECT h.*, r.numerator, r.denominator, r.numerator_id, r.denominator_id
    FROM here AS h
    LEFT JOIN ratios AS r
        ON r.measure = h.measure AND r.boundary = h.boundary AND r.area_id = h.area_id
        AND r.source_id = h.source_id AND r.part IS NOT DISTINCT FROM h.part
        AND r.date_from IS NOT DISTINCT FROM h.date_from
        AND r.date_to IS NOT DISTINCT FROM h.date_to
    WHERE h.unit IN ('percent', 'point')
),
candidates AS (
    SELECT *, false AS is_computed FROM stated
    UNION ALL BY NAME
    SELECT r.*, 100 * r.numerator / r.denominator AS value
    FROM ratios AS r
    WHERE r.is_computed AND NOT EXISTS (
        FROM here AS h
        WHERE h.measure = r.measure AND h.boundary = r.boundary AND h.area_id = r.area_id
            AND h.source_id = r.source_id AND h.part IS NOT DISTINCT FROM r.part
            AND h.date_from IS NOT DISTINCT FROM r.date_from
            AND h.date_to IS NOT DISTINCT FROM r.date_to
    )
),
aims AS (
    SELECT *, area_id AS holds_for, NULL AS only_from FROM targets
    UNION ALL
    SELECT t.*, a.current_area_id, t.source_id FROM targets AS t JOIN areas AS a USING (area_id)
),
aimed AS (
    SELECT c.boundary, c.figure_id, c.measure, t.target, t.direction, t.document,
        t.figure_id AS target_id, t.date_to AS target_until
    FROM candidates AS c
    JOIN aims AS t
        ON t.indicator = c.measure AND t.holds_for = c.area_id
        AND (t.only_from IS NULL OR t.only_from = c.source_id)
        AND (t.date_from IS NULL OR c.date_to >= t.date_from)
        AND (t.date_to IS NULL OR c.date_from <= t.date_to)
    WHERE c.part IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY c.boundary, c.figure_id, c.measure ORDER BY t.date_to NULLS LAST, t.figure_id
    ) = 1
),
earlier AS (
    SELECT c.boundary, c.figure_id, c.measure, e.value AS earlier_value, e.year AS earlier_year,
        e.figure_id AS earlier_id
    FROM candidates AS c
    JOIN candidates AS e
        ON e.boundary = c.boundary AND e.measure = c.measure AND e.area_id = c.area_id
        AND e.part IS NOT DISTINCT FROM c.part AND e.date_from = c.date_from - INTERVAL 1 YEAR
        AND e.date_to = CASE WHEN c.date_to = last_day(c.date_to)
            THEN last_day(c.date_to - INTERVAL 1 YEAR) ELSE c.date_to - INTERVAL 1 YEAR END
    QUALIFY row_number() OVER (
        PARTITION BY c.boundary, c.figure_id, c.measure ORDER BY e.is_computed, e.figure_id
    ) = 1
),
checked AS (
    SELECT figure_id, agrees, recomputed, explanation_vi, explanation_en
    FROM checks
    WHERE rule = 'kpi_rate'
    QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY agrees NULLS LAST, check_id) = 1
)
SELECT c.*, t.* EXCLUDE (boundary, figure_id, measure), e.* EXCLUDE (boundary, figure_id, measure),
    k.* EXCLUDE (figure_id)
FROM candidates AS c
LEFT JOIN aimed AS t USING (boundary, figure_id, measure)
LEFT JOIN earlier AS e USING (boundary, figure_id, measure)
LEFT JOIN checked AS k ON k.figure_id = c.figure_id AND NOT c.is_computed
ORDER BY boundary, area_id, measure, date_to DESC NULLS LAST, figure_id;
