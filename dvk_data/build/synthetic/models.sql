-- The models of a chunk, by place, year and name.
-- one row per model
SELECT
    format('sim-{:08d}', model) AS model_id,
    upper(name_text[1]) || name_text[2:] AS name,
    domain,
    chance(model, 'domain inferred') < 0.18 AS domain_is_inferred,
    area_id,
    place_text,
    village,
    owner_name,
    owner_type,
    year,
    status,
    source_id,
    concat_ws(' ', name_words, owner_words, village_words, place_words, achieved_words)
        AS search_key,
    CASE WHEN area_id IS NULL THEN 'inferred_place' ELSE flag END AS flag,
    n.en AS note,
    n.vi AS note_vi
FROM drawn_models
LEFT JOIN notes AS n
    ON n.number = floor(chance(model, 'note') * 20 * (SELECT count(*) FROM notes))
ORDER BY area_order, year NULLS LAST, name, model
