-- Figures by the boundaries a reader chose: as reported, or of today (since 1 July 2025).
-- Today's units get their own figures, those of an old unit that lives on alone and unsplit, and
-- counts summed where every old part states the same count; rates, scores and ranks are not summed.
-- Written out once, by place: most questions are about one.
-- one row per figure and boundary
CREATE TABLE figures_at AS
WITH old_parts AS (
    SELECT area_id_2025 AS area_id, count(*) AS parts, bool_or(is_split) AS any_split
    FROM area_links
    GROUP BY ALL
),
whole AS (
    SELECT a.area_id, a.current_area_id, o.parts
    FROM areas AS a
    JOIN old_parts AS o ON o.area_id = a.current_area_id AND NOT o.any_split
    WHERE a.conversion = 'converted'
)
SELECT 'reported' AS boundary, false AS is_converted, * FROM figures
UNION ALL
SELECT 'current', false, f.* FROM figures AS f
JOIN areas AS a USING (area_id)
WHERE a.conversion = 'unchanged' AND a.system = '2025'
UNION ALL
SELECT 'current', false, f.* REPLACE ('2025-nation-VN' AS area_id) FROM figures AS f
WHERE f.area_id = '2004-nation-VN'
UNION ALL
SELECT 'current', true, f.* REPLACE (w.current_area_id AS area_id) FROM figures AS f
JOIN whole AS w USING (area_id)
WHERE w.parts = 1 AND f.unit NOT IN ('percent', 'point', 'rank')
UNION ALL
SELECT
    'current', true, string_agg(f.figure_id, '+' ORDER BY f.figure_id), f.subject, min(f.source_id), w.current_area_id, f.part,
    f.measure, f.aspect, f.entity_type, f.registrant_type, f.award_level, f.date_from, f.date_to, f.year,
    sum(f.value), f.unit,
    coalesce(min(f.flag) FILTER (f.flag <> 'reported'), 'reported'), NULL, NULL
FROM figures AS f
JOIN whole AS w USING (area_id)
WHERE w.parts > 1 AND f.unit NOT IN ('percent', 'point', 'rank')
GROUP BY
    f.subject, w.current_area_id, w.parts, f.part, f.measure, f.aspect, f.entity_type,
    f.registrant_type, f.award_level, f.date_from, f.date_to, f.year, f.unit
HAVING count(DISTINCT f.area_id) = w.parts AND count(*) = w.parts
ORDER BY boundary, area_id, subject, measure, date_to, figure_id;
