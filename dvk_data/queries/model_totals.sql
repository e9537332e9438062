-- What do the models found add up to, per indicator and unit?
-- Only indicators that may be added over models are named in $additive. What two sources tell of one
-- model is counted once, by the larger.
-- A model that cannot be placed, such as one of a whole military region, is left out.
-- `chosen` holds the numbers of the models found.
-- one row per indicator and unit, the most often stated first
SELECT indicator, unit, count(*) AS models, sum(value) AS total, max(value) AS largest,
    arg_max(name, value) AS largest_model, count(*) FILTER (is_not_plain) AS not_plain
FROM outcomes_told_once
SEMI JOIN chosen USING (row_no)
WHERE list_contains(CAST($additive AS VARCHAR[]), indicator) AND is_placed
GROUP BY indicator, unit
ORDER BY models DESC, indicator, unit;
