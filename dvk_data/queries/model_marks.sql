-- Which models bear which word, code, place or outcome, of those numbered from $first to $last?
-- Places are units of either boundaries and all units above them; a choice for what is not stated is
-- 'khong-neu'. Each table is asked for the numbers itself: joined to one another they take ten times as
-- long.
-- one row per kind of mark and code
WITH numbered AS (
    FROM model_rows WHERE row_no BETWEEN $first AND $last
),
placed AS (
    SELECT row_no, boundary,
        unnest(list_distinct([area_id, commune_id, district_id, province_id])) AS area_id
    FROM model_places
    WHERE row_no BETWEEN $first AND $last
),
marks AS (
    SELECT 'word' AS kind, unnest(list_distinct(string_split(search_key, ' '))) AS code, row_no
    FROM numbered
    UNION ALL SELECT 'domain', domain, row_no FROM numbered
    UNION ALL SELECT 'owner_type', coalesce(owner_type, 'khong-neu'), row_no FROM numbered
    UNION ALL SELECT 'year', coalesce(CAST(year AS VARCHAR), 'khong-neu'), row_no FROM numbered
    UNION ALL SELECT 'status', status, row_no FROM numbered
    UNION ALL SELECT 'certainty',
        CASE WHEN starts_with(flag, 'inferred') OR domain_is_inferred AND flag = 'reported'
            THEN 'inferred' ELSE flag END, row_no
    FROM numbered
    UNION ALL SELECT DISTINCT boundary, area_id, row_no FROM placed WHERE area_id IS NOT NULL
    UNION ALL SELECT DISTINCT 'outcome', indicator || ' ' || unit, row_no
    FROM outcomes_numbered
    WHERE row_no BETWEEN $first AND $last
)
SELECT kind, code, list_sort(list(row_no)) AS rows
FROM marks
GROUP BY ALL
ORDER BY kind, code;
