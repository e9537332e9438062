-- What can be compared between places: stated figures of whole areas, and what named models add up
-- to. Sums over several years are left out, but for what is in force at their end: a place must not
-- lead because it counted longer. Petitions and dossiers of a part of a year are left out as well:
-- the pages of these subjects compare like periods. Of several figures for one place, year and measure the longest
-- period comes first, then the latest cut-off; the others stand on the overview of the place.
-- `figure_ids` are the figures, or the named models that were counted.
-- one row per boundary, subject, measure, unit, area, year and aspect
CREATE VIEW comparable AS
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
model_units AS (
    SELECT DISTINCT p.boundary, p.model_id, u.area_id
    FROM model_places AS p
    CROSS JOIN LATERAL (
        SELECT unnest([p.commune_id, p.district_id, p.province_id]) AS area_id
    ) AS u
    WHERE u.area_id IS NOT NULL
),
named AS (
    SELECT u.boundary, u.area_id, m.year, m.domain, u.model_id, m.flag
    FROM model_units AS u
    JOIN models AS m USING (model_id)
    WHERE m.year IS NOT NULL
)
SELECT boundary, subject, measure, unit, area_id, year, aspect, value, date_from, date_to, flag,
    is_converted, [figure_id] AS figure_ids, source_id
FROM stated
WHERE preference = 1
UNION ALL
SELECT boundary, 'models', 'named', 'item', area_id, year, coalesce(domain, 'all'),
    count(DISTINCT model_id), make_date(year, 1, 1), make_date(year, 12, 31), 'reported', false,
    list(DISTINCT model_id ORDER BY model_id), NULL
FROM named
GROUP BY GROUPING SETS ((boundary, area_id, year, domain), (boundary, area_id, year));
