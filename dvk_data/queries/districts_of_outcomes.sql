-- In how many districts are the models found that state an outcome, per indicator and unit?
-- `chosen` holds the numbers of the models found.
-- one row per indicator and unit
WITH counted AS (
    SELECT t.measure, count(DISTINCT p.district_id) AS districts
    FROM (SELECT row_no, measure FROM outcomes_told_once SEMI JOIN chosen USING (row_no)) AS t
    JOIN model_places AS p ON p.row_no = t.row_no AND p.boundary = $boundary
    GROUP BY t.measure
)
SELECT m.indicator, m.unit, c.districts
FROM counted AS c
JOIN outcome_measures AS m USING (measure)
ORDER BY m.indicator, m.unit;
