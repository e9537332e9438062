-- How many models and figures each document states of the units of a province, by year. Written out once.
-- one row per boundary, province, year, document and kind
CREATE TABLE given_by_province AS
WITH stated AS (
    SELECT DISTINCT f.boundary, coalesce(a.province_id, a.area_id) AS province_id, f.year,
        f.source_id, false AS is_model, f.figure_id AS id
    FROM figures_at AS f
    JOIN areas AS a USING (area_id)
    WHERE a.level <> 'nation'
    UNION ALL
    SELECT DISTINCT p.boundary, p.province_id, r.year, r.source_id, true, r.model_id
    FROM model_places AS p
    JOIN model_rows AS r USING (row_no)
    WHERE p.province_id IS NOT NULL
)
SELECT boundary, province_id, year, source_id, is_model, count(*) AS stated
FROM stated
GROUP BY ALL
ORDER BY ALL;
