-- How many computed rates of whole places are there, by level, unit and kind of petition?
-- one row per level, unit and kind
SELECT n.level, r.counted_in, r.aspect, count(*) AS rates
FROM rates_of_petitions AS r
JOIN area_names AS n USING (area_id)
WHERE r.boundary = $boundary AND r.computed IS NOT NULL AND (r.part IS NULL OR r.part = n.level)
GROUP BY ALL
ORDER BY ALL;
