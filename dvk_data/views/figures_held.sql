-- How many figures each unit holds, with those of the units below it, and how many of them are on
-- procedures and on petitions. A named model counts as one figure, also where it is in several
-- communes. Written out once.
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
    UNION ALL
    SELECT boundary, area_id, models, 0, 0 FROM models_by_area
)
SELECT boundary, area_id, sum(figures) AS figures, sum(on_services) AS on_services,
    sum(on_petitions) AS on_petitions
FROM held
WHERE area_id IS NOT NULL
GROUP BY ALL
ORDER BY boundary, area_id;
