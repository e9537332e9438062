-- What a list tells of each model, in the order of its number: looked up row by row.
-- one row per model
CREATE VIEW model_list AS
SELECT row_no, model_id, name, domain, domain_is_inferred, owner_name, owner_type, place, current_place,
    year, status, flag, outcome_count, source_id
FROM model_rows
ORDER BY row_no;
