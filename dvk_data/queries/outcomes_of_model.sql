-- What did this model achieve, by which source?
-- one row per figure
SELECT o.*, s.title, s.publisher, s.url, s.published_date
FROM model_outcomes AS o
JOIN sources AS s USING (source_id)
WHERE o.model_id = $model_id
ORDER BY o.unit <> 'VND', o.indicator, o.value DESC;
