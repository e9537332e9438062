-- What does each province score in an index, as which of those known, and what is their median?
-- Units of 2004 and of 2025, percent and points are never compared. Where sources differ, the
-- official and newest one counts and all values are given. Only the rank may be known. The figures
-- behind a score and behind a rank stand with the one that counts first.
-- one row per area, year, dimension and unit
WITH stated AS (
    SELECT i.*, s.publisher,
        row_number() OVER (
            ORDER BY s.publisher_type <> 'official', s.published_date DESC NULLS LAST, i.figure_id
        ) AS preference
    FROM indices AS i
    JOIN sources AS s USING (source_id)
    JOIN areas AS a USING (area_id)
    WHERE i.index_name = $index_name
        AND ($year IS NULL OR i.year = $year)
        AND ($dimension IS NULL OR i.dimension = $dimension)
        AND ($boundary = 'reported' OR a.system = '2025')
),
known AS (
    SELECT area_id, year, dimension,
        coalesce(min(flag) FILTER (flag <> 'reported'), 'reported') AS flag,
        list_sort(list(DISTINCT publisher)) AS publishers,
        arg_min(rank, preference) FILTER (rank IS NOT NULL) AS published_rank,
        list_sort(list(DISTINCT rank) FILTER (rank IS NOT NULL)) AS published_ranks,
        coalesce(list(figure_id ORDER BY preference) FILTER (rank IS NOT NULL), []) AS rank_ids
    FROM stated
    GROUP BY ALL
),
scores AS (
    SELECT area_id, year, dimension, unit,
        arg_min(value, preference) AS value,
        list_sort(list(DISTINCT value)) AS stated_values,
        list(figure_id ORDER BY preference) AS score_ids
    FROM stated
    WHERE value IS NOT NULL
    GROUP BY ALL
)
SELECT k.*, s.unit, s.value, s.stated_values, coalesce(s.score_ids, []) AS score_ids, a.system, a.level, a.short_name,
    count(s.value) OVER alike AS reported,
    median(s.value) OVER alike AS median,
    round(s.value - median(s.value) OVER alike, 6) AS difference,
    CASE WHEN s.value IS NOT NULL AND a.level = 'province'
        THEN rank() OVER (PARTITION BY a.system, a.level, k.year, k.dimension, s.unit
            ORDER BY s.value DESC NULLS LAST) END AS rank_among,
    s.value IS NOT NULL
        AND count(*) OVER (PARTITION BY a.system, a.level, k.year, k.dimension, s.unit, s.value) > 1
        AS is_tied
FROM known AS k
LEFT JOIN scores AS s USING (area_id, year, dimension)
JOIN areas AS a USING (area_id)
WINDOW alike AS (PARTITION BY a.system, a.level, k.year, k.dimension, s.unit)
ORDER BY k.year, k.dimension, s.unit, s.value DESC NULLS LAST, k.published_rank,
    a.short_name COLLATE vi;
