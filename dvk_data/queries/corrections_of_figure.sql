-- What was corrected in this figure, from what to what, why, and who says so?
-- one row per corrected cell
SELECT * FROM corrections WHERE row_key = $figure_id ORDER BY column_name;
