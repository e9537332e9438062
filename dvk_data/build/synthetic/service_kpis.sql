-- The figures of the reports on procedures; communes state few, provinces many.
-- one row per figure
WITH stated AS (
    SELECT report, level, unnest([
        {'slot': 0, 'least': 'commune', 'indicator': 'dossiers_received', 'value': received, 'unit': 'dossier'},
        {'slot': 1, 'least': 'commune', 'indicator': 'dossiers_resolved', 'value': resolved, 'unit': 'dossier'},
        {'slot': 2, 'least': 'commune', 'indicator': 'dossiers_on_time', 'value': on_time, 'unit': 'dossier'},
        {'slot': 3, 'least': 'commune', 'indicator': 'on_time_rate', 'value': on_time_rate_stated, 'unit': 'percent'},
        {'slot': 4, 'least': 'district', 'indicator': 'dossiers_late', 'value': late, 'unit': 'dossier'},
        {'slot': 5, 'least': 'district', 'indicator': 'dossiers_pending', 'value': pending, 'unit': 'dossier'},
        {'slot': 6, 'least': 'district', 'indicator': 'dossiers_online', 'value': online, 'unit': 'dossier'},
        {'slot': 7, 'least': 'district', 'indicator': 'online_submission_rate', 'value': round(100 * online / received, 2), 'unit': 'percent'},
        {'slot': 8, 'least': 'province', 'indicator': 'dossiers_direct', 'value': direct, 'unit': 'dossier'},
        {'slot': 9, 'least': 'province', 'indicator': 'dossiers_postal', 'value': postal, 'unit': 'dossier'},
        {'slot': 10, 'least': 'province', 'indicator': 'dossiers_before_deadline', 'value': before_deadline, 'unit': 'dossier'},
        {'slot': 11, 'least': 'province', 'indicator': 'dossiers_at_deadline', 'value': on_time - before_deadline, 'unit': 'dossier'},
        {'slot': 12, 'least': 'province', 'indicator': 'dossiers_late_rate', 'value': round(100 * late / resolved, 2), 'unit': 'percent'},
        {'slot': 13, 'least': 'province', 'indicator': 'dossiers_with_fee', 'value': with_fee, 'unit': 'dossier'},
        {'slot': 14, 'least': 'province', 'indicator': 'dossiers_online_payment', 'value': paid, 'unit': 'dossier'},
        {'slot': 15, 'least': 'province', 'indicator': 'online_payment_rate', 'value': round(100 * paid / with_fee, 2), 'unit': 'percent'},
        {'slot': 16, 'least': 'province', 'indicator': 'dossiers_digitised', 'value': digitised, 'unit': 'dossier'},
        {'slot': 17, 'least': 'province', 'indicator': 'digitised_rate', 'value': round(100 * digitised / received, 2), 'unit': 'percent'},
        {'slot': 18, 'least': 'province', 'indicator': 'score_766_total', 'value': score, 'unit': 'point'},
        {'slot': 19, 'least': 'province', 'indicator': 'score_766_transparency', 'value': groups[1], 'unit': 'point'},
        {'slot': 20, 'least': 'province', 'indicator': 'score_766_progress', 'value': groups[2], 'unit': 'point'},
        {'slot': 21, 'least': 'province', 'indicator': 'score_766_online_services', 'value': groups[3], 'unit': 'point'},
        {'slot': 22, 'least': 'province', 'indicator': 'score_766_online_payment', 'value': groups[4], 'unit': 'point'},
        {'slot': 23, 'least': 'province', 'indicator': 'score_766_digitisation', 'value': groups[5], 'unit': 'point'},
        {'slot': 24, 'least': 'province', 'indicator': 'score_766_satisfaction', 'value': groups[6], 'unit': 'point'}
    ], recursive := true)
    FROM service_reports
)
SELECT
    figure_code('service_kpis', report * 64 + s.slot) AS figure_id,
    r.source_id, r.area_id, r.place_text,
    CAST(NULL AS VARCHAR) AS agency,
    r.date_from, r.date_to, s.indicator, s.value, s.unit,
    CASE WHEN s.slot = 3 AND r.is_contradicted THEN 'contradicted' ELSE flag_of(report) END AS flag,
    CAST(NULL AS VARCHAR) AS note,
    CAST(NULL AS VARCHAR) AS note_vi
FROM stated AS s
JOIN service_reports AS r USING (report)
WHERE s.value IS NOT NULL
    AND (s.least = 'commune' OR r.level = 'province' OR s.least = r.level)
    AND (s.slot < 18 OR r.score IS NOT NULL)
ORDER BY r.unit, r.date_from, r.date_to, s.slot
