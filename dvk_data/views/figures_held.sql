-- How many figures each unit holds, with those of the units below it. A named model counts as one
-- figure, also where it is in several communes.
-- one row per boundary and area that holds any
CREATE VIEW figures_held AS
WITH stated AS (
    SELECT boundary, figure_id AS id, area_id FROM figures_at
    UNION ALL
    SELECT boundary, model_id, area_id FROM model_places
),
rolled_up AS (
    SELECT boundary, id, area_id FROM stated
    UNION
    SELECT s.boundary, s.id, a.parent_id FROM stated AS s JOIN areas AS a USING (area_id)
    UNION
    SELECT s.boundary, s.id, a.province_id FROM stated AS s JOIN areas AS a USING (area_id)
)
SELECT boundary, area_id, count(*) AS figures
FROM rolled_up
WHERE area_id IS NOT NULL
GROUP BY ALL;
