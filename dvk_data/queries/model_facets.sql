-- How many models does each further choice leave? Each facet ignores its own choice.
-- one row per facet and code
WITH chosen AS (
    SELECT CAST($domains AS VARCHAR[]) AS domains, CAST($owner_types AS VARCHAR[]) AS owner_types,
        CAST($years AS VARCHAR[]) AS years, CAST($statuses AS VARCHAR[]) AS statuses
),
matching AS (
    SELECT m.domain, coalesce(m.owner_type, 'khong-neu') AS owner_type,
        coalesce(CAST(m.year AS VARCHAR), 'khong-neu') AS year, m.status,
        len(c.domains) = 0 OR list_contains(c.domains, m.domain) AS domain_fits,
        len(c.owner_types) = 0
            OR list_contains(c.owner_types, coalesce(m.owner_type, 'khong-neu')) AS owner_fits,
        len(c.years) = 0
            OR list_contains(c.years, coalesce(CAST(m.year AS VARCHAR), 'khong-neu')) AS year_fits,
        len(c.statuses) = 0 OR list_contains(c.statuses, m.status) AS status_fits
    FROM models_matching(
        $boundary, $area_id, CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[]),
        CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[]), CAST($words AS VARCHAR[])
    ) AS m
    CROSS JOIN chosen AS c
)
SELECT 'domain' AS facet, domain AS code, count(*) AS models FROM matching
WHERE owner_fits AND year_fits AND status_fits GROUP BY ALL
UNION ALL
SELECT 'owner_type', owner_type, count(*) FROM matching
WHERE domain_fits AND year_fits AND status_fits GROUP BY ALL
UNION ALL
SELECT 'year', year, count(*) FROM matching
WHERE domain_fits AND owner_fits AND status_fits GROUP BY ALL
UNION ALL
SELECT 'status', status, count(*) FROM matching
WHERE domain_fits AND owner_fits AND year_fits GROUP BY ALL
ORDER BY facet, code;
