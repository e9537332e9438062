-- Of how many units did a document give rows?
-- one row
SELECT count(DISTINCT area_id) AS places FROM source_rows WHERE source_id = $source_id;
