-- What is known of each province: named models, stated figures, sources, years?
-- one row per province with anything known, richest first
WITH stated AS (
    SELECT f.figure_id AS id, f.source_id, f.year, f.subject, coalesce(a.province_id, a.area_id) AS province_id
    FROM figures_at AS f JOIN areas AS a USING (area_id)
    WHERE f.boundary = $boundary AND a.level <> 'nation'
    UNION
    SELECT m.model_id, m.source_id, m.year, 'models', p.province_id
    FROM model_places AS p JOIN models AS m USING (model_id)
    WHERE p.boundary = $boundary AND p.province_id IS NOT NULL
),
known AS (
    SELECT province_id AS area_id,
        count(*) AS figures,
        count(*) FILTER (subject = 'models') AS models,
        count(*) FILTER (subject <> 'models') AS reported,
        count(DISTINCT source_id) AS sources,
        min(year) AS first_year, max(year) AS last_year
    FROM stated
    WHERE $year IS NULL OR year = $year
    GROUP BY province_id
)
SELECT k.*, a.short_name, a.system
FROM known AS k
JOIN areas AS a USING (area_id)
ORDER BY k.figures DESC, a.short_name COLLATE vi;
