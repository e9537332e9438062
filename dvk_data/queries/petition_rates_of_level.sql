-- What share of petitions of a kind, counted in a unit, did each place of a level resolve?
-- Of each place the newest period of half a year or more: of a short one less is resolved; it stands in
-- where nothing else does. The columns of petition_rates.sql.
-- one row per place, the highest share first
SELECT r.* EXCLUDE (boundary), n.name, n.short_name, n.level, n.system, n.province_name,
    s.title, s.publisher, s.url, s.published_date
FROM rates_of_petitions AS r
JOIN area_names AS n USING (area_id)
JOIN sources AS s USING (source_id)
WHERE r.boundary = $boundary AND n.level = $level AND r.counted_in = $counted_in
    AND r.aspect = $aspect AND r.computed IS NOT NULL AND (r.part IS NULL OR r.part = n.level)
QUALIFY row_number() OVER (
    PARTITION BY r.area_id
    ORDER BY coalesce(round((date_diff('day', r.date_from, r.date_to) + 1) / 30.4375) < 6, true),
        r.date_to DESC NULLS LAST, r.source_id, r.part NULLS FIRST
) = 1
ORDER BY r.computed DESC, coalesce(round((date_diff('day', r.date_from, r.date_to) + 1) / 30.4375) < 6, true),
    r.date_to DESC NULLS LAST, r.area_id;
