-- What is known of each unit by subject and year: how many figures, how many of them are not plainly
-- reported or contradicted, how many only units further below state, of when the newest is, and which
-- they are where a reader can look through them. A named model counts for every unit it lies in.
-- Written out once.
-- one row per boundary, unit, subject and year
CREATE TABLE coverage_by_unit AS
WITH held AS (
    SELECT boundary, subject, figure_id, area_id, year, coalesce(date_to, date_from) AS as_of, flag
    FROM figures_at
    UNION ALL
    SELECT b.boundary, 'indices', i.figure_id, i.area_id, i.year, make_date(i.year, 12, 31), i.flag
    FROM indices AS i
    JOIN areas AS a USING (area_id)
    JOIN (VALUES ('reported'), ('current')) AS b (boundary)
        ON b.boundary = 'reported' OR a.system = '2025'
),
placed AS (
    SELECT *, area_id AS unit_id, true AS is_own FROM held
    UNION
    SELECT h.*, a.parent_id, false FROM held AS h JOIN areas AS a USING (area_id)
    UNION
    SELECT h.*, a.province_id, false FROM held AS h JOIN areas AS a USING (area_id)
    WHERE a.level <> 'province'
),
judged AS (
    SELECT p.*, p.flag = 'contradicted'
        OR p.figure_id IN (SELECT figure_id FROM checks WHERE NOT agrees) AS is_contradicted
    FROM placed AS p
    WHERE p.unit_id IS NOT NULL
)
SELECT boundary, unit_id, subject, year,
    count(*) FILTER (is_own) AS figures,
    count(*) FILTER (is_own AND flag <> 'reported' AND NOT is_contradicted) AS unsure,
    count(*) FILTER (is_own AND is_contradicted) AS contradicted,
    count(*) FILTER (NOT is_own) AS below,
    max(as_of) FILTER (is_own) AS as_of,
    CASE WHEN count(*) FILTER (is_own) <= 300
        THEN list(figure_id ORDER BY figure_id) FILTER (is_own) END AS figure_ids
FROM judged
GROUP BY ALL
UNION ALL
SELECT boundary, area_id, 'models', year, CAST(sum(models) AS BIGINT),
    CAST(sum(unsure - contradicted) AS BIGINT), CAST(sum(contradicted) AS BIGINT), 0,
    make_date(year, 12, 31),
    CASE WHEN sum(models) <= 300 THEN list_sort(flatten(list(model_ids))) END
FROM models_by_area
GROUP BY ALL
ORDER BY boundary, unit_id, subject, year;
