-- How many of these figures or models rest on what was inferred, is approximate or contradicted?
-- one row
SELECT count(*) FILTER (starts_with(flag, 'inferred')) AS inferred,
    count(*) FILTER (flag = 'approximate') AS approximate,
    count(*) FILTER (flag = 'contradicted') AS contradicted,
    count(*) FILTER (flag = 'corrected') AS corrected
FROM not_plain
WHERE id IN (SELECT unnest(CAST($ids AS VARCHAR[])));
