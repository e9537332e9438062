-- Which documents gave rows of which tables, and how many of them for a place and year?
-- With what came of checking the statements of each document.
-- one row per document and table, documents with most rows first
WITH given AS (
    SELECT source_id, table_name,
        CAST(sum(rows) FILTER (area_id IS NULL) AS BIGINT) AS rows,
        CAST(coalesce(sum(rows) FILTER (
            area_id IS NOT DISTINCT FROM $area_id AND ($year IS NULL OR year = $year)
        ), 0) AS BIGINT) AS matching,
        min(year) AS first_year, max(year) AS last_year
    FROM given_by_place
    WHERE area_id IS NULL OR boundary = $boundary AND area_id = $area_id
    GROUP BY ALL
),
checked AS (
    SELECT source_id,
        count(*) FILTER (agrees) AS agreeing,
        count(*) FILTER (NOT agrees) AS differing,
        count(*) FILTER (agrees IS NULL) AS undecided
    FROM checks
    GROUP BY ALL
)
SELECT s.source_id, s.title, s.publisher, s.publisher_type, s.url, s.published_date, s.note, s.note_vi,
    g.table_name, g.rows, g.matching, g.first_year, g.last_year,
    sum(g.rows) OVER (PARTITION BY s.source_id) AS all_rows,
    coalesce(k.agreeing, 0) AS agreeing, coalesce(k.differing, 0) AS differing,
    coalesce(k.undecided, 0) AS undecided
FROM sources AS s
JOIN given AS g USING (source_id)
LEFT JOIN checked AS k USING (source_id)
ORDER BY all_rows DESC, s.title COLLATE vi, s.source_id, g.rows DESC, g.table_name;
