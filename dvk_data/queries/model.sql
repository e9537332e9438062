-- What is this model, and which document names it?
-- one row
SELECT m.*, s.title, s.publisher, s.url, s.published_date
FROM models AS m
JOIN sources AS s USING (source_id)
WHERE m.model_id = $model_id;
