-- Which of the models found stand on a page of the list, in the order a reader chose? By name, those
-- that hold the words typed just so come before those that hold them scattered.
-- `chosen` holds the numbers of the models found.
-- one row per model
SELECT model_id, name, domain, domain_is_inferred, owner_name, owner_type,
    CASE $boundary WHEN 'reported' THEN place ELSE current_place END AS place,
    year, status, flag, outcome_count AS outcomes, source_title AS title, url
FROM model_rows
SEMI JOIN chosen USING (row_no)
ORDER BY
    CASE WHEN $sort = 'name' THEN CASE
        WHEN contains(' ' || search_key || ' ', ' ' || array_to_string($words, ' ') || ' ') THEN 0
        WHEN contains(' ' || search_key, ' ' || array_to_string($words, ' ')) THEN 1
        ELSE 2 END END,
    CASE WHEN $sort = 'year' THEN year END DESC NULLS LAST,
    CASE WHEN $sort = 'domain' THEN domain END,
    CASE WHEN $sort = 'place'
        THEN CASE $boundary WHEN 'reported' THEN place_order ELSE current_place_order END END
        COLLATE vi NULLS LAST,
    name_order
LIMIT $at_most OFFSET $passed_over;
