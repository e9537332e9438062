-- How do the models found divide among the domains? `chosen` holds the numbers of the models found.
-- one row per domain, the largest first
SELECT domain, count(*) AS models
FROM model_rows
SEMI JOIN chosen USING (row_no)
GROUP BY domain
ORDER BY models DESC, domain DESC;
