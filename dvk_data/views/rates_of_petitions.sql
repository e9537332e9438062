-- What share of petitions was resolved: as stated, and recomputed from two counts of the same source?
-- What resolved is a share of: within competence; else a step before it, where the check of the stated
-- rate comes out with it or resolved and pending make it up. Written out once, by place.
-- one row per boundary, place, period, source, body, kind of petition and unit
CREATE TABLE rates_of_petitions AS
WITH here AS (
    SELECT boundary, area_id, source_id, part, measure, aspect, date_from, date_to, year, value,
        unit, flag, is_converted, figure_id
    FROM figures_at
    WHERE subject = 'petitions' AND area_id IS NOT NULL
),
stated AS (
    SELECT h.*, k.agrees, k.part_ids, k.check_id,
        k.statement_vi, k.statement_en, k.explanation_vi, k.explanation_en
    FROM here AS h
    LEFT JOIN checks AS k ON k.figure_id = h.figure_id AND k.rule = 'resolved_rate_of_petitions'
    WHERE h.measure = 'resolved_rate'
),
divided AS (
    SELECT n.boundary, n.area_id, n.source_id, n.part, n.aspect, n.date_from, n.date_to, n.year,
        n.is_converted, n.unit AS counted_in, n.figure_id AS resolved_id, n.value AS resolved, n.flag,
        d.figure_id AS base_id, d.measure AS base, d.value AS base_value,
        s.figure_id AS stated_id, s.value AS stated, s.agrees, s.check_id,
        s.statement_vi, s.statement_en, s.explanation_vi, s.explanation_en
    FROM here AS n
    JOIN here AS d
        ON d.boundary = n.boundary AND d.area_id = n.area_id AND d.source_id = n.source_id
        AND d.unit = n.unit AND d.part IS NOT DISTINCT FROM n.part AND d.aspect = n.aspect
        AND d.date_from IS NOT DISTINCT FROM n.date_from
        AND d.date_to IS NOT DISTINCT FROM n.date_to
        AND d.measure IN ('within_jurisdiction', 'eligible', 'received')
        AND d.value > 0 AND d.value >= n.value
    LEFT JOIN stated AS s
        ON s.boundary = n.boundary AND s.area_id = n.area_id AND s.source_id = n.source_id
        AND s.part IS NOT DISTINCT FROM n.part AND s.aspect = n.aspect
        AND s.date_from IS NOT DISTINCT FROM n.date_from
        AND s.date_to IS NOT DISTINCT FROM n.date_to
        AND (s.part_ids IS NULL OR list_contains(s.part_ids, n.figure_id))
    LEFT JOIN here AS p
        ON p.boundary = n.boundary AND p.area_id = n.area_id AND p.source_id = n.source_id
        AND p.unit = n.unit AND p.part IS NOT DISTINCT FROM n.part AND p.aspect = n.aspect
        AND p.date_from IS NOT DISTINCT FROM n.date_from
        AND p.date_to IS NOT DISTINCT FROM n.date_to AND p.measure = 'pending'
    WHERE n.measure = 'resolved'
        AND (d.measure = 'within_jurisdiction' OR n.value + p.value = d.value
            OR s.agrees AND list_contains(s.part_ids, d.figure_id))
    QUALIFY row_number() OVER (
        PARTITION BY n.boundary, n.figure_id, n.area_id
        ORDER BY d.measure <> 'within_jurisdiction', d.measure <> 'eligible'
    ) = 1
)
SELECT *, 100 * resolved / base_value AS computed FROM divided
UNION ALL BY NAME
SELECT boundary, area_id, source_id, part, aspect, date_from, date_to, year, is_converted, flag,
    figure_id AS stated_id, value AS stated, agrees, check_id,
    statement_vi, statement_en, explanation_vi, explanation_en
FROM stated AS s
WHERE NOT EXISTS (
    FROM divided AS d WHERE d.boundary = s.boundary AND d.stated_id = s.figure_id
)
ORDER BY boundary, area_id, date_to DESC NULLS LAST, source_id, part NULLS FIRST, aspect <> 'all',
    aspect, counted_in;
