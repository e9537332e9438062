-- How many named models does a place hold, in all years?
-- one row
SELECT count(DISTINCT model_id) AS models
FROM model_places
WHERE boundary = $boundary AND $area_id IN (area_id, commune_id, district_id, province_id);
