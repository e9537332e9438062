-- What is known of each province: named models, stated figures, sources, years?
-- one row per province with anything known, richest first
WITH known AS (
    SELECT province_id AS area_id,
        CAST(sum(stated) AS BIGINT) AS figures,
        CAST(coalesce(sum(stated) FILTER (is_model), 0) AS BIGINT) AS models,
        CAST(coalesce(sum(stated) FILTER (NOT is_model), 0) AS BIGINT) AS reported,
        count(DISTINCT source_id) AS sources,
        min(year) AS first_year, max(year) AS last_year
    FROM given_by_province
    WHERE boundary = $boundary AND ($year IS NULL OR year = $year)
    GROUP BY province_id
)
SELECT k.*, a.short_name, a.system
FROM known AS k
JOIN areas AS a USING (area_id)
ORDER BY k.figures DESC, a.short_name COLLATE vi;
