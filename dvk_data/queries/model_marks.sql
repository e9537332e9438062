-- Which models bear which word, code, place or outcome, of those numbered from $first to $last?
-- Places are units of either boundaries and all units above them; a choice for what is not stated is
-- 'khong-neu'.
-- one row per kind of mark and code
WITH numbered AS (
    FROM model_rows WHERE row_no BETWEEN $first AND $last
),
words AS (
    SELECT row_no, unnest(list_distinct(string_split(search_key, ' '))) AS word FROM numbered
),
placed AS (
    SELECT n.row_no, p.boundary,
        unnest(list_distinct([p.area_id, p.commune_id, p.district_id, p.province_id])) AS area_id
    FROM numbered AS n
    JOIN model_places AS p USING (row_no)
),
marks AS (
    SELECT 'word' AS kind, word AS code, row_no FROM words
    UNION ALL SELECT 'domain', domain, row_no FROM numbered
    UNION ALL SELECT 'owner_type', coalesce(owner_type, 'khong-neu'), row_no FROM numbered
    UNION ALL SELECT 'year', coalesce(CAST(year AS VARCHAR), 'khong-neu'), row_no FROM numbered
    UNION ALL SELECT 'status', status, row_no FROM numbered
    UNION ALL SELECT 'certainty',
        CASE WHEN starts_with(flag, 'inferred') OR domain_is_inferred AND flag = 'reported'
            THEN 'inferred' ELSE flag END, row_no
    FROM numbered
    UNION ALL SELECT DISTINCT boundary, area_id, row_no FROM placed WHERE area_id IS NOT NULL
    UNION ALL SELECT DISTINCT 'outcome', o.indicator || ' ' || o.unit, n.row_no
    FROM numbered AS n
    JOIN outcomes_numbered AS o USING (row_no)
)
SELECT kind, code, list_sort(list(row_no)) AS rows
FROM marks
GROUP BY ALL
ORDER BY kind, code;
