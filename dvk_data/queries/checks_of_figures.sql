-- Which statements about these figures were recomputed, and which do not come out?
-- one row per check, those that differ first
SELECT k.*, s.title, s.publisher, s.url, s.published_date
FROM checks AS k
JOIN sources AS s USING (source_id)
WHERE list_contains(CAST($figure_ids AS VARCHAR[]), k.figure_id)
ORDER BY k.agrees NULLS LAST, k.rule, k.check_id;
