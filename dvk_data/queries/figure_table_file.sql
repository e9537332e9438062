-- Which rows of a table of figures are of a place (with the units in it) and of some years, and who says so?
-- A missing place and an empty list of years restrict nothing.
-- one row per figure
SELECT d.*, s.title AS source_title, s.publisher, s.url, s.published_date
FROM query_table($dataset) AS d
LEFT JOIN sources AS s USING (source_id)
WHERE ($area_id IS NULL OR d.figure_id IN (
        SELECT figure_id FROM source_row_places
        WHERE boundary = $boundary AND $area_id IN (area_id, district_id, province_id)
    ))
    AND (len(CAST($years AS VARCHAR[])) = 0 OR d.figure_id IN (
        SELECT figure_id FROM source_rows
        WHERE list_contains(CAST($years AS VARCHAR[]), CAST(year AS VARCHAR))
    ))
ORDER BY d.source_id, d.figure_id;
