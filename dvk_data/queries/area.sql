-- What is this unit, what are the units above it, and what is it today?
-- one row per area
SELECT * EXCLUDE (communes) FROM area_names WHERE area_id = $area_id;
