-- Every named model with codes, names, places then and now, outcomes and source, as files hold it.
-- Several places or outcomes of a model stand in one cell, parted by '; '.
-- one row per model
CREATE VIEW models_described AS
WITH places AS (
    SELECT ma.model_id,
        string_agg(n.area_id, '; ' ORDER BY n.area_id) AS area_id,
        string_agg(n.name, '; ' ORDER BY n.area_id) AS area_name,
        string_agg(DISTINCT n.district_name, '; ' ORDER BY n.district_name) AS district_name,
        string_agg(DISTINCT n.province_name, '; ' ORDER BY n.province_name) AS province_name,
        string_agg(DISTINCT c.area_id, '; ' ORDER BY c.area_id) AS current_area_id,
        string_agg(DISTINCT c.name, '; ' ORDER BY c.name) AS current_area_name
    FROM model_areas AS ma
    JOIN area_names AS n USING (area_id)
    LEFT JOIN areas AS c ON c.area_id = n.current_area_id
    GROUP BY ALL
),
achieved AS (
    SELECT model_id,
        string_agg(
            indicator || '=' || CASE WHEN value = round(value)
                THEN CAST(CAST(value AS BIGINT) AS VARCHAR) ELSE CAST(value AS VARCHAR) END
                || ' ' || unit,
            '; ' ORDER BY indicator, value DESC
        ) AS outcomes
    FROM model_outcomes
    GROUP BY ALL
)
SELECT m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name, m.owner_type, m.year,
    m.status, p.area_id, p.area_name, p.district_name, p.province_name, p.current_area_id,
    p.current_area_name, m.village, m.place_text, a.outcomes, m.flag, m.note, m.note_vi,
    m.source_id, s.title AS source_title, s.publisher, s.url, s.published_date
FROM models AS m
JOIN sources AS s USING (source_id)
LEFT JOIN places AS p USING (model_id)
LEFT JOIN achieved AS a USING (model_id);
