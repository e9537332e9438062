-- What came of checking each figure: whether any statement about it does not come out, whether one does,
-- and what those say that do not.
-- one row per figure that was checked
CREATE TABLE verdicts AS
SELECT figure_id, coalesce(bool_or(NOT agrees), false) AS is_refuted,
    coalesce(bool_or(agrees), false) AS is_confirmed,
    string_agg(statement_vi, ' | ' ORDER BY check_id) FILTER (NOT agrees) AS refuted_vi,
    string_agg(statement_en, ' | ' ORDER BY check_id) FILTER (NOT agrees) AS refuted_en
FROM checks
GROUP BY ALL;
