-- How was the place of this figure found in the official list, and why so?
-- one row per unit that the words of the source were matched with
SELECT DISTINCT f.place_text, p.how, p.reason_vi, p.reason_en
FROM every_figure AS f
JOIN place_matches AS p
    ON p.place_text = f.place_text AND p.area_id IS NOT DISTINCT FROM f.area_id
    AND p.table_name = CASE f.subject WHEN 'model_outcomes' THEN 'models' ELSE f.subject END
WHERE f.figure_id = $figure_id
ORDER BY p.how, p.reason_vi;
