-- Which overall scores and ranks of which index does a place state, year by year?
-- one row per index, year and source
SELECT i.figure_id, i.index_name, i.year, i.value, i.unit, i.rank, i.flag,
    s.title, s.publisher, s.url, s.published_date
FROM indices AS i
JOIN areas AS a USING (area_id)
JOIN sources AS s USING (source_id)
WHERE i.area_id = $area_id AND i.dimension = 'total'
    AND ($boundary = 'reported' OR a.system = '2025')
ORDER BY i.index_name, i.year DESC, i.value IS NULL, s.publisher;
