-- Which models bear these marks of one kind? Sets are as dvk_data/model_index.py writes them.
-- one row per code
SELECT code, rows FROM model_sets
WHERE kind = $kind AND code BETWEEN $first AND $last AND list_contains(CAST($codes AS VARCHAR[]), code);
