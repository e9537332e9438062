-- Which documents gave rows, how many of them to which table, and what came of checking each?
-- one row per document, those with most rows first
FROM sources_given
ORDER BY rows DESC, title COLLATE vi, source_id;
