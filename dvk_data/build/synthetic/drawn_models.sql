-- Which words, owner, year and outcomes does each model of a chunk draw?
-- one row per model
CREATE OR REPLACE TEMP TABLE drawn_models AS
WITH numbered AS (
    SELECT p.* EXCLUDE (first_row, row_count),
        unnest(range(p.first_row, p.first_row + p.row_count)) AS model
    FROM places AS p
    WHERE p.chunk = $chunk
),
with_domain AS (
    SELECT n.*, d.text AS domain, CAST(y.text AS BIGINT) AS year, s.text AS status, f.text AS flag,
        chance(model, 'shape of name') AS shape
    FROM numbered AS n
    JOIN decks AS d ON d.deck = 'domain' AND d.slot = draw(model, 'domain')
    JOIN decks AS y ON y.deck = 'year' AND y."of" = n.system AND y.slot = draw(model, 'year')
    JOIN decks AS s ON s.deck = 'status' AND s.slot = draw(model, 'status')
    JOIN decks AS f ON f.deck = 'flag' AND f.slot = draw(model, 'flag')
),
with_words AS (
    SELECT w.*,
        o.owner_type,
        CASE WHEN NOT o.has_place THEN nullif(o.title, '')
            WHEN chance(model, 'owner named') < 0.9 THEN o.title || ' ' || w.called END AS owner_name,
        CASE WHEN NOT o.has_place THEN nullif(o.words, '')
            WHEN chance(model, 'owner named') < 0.9 THEN o.words || ' ' || w.called_words END
            AS owner_words,
        CASE WHEN w.kind = 'commune' AND chance(model, 'in a village') < 0.45 THEN v.text END
            AS village,
        CASE WHEN w.kind = 'commune' AND chance(model, 'in a village') < 0.45 THEN v.words END
            AS village_words,
        CASE WHEN shape < 0.88 THEN verb.text END AS verb,
        CASE WHEN shape < 0.88 THEN verb.words END AS verb_words,
        subject.text AS object,
        subject.words AS object_words,
        CASE WHEN shape < 0.35 OR shape >= 0.5 AND shape < 0.65 OR shape >= 0.88
            THEN purpose.text END AS purpose,
        CASE WHEN shape < 0.35 OR shape >= 0.5 AND shape < 0.65 OR shape >= 0.88
            THEN purpose.words END AS purpose_words,
        CASE WHEN chance(model, 'achieved') < 0.15 THEN b.bundle END AS bundle,
        CASE WHEN chance(model, 'achieved') < 0.15 THEN b.words END AS achieved_words
    FROM with_domain AS w
    JOIN owners AS o ON o.slot = draw(model, 'owner')
    JOIN decks AS v ON v.deck = 'village' AND v.slot = draw(model, 'village')
    JOIN decks AS verb ON verb.deck = 'verb' AND verb.slot = draw(model, 'verb')
    JOIN decks AS subject ON subject.deck = 'object' AND subject."of" = w.domain
        AND subject.slot = draw(model, 'object')
    JOIN decks AS purpose ON purpose.deck = 'purpose' AND purpose.slot = draw(model, 'purpose')
    JOIN bundles AS b ON b.domain = w.domain AND b.slot = draw(model, 'bundle')
)
SELECT *,
    concat_ws(
        ' ', verb, object, purpose, CASE WHEN shape >= 0.5 THEN 'ở ' || coalesce(village, called) END
    ) AS name_text,
    concat_ws(
        ' ', verb_words, object_words, purpose_words,
        CASE WHEN shape >= 0.5 THEN 'o ' || coalesce(village_words, called_words) END
    ) AS name_words,
    source_code('models', coalesce(of_province, 'VN'), year) AS source_id
FROM with_words;
