-- In which units below a place do statements of a year not add up, and how many in each?
-- one row per unit below
SELECT a.area_id, a.name, count(*) AS differing
FROM checks AS k
JOIN areas AS a USING (area_id)
WHERE k.agrees = false AND year(coalesce(k.date_to, k.date_from)) = $year
    AND k.area_id <> $area_id AND $area_id IN (a.parent_id, a.province_id)
    AND ($boundary = 'reported' OR a.system = '2025')
GROUP BY a.area_id, a.name
ORDER BY differing DESC, a.area_id;
