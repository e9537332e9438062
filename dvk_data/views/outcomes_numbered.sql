-- Every stated outcome by the number of its model in model_rows. Written out once, by indicator: most
-- questions are about one.
-- one row per figure
CREATE TABLE outcomes_numbered AS
SELECT n.row_no, o.indicator, o.unit, o.figure_id, o.source_id
FROM model_outcomes AS o
JOIN model_numbers AS n USING (model_id)
ORDER BY o.indicator, o.unit, n.row_no, o.figure_id;
