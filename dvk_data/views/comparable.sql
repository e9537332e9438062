-- What can be compared between places: stated figures of whole areas, and what named models add up
-- to. Sums over several years are left out, but for what is in force at their end: a place must not
-- lead because it counted longer. Petitions and dossiers of a part of a year are left out as well:
-- the pages of these subjects compare like periods. Of several figures for one place, year and measure the longest
-- period comes first, then the latest cut-off; the others stand on the overview of the place.
-- `figure_ids` are the figures, or the named models that were counted: none where there are more than a
-- reader can look through. Written out once, like model_rows.
-- one row per boundary, subject, measure, unit, area, year and aspect
CREATE TABLE comparable AS
WITH stated AS (
    SELECT boundary, subject, measure, unit, area_id, year, aspect, value, date_from, date_to, flag,
        is_converted, figure_id, source_id,
        row_number() OVER (
            PARTITION BY boundary, subject, measure, unit, area_id, year, aspect
            ORDER BY coalesce(date_diff('day', date_from, date_to), 0) DESC,
                date_to DESC NULLS LAST, award_level NULLS FIRST, source_id, figure_id
        ) AS preference
    FROM figures_at
    WHERE part IS NULL AND entity_type = 'all' AND registrant_type = 'all' AND year IS NOT NULL
        AND area_id IS NOT NULL
        AND (measure = 'maintained' OR coalesce(date_diff('day', date_from, date_to), 0) <= 366)
        AND (subject = 'model_counts' OR unit IN ('percent', 'point', 'rank') OR date_from IS NULL
            OR date_diff('day', date_from, date_to) >= 300)
),
named AS (
    SELECT boundary, area_id, year, coalesce(domain, 'all') AS aspect, sum(models) AS models,
        CASE WHEN bool_and(model_ids IS NOT NULL) AND sum(models) <= 300
            THEN flatten(list(model_ids)) ELSE [] END AS model_ids
    FROM models_by_area
    WHERE year IS NOT NULL
    GROUP BY GROUPING SETS ((boundary, area_id, year, domain), (boundary, area_id, year))
)
SELECT boundary, subject, measure, unit, area_id, year, aspect, value, date_from, date_to, flag,
    is_converted, [figure_id] AS figure_ids, source_id
FROM stated
WHERE preference = 1
UNION ALL
SELECT boundary, 'models', 'named', 'item', area_id, year, aspect, CAST(models AS DOUBLE),
    make_date(year, 1, 1), make_date(year, 12, 31), 'reported', false, list_sort(model_ids), NULL
FROM named
ORDER BY boundary, subject, measure, unit, area_id, year, aspect;
