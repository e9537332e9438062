-- The counts of the reports on models. Communes state what was registered and recognised, districts
-- also what is in force by domain, provinces every state by domain and by kind of entity.
-- one row per figure
WITH states AS (
    SELECT report, unnest([
        {'slot': 0, 'status': 'registered', 'total': registered, 'stated': registered},
        {'slot': 10, 'status': 'maintained', 'total': maintained, 'stated': maintained_stated},
        {'slot': 20, 'status': 'recognised', 'total': recognised, 'stated': recognised},
        {'slot': 30, 'status': 'exemplary', 'total': exemplary, 'stated': exemplary}
    ], recursive := true)
    FROM model_count_reports
),
reached AS (
    SELECT r.*, s.* EXCLUDE (report), [
            0,
            round(total * to_economy), round(total * to_culture), round(total * to_defence),
            round(total * to_political), round(total * to_rural), total
        ] AS until
    FROM states AS s
    JOIN model_count_reports AS r USING (report)
    WHERE r.level <> 'commune' OR s.status IN ('registered', 'recognised')
),
parts AS (
    SELECT * EXCLUDE (slot), slot AS slot, 'all' AS domain, 'all' AS entity_type,
        stated AS model_count
    FROM reached
    UNION ALL
    SELECT * EXCLUDE (slot, part), slot + part AS slot,
        [
            'economy', 'culture_society', 'defence_security', 'political_system', 'new_rural', 'other'
        ][part],
        'all', until[part + 1] - until[part]
    FROM reached, range(1, 7) AS p (part)
    WHERE level = 'province' OR level = 'district' AND status = 'maintained'
    UNION ALL
    SELECT * EXCLUDE (slot, part), slot + 7 + part AS slot, 'all',
        ['collective', 'individual'][part + 1],
        CASE part WHEN 0 THEN round(total * collective) ELSE total - round(total * collective) END
    FROM reached, range(0, 2) AS p (part)
    WHERE level = 'province' AND status IN ('registered', 'maintained')
)
SELECT
    figure_code('model_counts', report * 64 + slot) AS figure_id,
    source_id, area_id, place_text,
    CAST(NULL AS VARCHAR) AS organisation,
    date_from, date_to, status, domain, entity_type,
    'all' AS registrant_type,
    CAST(NULL AS VARCHAR) AS award_level,
    CAST(model_count AS BIGINT) AS model_count,
    CASE WHEN slot = 10 AND is_contradicted THEN 'contradicted'
        WHEN slot = 0 AND is_corrected THEN 'corrected'
        ELSE flag_of(report) END AS flag,
    CAST(NULL AS VARCHAR) AS note,
    CAST(NULL AS VARCHAR) AS note_vi
FROM parts
ORDER BY unit, date_from, date_to, slot
