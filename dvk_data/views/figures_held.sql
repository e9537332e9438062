-- What each unit holds with the units below it: figures, how many of them are on procedures and on
-- petitions, the documents that its rows come from, and the statements about it that were recomputed.
-- A named model counts as one figure, also where it is in several communes. Written out once.
-- one row per boundary and area that holds any
CREATE TABLE figures_held AS
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
)
SELECT boundary, area_id,
    CAST(coalesce(sum(figures), 0) AS BIGINT) AS figures,
    CAST(coalesce(sum(on_services), 0) AS BIGINT) AS on_services,
    CAST(coalesce(sum(on_petitions), 0) AS BIGINT) AS on_petitions,
    CAST(coalesce(sum(sources), 0) AS BIGINT) AS sources,
    CAST(coalesce(sum(checks), 0) AS BIGINT) AS checks
FROM held
WHERE area_id IS NOT NULL
GROUP BY ALL
ORDER BY boundary, area_id;
