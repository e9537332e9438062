-- The figures of the reports on citizen reception and petitions.
-- one row per figure
WITH stated AS (
    SELECT report, unnest([
        {'slot': 0, 'handled_by': 'whole_area', 'stage': 'citizens_received', 'petition_type': 'all', 'value': visits, 'unit': 'visit'},
        {'slot': 1, 'handled_by': 'whole_area', 'stage': 'citizens_received', 'petition_type': 'all', 'value': round(visits * (1.05 + 0.2 * chance(report, 'persons'))), 'unit': 'person'},
        {'slot': 2, 'handled_by': 'leader', 'stage': 'citizens_received', 'petition_type': 'all', 'value': visits_of_leaders, 'unit': 'visit'},
        {'slot': 3, 'handled_by': 'regular', 'stage': 'citizens_received', 'petition_type': 'all', 'value': visits - visits_of_leaders, 'unit': 'visit'},
        {'slot': 4, 'handled_by': 'whole_area', 'stage': 'delegations', 'petition_type': 'all', 'value': delegations, 'unit': 'delegation'},
        {'slot': 5, 'handled_by': 'whole_area', 'stage': 'delegations', 'petition_type': 'all', 'value': delegations * (5 + floor(9 * chance(report, 'in a delegation'))), 'unit': 'person'},
        {'slot': 6, 'handled_by': 'whole_area', 'stage': 'received', 'petition_type': 'all', 'value': received, 'unit': 'petition'},
        {'slot': 7, 'handled_by': 'whole_area', 'stage': 'eligible', 'petition_type': 'all', 'value': eligible_stated, 'unit': 'petition'},
        {'slot': 8, 'handled_by': 'whole_area', 'stage': 'ineligible', 'petition_type': 'all', 'value': received - eligible, 'unit': 'petition'},
        {'slot': 9, 'handled_by': 'whole_area', 'stage': 'eligible', 'petition_type': 'complaint', 'value': complaints, 'unit': 'petition'},
        {'slot': 10, 'handled_by': 'whole_area', 'stage': 'eligible', 'petition_type': 'denunciation', 'value': denunciations, 'unit': 'petition'},
        {'slot': 11, 'handled_by': 'whole_area', 'stage': 'eligible', 'petition_type': 'petition', 'value': petitions, 'unit': 'petition'},
        {'slot': 12, 'handled_by': 'whole_area', 'stage': 'within_jurisdiction', 'petition_type': 'all', 'value': own, 'unit': 'petition'},
        {'slot': 13, 'handled_by': 'whole_area', 'stage': 'within_jurisdiction', 'petition_type': 'complaint', 'value': own_complaints, 'unit': 'petition'},
        {'slot': 14, 'handled_by': 'whole_area', 'stage': 'within_jurisdiction', 'petition_type': 'denunciation', 'value': own_denunciations, 'unit': 'petition'},
        {'slot': 15, 'handled_by': 'whole_area', 'stage': 'within_jurisdiction', 'petition_type': 'petition', 'value': own_petitions, 'unit': 'petition'},
        {'slot': 16, 'handled_by': 'whole_area', 'stage': 'transferred', 'petition_type': 'all', 'value': transferred, 'unit': 'petition'},
        {'slot': 17, 'handled_by': 'whole_area', 'stage': 'guided', 'petition_type': 'all', 'value': eligible - own - transferred, 'unit': 'petition'},
        {'slot': 18, 'handled_by': 'whole_area', 'stage': 'resolved', 'petition_type': 'all', 'value': resolved, 'unit': 'petition'},
        {'slot': 19, 'handled_by': 'whole_area', 'stage': 'resolved', 'petition_type': 'complaint', 'value': resolved_complaints, 'unit': 'petition'},
        {'slot': 20, 'handled_by': 'whole_area', 'stage': 'resolved', 'petition_type': 'denunciation', 'value': resolved_denunciations, 'unit': 'petition'},
        {'slot': 21, 'handled_by': 'whole_area', 'stage': 'resolved', 'petition_type': 'petition', 'value': resolved_petitions, 'unit': 'petition'},
        {'slot': 22, 'handled_by': 'whole_area', 'stage': 'resolved_rate', 'petition_type': 'complaint', 'value': CASE WHEN own_complaints > 0 THEN round(100 * resolved_complaints / own_complaints, 2) END, 'unit': 'percent'},
        {'slot': 23, 'handled_by': 'whole_area', 'stage': 'resolved_rate', 'petition_type': 'denunciation', 'value': CASE WHEN own_denunciations > 0 THEN round(100 * resolved_denunciations / own_denunciations, 2) END, 'unit': 'percent'},
        {'slot': 24, 'handled_by': 'whole_area', 'stage': 'resolved_rate', 'petition_type': 'all', 'value': CASE WHEN own > 0 THEN round(100 * resolved / own, 2) END, 'unit': 'percent'},
        {'slot': 25, 'handled_by': 'whole_area', 'stage': 'pending', 'petition_type': 'all', 'value': own - resolved, 'unit': 'petition'},
        {'slot': 26, 'handled_by': level, 'stage': 'within_jurisdiction', 'petition_type': 'all', 'value': round(own * 0.4), 'unit': 'petition'},
        {'slot': 27, 'handled_by': level, 'stage': 'resolved', 'petition_type': 'all', 'value': round(resolved * 0.4), 'unit': 'petition'}
    ], recursive := true)
    FROM petition_reports
)
SELECT
    figure_code('petitions', report * 64 + s.slot) AS figure_id,
    r.source_id, r.area_id, r.place_text, s.handled_by, r.date_from, r.date_to, s.stage,
    s.petition_type, s.value, s.unit,
    CASE WHEN s.slot = 7 AND r.is_contradicted THEN 'contradicted' ELSE flag_of(report) END AS flag,
    CAST(NULL AS VARCHAR) AS note,
    CAST(NULL AS VARCHAR) AS note_vi
FROM stated AS s
JOIN petition_reports AS r USING (report)
WHERE s.value IS NOT NULL
ORDER BY r.unit, r.date_from, r.date_to, s.slot
