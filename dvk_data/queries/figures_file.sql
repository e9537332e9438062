-- Which figures are stated for a place (with the units in it), some years and some tables, and by whom?
-- A missing place and empty lists restrict nothing.
-- one row per figure
FROM figures_described AS f
WHERE (len(CAST($tables AS VARCHAR[])) = 0 OR list_contains(CAST($tables AS VARCHAR[]), f.subject))
    AND (len(CAST($years AS VARCHAR[])) = 0
        OR list_contains(CAST($years AS VARCHAR[]), CAST(f.year AS VARCHAR)))
    AND ($area_id IS NULL OR f.figure_id IN (
        SELECT figure_id FROM source_row_places
        WHERE boundary = $boundary AND $area_id IN (area_id, district_id, province_id)
    ))
ORDER BY f.subject, f.province_name COLLATE vi, f.area_name COLLATE vi, f.year DESC NULLS LAST,
    f.measure, f.aspect <> 'all', f.aspect, f.figure_id;
