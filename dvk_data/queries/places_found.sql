-- Which units match the folded words a person typed? A name that is just these words comes first,
-- then names that hold them in this order, then those that hold figures.
-- one row per area
SELECT n.area_id, n.name, n.level, n.system, n.district_name, n.province_name,
    h.figures
FROM area_names AS n
JOIN units_held AS h ON h.area_id = n.area_id AND h.boundary = $boundary
WHERE len(list_filter($words, lambda word: NOT contains(' ' || n.search_key, ' ' || word))) = 0
    AND n.level <> 'nation'
ORDER BY
    NOT ends_with(' ' || n.search_key, ' ' || array_to_string($words, ' ')),
    NOT contains(' ' || n.search_key, ' ' || array_to_string($words, ' ')),
    h.figures DESC, n.level = 'commune', n.system, n.name COLLATE vi,
    n.province_name COLLATE vi
LIMIT $at_most;
