-- Which units directly below a unit (or which provinces) hold models that state an indicator?
-- one row per area with such models, in Vietnamese order
WITH found AS (
    SELECT DISTINCT p.model_id, p.province_id, p.district_id, p.commune_id
    FROM models_matching(
        $boundary, NULL, CAST($domains AS VARCHAR[]), CAST($owner_types AS VARCHAR[]),
        CAST($years AS VARCHAR[]), CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[])
    ) AS m
    JOIN model_places AS p USING (model_id)
    WHERE p.boundary = $boundary AND EXISTS (
        FROM model_outcomes AS o
        WHERE o.model_id = m.model_id AND o.indicator = $indicator AND o.unit = $unit
    )
),
counted AS (
    SELECT area_id, count(DISTINCT model_id) AS models
    FROM (
        SELECT province_id AS area_id, model_id FROM found
        UNION ALL SELECT district_id, model_id FROM found
        UNION ALL SELECT commune_id, model_id FROM found
    )
    WHERE area_id IS NOT NULL
    GROUP BY ALL
)
SELECT a.area_id, a.name, a.short_name, a.system, c.models
FROM counted AS c
JOIN areas AS a USING (area_id)
WHERE $parent_id IS NULL AND a.level = 'province' OR a.parent_id = $parent_id
ORDER BY a.short_name COLLATE vi, a.system;
