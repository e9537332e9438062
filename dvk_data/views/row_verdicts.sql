-- What came of checking each row of a document, as verdicts.sql says of figures; where two sources state
-- the same, the check is told of both.
-- one row per row of a document that was checked
CREATE TABLE row_verdicts AS
WITH named AS (
    SELECT figure_id, agrees, statement_vi, statement_en FROM checks
    UNION ALL
    SELECT unnest(part_ids), agrees, statement_vi, statement_en
    FROM checks WHERE rule = 'same_in_two_sources'
)
SELECT figure_id, coalesce(bool_or(NOT agrees), false) AS is_refuted,
    coalesce(bool_or(agrees), false) AS is_confirmed, bool_or(agrees IS NULL) AS is_undecided,
    string_agg(statement_vi, ' | ' ORDER BY statement_vi) FILTER (NOT agrees) AS refuted_vi,
    string_agg(statement_en, ' | ' ORDER BY statement_en) FILTER (NOT agrees) AS refuted_en
FROM named
GROUP BY ALL;
