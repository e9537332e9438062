-- Of how many models does a source state an outcome, for each further choice of a reader?
-- Each facet ignores its own choice. The facet 'indicator' speaks of every indicator, the others of
-- the one chosen in its unit.
-- one row per facet, code and unit, the most often stated first
WITH chosen AS (
    SELECT CAST($domains AS VARCHAR[]) AS domains, CAST($owner_types AS VARCHAR[]) AS owner_types,
        CAST($years AS VARCHAR[]) AS years
),
stated AS (
    SELECT DISTINCT m.model_id, m.domain, coalesce(m.owner_type, 'khong-neu') AS owner_type,
        coalesce(CAST(m.year AS VARCHAR), 'khong-neu') AS year, o.indicator, o.unit,
        o.indicator = $indicator AND o.unit = $unit AS indicator_fits,
        len(c.domains) = 0 OR list_contains(c.domains, m.domain) AS domain_fits,
        len(c.owner_types) = 0
            OR list_contains(c.owner_types, coalesce(m.owner_type, 'khong-neu')) AS owner_fits,
        len(c.years) = 0
            OR list_contains(c.years, coalesce(CAST(m.year AS VARCHAR), 'khong-neu')) AS year_fits
    FROM models_matching(
        $boundary, $area_id, CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[]),
        CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[])
    ) AS m
    JOIN model_outcomes AS o USING (model_id)
    CROSS JOIN chosen AS c
)
SELECT 'indicator' AS facet, indicator AS code, unit, count(DISTINCT model_id) AS models FROM stated
WHERE domain_fits AND owner_fits AND year_fits GROUP BY ALL
UNION ALL
SELECT 'domain', domain, $unit, count(DISTINCT model_id) FROM stated
WHERE indicator_fits AND owner_fits AND year_fits GROUP BY ALL
UNION ALL
SELECT 'owner_type', owner_type, $unit, count(DISTINCT model_id) FROM stated
WHERE indicator_fits AND domain_fits AND year_fits GROUP BY ALL
UNION ALL
SELECT 'year', year, $unit, count(DISTINCT model_id) FROM stated
WHERE indicator_fits AND domain_fits AND owner_fits GROUP BY ALL
ORDER BY facet, models DESC, code, unit;
