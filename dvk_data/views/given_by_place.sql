-- How many rows of which table each document gave, by year, for each unit with the units in it; without
-- a unit all that it gave. Written out once.
-- one row per boundary and area (or neither), document, table and year
CREATE TABLE given_by_place AS
WITH placed AS (
    SELECT DISTINCT boundary, figure_id,
        unnest(list_distinct([area_id, district_id, province_id])) AS area_id
    FROM source_row_places
)
SELECT NULL AS boundary, NULL AS area_id, source_id, table_name, year, count(*) AS rows
FROM source_rows
GROUP BY ALL
UNION ALL
SELECT p.boundary, p.area_id, r.source_id, r.table_name, r.year, count(*)
FROM placed AS p
JOIN source_rows AS r USING (figure_id)
WHERE p.area_id IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT p.boundary, p.area_id, r.source_id, 'models', r.year, count(*)
FROM models_held AS p
JOIN model_rows AS r USING (row_no)
GROUP BY ALL
ORDER BY boundary, area_id, source_id;
