-- What does a list tell of these models?
-- `listed` holds what model_list.sql tells of them.
-- one row per model
SELECT m.row_no, m.model_id, m.name, m.domain, m.domain_is_inferred, m.owner_name, m.owner_type,
    CASE $boundary WHEN 'reported' THEN m.place ELSE m.current_place END AS place,
    m.year, m.status, m.flag, m.outcome_count AS outcomes, s.title, s.url
FROM listed AS m
JOIN sources AS s USING (source_id);
