-- Every document that gave rows: how many to which table, of which years, and what came of checking its
-- statements. Written out once.
-- one row per document, those with most rows first
CREATE TABLE sources_given AS
WITH given AS (
    SELECT source_id, table_name, CAST(sum(rows) AS BIGINT) AS rows, min(year) AS first_year,
        max(year) AS last_year
    FROM given_by_place
    WHERE area_id IS NULL
    GROUP BY ALL
),
documents AS (
    SELECT source_id, CAST(sum(rows) AS BIGINT) AS rows,
        map_from_entries(list((table_name, rows) ORDER BY rows DESC, table_name)) AS given,
        min(first_year) AS first_year, max(last_year) AS last_year
    FROM given
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
    d.rows, d.given, d.first_year, d.last_year, coalesce(k.agreeing, 0) AS agreeing,
    coalesce(k.differing, 0) AS differing, coalesce(k.undecided, 0) AS undecided
FROM sources AS s
JOIN documents AS d USING (source_id)
LEFT JOIN checked AS k USING (source_id)
ORDER BY d.rows DESC, s.title COLLATE vi, s.source_id;
