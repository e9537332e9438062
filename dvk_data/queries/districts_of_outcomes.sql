-- In how many districts are the models found that state an outcome, per indicator and unit?
-- `chosen` holds the numbers of the models found.
-- one row per indicator and unit
SELECT t.indicator, t.unit, count(DISTINCT p.district_id) AS districts
FROM outcomes_told_once AS t
SEMI JOIN chosen USING (row_no)
JOIN model_places AS p ON p.row_no = t.row_no AND p.boundary = $boundary
GROUP BY ALL
ORDER BY t.indicator, t.unit;
