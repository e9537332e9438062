-- What does a place report for the headline measures of a year, and what was it before?
-- How one of several figures is chosen says headlines.sql.
-- one row per headline measure that is reported
SELECT h.* EXCLUDE (boundary), s.title, s.publisher, s.url, s.published_date
FROM headlines AS h
JOIN sources AS s USING (source_id)
WHERE h.boundary = $boundary AND h.area_id = $area_id AND h.year = $year
ORDER BY h.subject, h.measure;
