-- Which units match the folded words a person typed? Those with figures come first.
-- one row per area
WITH stated AS (
    SELECT area_id, count(*) AS figures
    FROM (
        SELECT area_id FROM figures_at WHERE boundary = $boundary
        UNION ALL
        SELECT area_id FROM model_places WHERE boundary = $boundary
    )
    GROUP BY ALL
)
SELECT n.area_id, n.name, n.level, n.system, n.district_name, n.province_name,
    CAST(coalesce(s.figures, 0) AS BIGINT) AS figures
FROM area_names AS n
LEFT JOIN stated AS s USING (area_id)
WHERE len(list_filter($words, lambda word: NOT contains(' ' || n.search_key, ' ' || word))) = 0
    AND n.level <> 'nation'
    AND ($boundary = 'reported' OR n.system = '2025')
ORDER BY
    coalesce(s.figures, 0) DESC, n.level = 'commune', n.system, n.name COLLATE vi, n.province_name COLLATE vi
LIMIT $at_most;
