-- What each unit holds with the units below it: figures, how many of them are on procedures and on
-- petitions, the documents that its rows come from, and the statements about it that were recomputed.
-- A named model counts as one figure, also where it is in several communes. In the boundaries of today
-- there are only units of today. `position` is that in Vietnamese order. Written out once.
-- one row per boundary and area
CREATE TABLE units_held AS
WITH stated AS (
    SELECT boundary, subject, figure_id, area_id FROM figures_at
),
rolled_up AS (
    FROM stated
    UNION
    SELECT s.boundary, s.subject, s.figure_id, a.parent_id
    FROM stated AS s JOIN areas AS a USING (area_id)
    UNION
    SELECT s.boundary, s.subject, s.figure_id, a.province_id
    FROM stated AS s JOIN areas AS a USING (area_id)
),
held AS (
    SELECT boundary, area_id, count(*) AS figures,
        count(*) FILTER (subject = 'service_kpis') AS on_services,
        count(*) FILTER (subject = 'petitions') AS on_petitions
    FROM rolled_up
    GROUP BY ALL
    UNION ALL BY NAME
    SELECT boundary, area_id, models AS figures FROM models_by_area
    UNION ALL BY NAME
    SELECT boundary, area_id, count(DISTINCT source_id) AS sources FROM given_by_place GROUP BY ALL
    UNION ALL BY NAME
    SELECT boundary, unit_id AS area_id, count(DISTINCT check_id) AS checks
    FROM (
        SELECT boundary, check_id, unnest([area_id, district_id, province_id]) AS unit_id
        FROM check_places
    )
    GROUP BY ALL
),
whole AS (
    SELECT boundary, area_id, sum(figures) AS figures, sum(on_services) AS on_services,
        sum(on_petitions) AS on_petitions, sum(sources) AS sources, sum(checks) AS checks
    FROM held
    GROUP BY ALL
),
units AS (
    SELECT b.boundary, a.*
    FROM areas AS a
    JOIN (VALUES ('reported'), ('current')) AS b (boundary)
        ON b.boundary = 'reported' OR a.system = '2025'
)
SELECT u.boundary, u.parent_id, u.area_id, u.level, u.system, u.name, u.short_name,
    CAST(coalesce(w.figures, 0) AS BIGINT) AS figures,
    CAST(coalesce(w.on_services, 0) AS BIGINT) AS on_services,
    CAST(coalesce(w.on_petitions, 0) AS BIGINT) AS on_petitions,
    CAST(coalesce(w.sources, 0) AS BIGINT) AS sources,
    CAST(coalesce(w.checks, 0) AS BIGINT) AS checks,
    row_number() OVER (ORDER BY u.short_name COLLATE vi, u.system, u.area_id) AS position
FROM units AS u
LEFT JOIN whole AS w USING (boundary, area_id)
ORDER BY boundary, parent_id, position;
