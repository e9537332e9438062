-- Why was the place of this model matched as it was?
-- one row per place that needs a reason
SELECT DISTINCT p.place_text, p.how, p.reason_vi, p.reason_en
FROM models AS m
JOIN place_matches AS p ON p.table_name = 'models' AND p.place_text = m.place_text
WHERE m.model_id = $model_id AND p.reason_vi IS NOT NULL
ORDER BY p.how;
