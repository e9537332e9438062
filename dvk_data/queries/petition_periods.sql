-- For which periods does a place have petition figures, from which source, and which should open?
-- The newest period that is not much poorer than the richest one opens.
-- one row per period and source, newest first
WITH known AS (
    SELECT date_from, date_to, year, source_id, count(*) AS figures
    FROM figures_at
    WHERE boundary = $boundary AND area_id = $area_id AND subject = 'petitions'
    GROUP BY ALL
),
ordered AS (
    SELECT *, row_number() OVER (
        ORDER BY date_to DESC NULLS LAST, date_from NULLS LAST, figures DESC, source_id
    ) AS position
    FROM known
)
SELECT o.* EXCLUDE (position), s.title, s.publisher, s.url, s.published_date,
    position = min(CASE WHEN 3 * figures >= (SELECT max(figures) FROM known) THEN position END)
        OVER () AS opens
FROM ordered AS o
JOIN sources AS s USING (source_id)
ORDER BY position;
