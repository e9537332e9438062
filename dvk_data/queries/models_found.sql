-- Which models meet the reader's choices, in the order they chose? By name, those that hold the
-- words typed just so come before those that hold them scattered.
-- one row per model
WITH places AS (
    SELECT p.model_id,
        string_agg(n.name, ', ' ORDER BY n.name COLLATE vi) AS place,
        min(CASE WHEN n.level = 'commune' THEN d.short_name END) AS district_name,
        min(CASE WHEN n.level <> 'province' THEN v.short_name END) AS province_name
    FROM model_places AS p
    JOIN area_names AS n USING (area_id)
    LEFT JOIN areas AS d ON d.area_id = n.district_id
    LEFT JOIN areas AS v ON v.area_id = n.province_id
    WHERE p.boundary = $boundary
    GROUP BY ALL
),
achieved AS (SELECT model_id, count(*) AS outcomes FROM model_outcomes GROUP BY ALL)
SELECT m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name, m.owner_type,
    concat_ws(', ', p.place, p.district_name, p.province_name) AS place,
    m.year, m.status, m.flag, coalesce(a.outcomes, 0) AS outcomes, s.title, s.url
FROM models_matching(
    $boundary, $area_id, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
    CAST($years AS VARCHAR[]), CAST($statuses AS VARCHAR[]), CAST($words AS VARCHAR[])
) AS m
JOIN sources AS s USING (source_id)
LEFT JOIN places AS p USING (model_id)
LEFT JOIN achieved AS a USING (model_id)
ORDER BY
    CASE WHEN $sort = 'name' THEN CASE
        WHEN contains(' ' || m.search_key || ' ', ' ' || array_to_string($words, ' ') || ' ') THEN 0
        WHEN contains(' ' || m.search_key, ' ' || array_to_string($words, ' ')) THEN 1
        ELSE 2 END END,
    CASE WHEN $sort = 'year' THEN m.year END DESC NULLS LAST,
    CASE WHEN $sort = 'domain' THEN m.domain END,
    CASE WHEN $sort = 'place' THEN concat_ws(' ', p.province_name, p.district_name, p.place) END
        COLLATE vi NULLS LAST,
    m.name COLLATE vi, m.model_id;
