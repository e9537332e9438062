-- What outcomes measure, numbered: a number is read and grouped many times as fast as two words.
-- Written out once.
-- one row per indicator and unit
CREATE TABLE outcome_measures AS
SELECT CAST(row_number() OVER (ORDER BY indicator, unit) AS USMALLINT) AS measure, indicator, unit
FROM (SELECT DISTINCT indicator, unit FROM model_outcomes)
ORDER BY measure;
