-- Every row that a document gave, as every_row.sql has it. Written out once, by document and table: a
-- card shows what one document gave to one table.
-- one row per figure or named model
CREATE TABLE source_rows AS
FROM every_row
ORDER BY source_id, table_name, area_id;
