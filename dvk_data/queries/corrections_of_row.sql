-- What was corrected in this figure or model, from what to what, why, and who says so?
-- one row per corrected cell
SELECT * FROM corrections WHERE row_key = $row_key ORDER BY column_name;
