-- Which sources state what the models of a place (or of all) and year achieved, per indicator and unit?
-- one row per indicator, unit and source
SELECT DISTINCT o.indicator, o.unit, s.source_id, s.title, s.publisher, s.url, s.published_date
FROM model_outcomes AS o
JOIN models AS m USING (model_id)
JOIN sources AS s ON s.source_id = o.source_id
WHERE m.year = $year
    AND ($area_id IS NULL OR EXISTS (
        FROM model_places AS p
        WHERE p.model_id = m.model_id AND p.boundary = $boundary
            AND $area_id IN (p.area_id, p.commune_id, p.district_id, p.province_id)
    ))
ORDER BY o.indicator, o.unit, s.source_id;
