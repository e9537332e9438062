-- How many units are there at a level of a system, in the country or in one province?
-- one row
SELECT count(*) AS units
FROM areas
WHERE level = $level AND system = $system
    AND ($province_id IS NULL OR province_id = $province_id);
