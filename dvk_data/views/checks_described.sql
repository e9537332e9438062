-- Every recomputed statement with the year and the part of a place that it speaks of.
-- one row per check
CREATE TABLE checks_described AS
SELECT k.*, year(coalesce(k.date_to, k.date_from, make_date(r.year, 12, 31))) AS year, r.part
FROM checks AS k
JOIN source_rows AS r USING (figure_id);
