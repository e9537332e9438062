-- How many named models does a place (or the whole country) hold in a year (or in all years)?
-- one row
SELECT count(DISTINCT p.model_id) AS models
FROM model_places AS p
JOIN models AS m USING (model_id)
WHERE p.boundary = $boundary
    AND ($area_id IS NULL OR $area_id IN (p.area_id, p.commune_id, p.district_id, p.province_id))
    AND ($year IS NULL OR m.year = $year);
