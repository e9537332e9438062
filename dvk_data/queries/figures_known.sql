-- How many figures do all tables state together?
-- one row
SELECT count(*) AS rows FROM every_figure;
