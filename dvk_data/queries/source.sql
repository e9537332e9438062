-- Which document is this?
-- one row
SELECT * FROM sources WHERE source_id = $source_id;
