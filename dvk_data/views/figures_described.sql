-- Every stated figure with codes, place, what came of checking it and its source, as files hold it.
-- one row per figure
CREATE VIEW figures_described AS
SELECT f.figure_id, f.subject, f.measure, f.aspect, f.entity_type, f.registrant_type, f.award_level,
    f.part, f.area_id, n.name AS area_name, n.district_name, n.province_name, f.date_from, f.date_to,
    f.year, f.value, f.unit, f.rank, f.flag, false AS is_converted,
    CASE WHEN k.is_refuted THEN 'differs' WHEN k.is_confirmed THEN 'agrees' ELSE 'unchecked' END
        AS verdict,
    f.note, f.note_vi, f.source_id, s.title AS source_title, s.publisher, s.url, s.published_date
FROM every_figure AS f
JOIN sources AS s USING (source_id)
LEFT JOIN area_names AS n USING (area_id)
LEFT JOIN verdicts AS k USING (figure_id);
