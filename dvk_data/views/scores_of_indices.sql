-- What each province scores in an index, as which of those known, and what their median is.
-- Units of 2004 and of 2025, percent and points are never compared. Where sources differ, the
-- official and newest one counts and all values are given. Only the rank may be known. The figures
-- behind a score and behind a rank stand with the one that counts first.
-- one row per index, area, year, dimension and unit
CREATE TABLE scores_of_indices AS
WITH stated AS (
    SELECT i.*, s.publisher,
        row_number() OVER (
            ORDER BY s.publisher_type <> 'official', s.published_date DESC NULLS LAST, i.figure_id
        ) AS preference
    FROM indices AS i
    JOIN sources AS s USING (source_id)
),
known AS (
    SELECT index_name, area_id, year, dimension,
        coalesce(min(flag) FILTER (flag <> 'reported'), 'reported') AS flag,
        list_sort(list_distinct(list(publisher))) AS publishers,
        arg_min(rank, preference) FILTER (rank IS NOT NULL) AS published_rank,
        list_sort(list_distinct(list(rank) FILTER (rank IS NOT NULL))) AS published_ranks,
        coalesce(list(figure_id ORDER BY preference) FILTER (rank IS NOT NULL), []) AS rank_ids
    FROM stated
    GROUP BY ALL
),
scores AS (
    SELECT index_name, area_id, year, dimension, unit,
        arg_min(value, preference) AS value,
        list_sort(list_distinct(list(value))) AS stated_values,
        list(figure_id ORDER BY preference) AS score_ids
    FROM stated
    WHERE value IS NOT NULL
    GROUP BY ALL
),
compared AS (
    SELECT index_name, area_id, year, dimension, unit, value,
        count(*) OVER alike AS reported,
        median(value) OVER alike AS median,
        rank() OVER (alike ORDER BY value DESC) AS rank_among,
        count(*) OVER (PARTITION BY index_name, system, level, year, dimension, unit, value) > 1 AS is_tied
    FROM scores JOIN areas USING (area_id)
    WINDOW alike AS (PARTITION BY index_name, system, level, year, dimension, unit)
)
SELECT k.*, s.unit, s.value, s.stated_values, coalesce(s.score_ids, []) AS score_ids, a.system, a.level,
    a.short_name, coalesce(c.reported, 0) AS reported, c.median,
    round(s.value - c.median, 6) AS difference,
    CASE WHEN a.level = 'province' THEN c.rank_among END AS rank_among,
    coalesce(c.is_tied, false) AS is_tied
FROM known AS k
LEFT JOIN scores AS s USING (index_name, area_id, year, dimension)
LEFT JOIN compared AS c
    ON c.index_name = s.index_name AND c.area_id = s.area_id AND c.year = s.year
    AND c.dimension = s.dimension AND c.unit IS NOT DISTINCT FROM s.unit
JOIN areas AS a ON a.area_id = k.area_id
ORDER BY k.index_name, k.year, k.dimension;
