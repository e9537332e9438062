-- Where each model is, by the boundaries a reader chose. A model whose place is not known has
-- one row without an area; a model in several communes has one row for each.
-- one row per model, place and boundary
CREATE VIEW models_placed AS
WITH placed AS (
    SELECT m.model_id, b.boundary,
        CASE b.boundary WHEN 'reported' THEN a.area_id ELSE a.current_area_id END AS area_id,
        a.conversion
    FROM models AS m
    CROSS JOIN (VALUES ('reported'), ('current')) AS b (boundary)
    LEFT JOIN model_areas AS ma USING (model_id)
    LEFT JOIN areas AS a ON a.area_id = ma.area_id
)
SELECT DISTINCT
    p.model_id, p.boundary, p.area_id, p.conversion,
    coalesce(n.province_id, CASE WHEN n.level = 'province' THEN n.area_id END) AS province_id,
    n.district_id,
    CASE WHEN n.level = 'commune' THEN n.area_id END AS commune_id
FROM placed AS p
LEFT JOIN area_names AS n USING (area_id);
