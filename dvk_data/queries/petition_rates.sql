-- What share of petitions was resolved: as stated, and recomputed from two counts of the same source?
-- What resolved is a share of says rates_of_petitions.sql.
-- one row per period, source, body, kind of petition and unit
SELECT r.* EXCLUDE (boundary), n.name, n.short_name, n.level, n.system, n.province_name,
    s.title, s.publisher, s.url, s.published_date
FROM rates_of_petitions AS r
JOIN area_names AS n USING (area_id)
JOIN sources AS s USING (source_id)
WHERE r.boundary = $boundary AND r.area_id = $area_id
ORDER BY r.date_to DESC NULLS LAST, r.source_id, r.part NULLS FIRST, r.aspect <> 'all',
    r.aspect, r.counted_in;
