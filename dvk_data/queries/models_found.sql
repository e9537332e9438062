-- What does a list tell of these models?
-- one row per model
SELECT row_no, model_id, name, domain, domain_is_inferred, owner_name, owner_type,
    CASE $boundary WHEN 'reported' THEN place ELSE current_place END AS place,
    year, status, flag, outcome_count AS outcomes, source_title AS title, url
FROM model_rows
SEMI JOIN chosen USING (row_no);
