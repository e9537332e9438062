-- How many figures do all tables state together?
-- one row
SELECT every_figure AS rows FROM known_by_year WHERE is_all;
