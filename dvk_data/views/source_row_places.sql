-- Where each row of a document but named models (see model_places) lies, by the boundaries a reader chose: the unit it was stated for, or
-- the unit of today that the place belongs to. Values are not carried over by this.
-- Written out once, since joining it anew would take each question a second.
-- one row per row of a document, place and boundary
CREATE TABLE source_row_places AS
WITH placed AS (
    SELECT r.figure_id, b.boundary,
        CASE b.boundary WHEN 'reported' THEN a.area_id ELSE a.current_area_id END AS area_id
    FROM source_rows AS r
    JOIN areas AS a USING (area_id)
    CROSS JOIN (VALUES ('reported'), ('current')) AS b (boundary)
    WHERE r.table_name NOT IN ('models', 'model_outcomes')
)
SELECT p.boundary, p.figure_id, p.area_id, n.district_id, n.province_id
FROM placed AS p
JOIN area_names AS n USING (area_id)
UNION ALL
SELECT p.boundary, o.figure_id, p.area_id, p.district_id, p.province_id
FROM model_places AS p
JOIN outcomes_numbered AS o USING (row_no)
WHERE p.area_id IS NOT NULL;
