-- Every stated outcome with what a reader can choose its model by, by the numbers of model_rows.
-- Written out once, by indicator: most questions are about one.
-- one row per figure
CREATE TABLE outcomes_numbered AS
SELECT r.row_no, o.indicator, o.unit, o.figure_id, o.value, o.flag, o.note, o.note_vi, o.source_id,
    r.model_id, r.name, r.domain, coalesce(r.owner_type, 'khong-neu') AS owner_type,
    coalesce(CAST(r.year AS VARCHAR), 'khong-neu') AS year, r.flag AS model_flag
FROM model_outcomes AS o
JOIN model_rows AS r USING (model_id)
ORDER BY o.indicator, o.unit, r.row_no, o.figure_id;
