-- How many figures each unit holds, with those of the units below it. A named model counts as one
-- figure, also where it is in several communes. Written out once.
-- one row per boundary and area that holds any
CREATE TABLE figures_held AS
WITH stated AS (
    SELECT boundary, figure_id, area_id FROM figures_at
),
rolled_up AS (
    FROM stated
    UNION
    SELECT s.boundary, s.figure_id, a.parent_id FROM stated AS s JOIN areas AS a USING (area_id)
    UNION
    SELECT s.boundary, s.figure_id, a.province_id FROM stated AS s JOIN areas AS a USING (area_id)
),
held AS (
    SELECT boundary, area_id, count(*) AS figures FROM rolled_up GROUP BY ALL
    UNION ALL
    SELECT boundary, area_id, models FROM models_by_area
)
SELECT boundary, area_id, sum(figures) AS figures
FROM held
WHERE area_id IS NOT NULL
GROUP BY ALL
ORDER BY boundary, area_id;
