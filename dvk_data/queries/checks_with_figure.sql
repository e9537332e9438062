-- Which recomputed statements does this figure stand in, as what is stated or as a part of it?
-- one row per check, its own first, then those that differ
SELECT k.*, k.figure_id = $figure_id AS is_own
FROM checks AS k
WHERE k.figure_id = $figure_id OR list_contains(k.part_ids, $figure_id)
ORDER BY is_own DESC, k.agrees NULLS LAST, k.rule, k.check_id;
