-- Models that meet every choice of a reader; an empty list restricts nothing. Choices for what is
-- not stated carry the code 'khong-neu'. Words are folded and match the beginnings of words.
-- one row per model
CREATE MACRO models_matching(
    in_boundary, in_area, in_domains, in_owner_types, in_years, in_statuses, in_words
) AS TABLE
SELECT m.*
FROM models AS m
WHERE (len(in_domains) = 0 OR list_contains(in_domains, m.domain))
    AND (len(in_owner_types) = 0
        OR list_contains(in_owner_types, coalesce(m.owner_type, 'khong-neu')))
    AND (len(in_years) = 0
        OR list_contains(in_years, coalesce(CAST(m.year AS VARCHAR), 'khong-neu')))
    AND (len(in_statuses) = 0 OR list_contains(in_statuses, m.status))
    AND len(list_filter(in_words, lambda word: NOT contains(' ' || m.search_key, ' ' || word))) = 0
    AND (in_area IS NULL OR EXISTS (
        FROM model_places AS p
        WHERE p.model_id = m.model_id AND p.boundary = in_boundary
            AND in_area IN (p.area_id, p.commune_id, p.district_id, p.province_id)
    ));
