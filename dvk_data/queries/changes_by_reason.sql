-- How many rows did a version (the newest, if none is named) add, change and withdraw, by table, place and reason?
-- A row that changed in several cells counts once.
-- one row per table, place and reason
WITH counted AS (
    SELECT table_name, area_id, reason_vi, reason_en, corrected_by,
        coalesce(sum(row_count) FILTER (kind = 'added'), 0) AS added,
        count(DISTINCT row_key) FILTER (kind = 'changed')
            + coalesce(sum(row_count) FILTER (kind = 'changed' AND row_key IS NULL), 0) AS changed,
        coalesce(sum(row_count) FILTER (kind = 'withdrawn'), 0) AS withdrawn
    FROM changes
    WHERE version_to = coalesce($version, (SELECT max_by(version, number) FROM versions))
    GROUP BY ALL
)
SELECT c.table_name, c.area_id, n.name AS area_name, n.district_name, n.province_name,
    c.reason_vi, c.reason_en, c.corrected_by, CAST(c.added AS BIGINT) AS added,
    CAST(c.changed AS BIGINT) AS changed, CAST(c.withdrawn AS BIGINT) AS withdrawn
FROM counted AS c
LEFT JOIN area_names AS n USING (area_id)
ORDER BY c.corrected_by IS NULL,
    c.table_name IN ('checks', 'corrections', 'model_areas', 'place_matches'), c.added + c.changed + c.withdrawn DESC, c.table_name,
    n.name COLLATE vi, c.reason_vi;
