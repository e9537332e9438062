-- Where the rows lie whose statements were recomputed, by the boundaries a reader chose.
-- one row per check, place and boundary
CREATE TABLE check_places AS
SELECT k.check_id, p.boundary, p.area_id, p.district_id, p.province_id
FROM checks AS k
JOIN source_row_places AS p USING (figure_id);
