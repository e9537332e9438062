-- Which sets of models has the build written out, and how many models does each hold?
-- one row per kind of mark and code
SELECT kind, code, models FROM model_sets ORDER BY kind, code;
