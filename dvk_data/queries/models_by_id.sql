-- Which models are these that a mark counts?
-- one row per model
SELECT m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name, m.owner_type, m.year, m.status,
    concat_ws(
        ', ', n.name,
        CASE WHEN n.level = 'commune' THEN n.district_name END,
        CASE WHEN n.level <> 'province' THEN n.province_name END
    ) AS place,
    (SELECT count(*) FROM model_outcomes AS o WHERE o.model_id = m.model_id) AS outcomes
FROM models AS m
LEFT JOIN area_names AS n USING (area_id)
WHERE list_contains(CAST($model_ids AS VARCHAR[]), m.model_id)
ORDER BY m.year DESC, m.name COLLATE vi, m.model_id;
