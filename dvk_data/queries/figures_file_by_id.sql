-- What do files hold of the figures with these codes?
-- one row per figure
FROM figures_described AS f
WHERE list_contains(CAST($figure_ids AS VARCHAR[]), f.figure_id)
ORDER BY f.subject, f.province_name COLLATE vi, f.area_name COLLATE vi, f.year DESC NULLS LAST,
    f.measure, f.aspect <> 'all', f.aspect, f.figure_id;
