-- Every named model with codes, names, places then and now, outcomes and source, in the order of its
-- place and name, numbered. Several places or outcomes of a model stand in one cell, parted by '; '.
-- `place` and `current_place` are what a list shows for either boundaries.
-- Written out once: lists, files and the sets of model_marks.sql speak of these numbers.
-- one row per model
CREATE TABLE model_rows AS
WITH achieved AS (
    SELECT model_id, count(*) AS outcome_count,
        string_agg(
            indicator || '=' || CASE WHEN value = round(value)
                THEN CAST(CAST(value AS BIGINT) AS VARCHAR) ELSE CAST(value AS VARCHAR) END
                || ' ' || unit,
            '; ' ORDER BY indicator, value DESC
        ) AS outcomes
    FROM model_outcomes
    GROUP BY ALL
)
SELECT n.row_no, n.name_order, m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name,
    m.owner_type, m.year, m.status, p.area_id, p.area_name, p.district_name, p.province_name,
    p.current_area_id, p.current_area_name, m.village, m.place_text, a.outcomes, m.flag, m.note,
    m.note_vi, m.source_id, s.title AS source_title, s.publisher, s.url, s.published_date,
    m.search_key, coalesce(p.place, '') AS place, coalesce(p.current_place, '') AS current_place,
    coalesce(a.outcome_count, 0) AS outcome_count
FROM models AS m
JOIN model_numbers AS n ON n.model_id = m.model_id
JOIN sources AS s USING (source_id)
LEFT JOIN model_sites AS p ON p.model_id = m.model_id
LEFT JOIN achieved AS a ON a.model_id = m.model_id
ORDER BY n.row_no;
