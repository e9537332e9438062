-- In which order do the models found stand where those that hold the words typed just so come first?
-- `chosen` holds the numbers of the models found.
-- one row per model
SELECT row_no
FROM model_rows
SEMI JOIN chosen USING (row_no)
ORDER BY
    CASE
        WHEN contains(' ' || search_key || ' ', ' ' || array_to_string($words, ' ') || ' ') THEN 0
        WHEN contains(' ' || search_key, ' ' || array_to_string($words, ' ')) THEN 1
        ELSE 2
    END,
    name_order;
