-- Where each model is, by the boundaries a reader chose. A model whose place is not known has one row
-- for each boundaries without an area; a model in several communes has one row for each. Written out
-- once, by the numbers of model_rows.
-- one row per model, place and boundary
CREATE TABLE model_places AS
WITH in_several AS (
    SELECT model_id, true AS is_in_several FROM model_areas GROUP BY ALL HAVING count(*) > 1
),
placed AS (
    SELECT r.row_no, a.area_id, a.current_area_id, a.conversion, s.is_in_several
    FROM model_rows AS r
    LEFT JOIN model_areas AS ma USING (model_id)
    LEFT JOIN areas AS a ON a.area_id = ma.area_id
    LEFT JOIN in_several AS s USING (model_id)
),
then_and_now AS (
    SELECT row_no, 'reported' AS boundary, area_id, conversion FROM placed
    UNION ALL
    SELECT row_no, 'current', current_area_id, conversion FROM placed
    WHERE is_in_several IS NULL
    UNION ALL
    SELECT DISTINCT row_no, 'current', current_area_id, conversion FROM placed
    WHERE is_in_several
),
in_order AS (FROM then_and_now ORDER BY row_no, boundary)
SELECT p.row_no, p.boundary, p.area_id, p.conversion,
    coalesce(n.province_id, CASE WHEN n.level = 'province' THEN n.area_id END) AS province_id,
    n.district_id,
    CASE WHEN n.level = 'commune' THEN n.area_id END AS commune_id
FROM in_order AS p
LEFT JOIN area_names AS n USING (area_id);
