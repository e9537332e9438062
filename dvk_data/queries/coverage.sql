-- What is known of a unit and of the units directly below it (of the nation: its provinces)?
-- By subject and year, as in coverage_by_unit. A unit of which nothing is known has no subject.
-- one row per unit, subject and year
WITH units AS (
    SELECT area_id, area_id = $area_id AS is_self, name, short_name, system, level, valid_from, valid_to
    FROM areas
    WHERE area_id = $area_id OR parent_id = $area_id
        OR $boundary = 'reported' AND level = 'province' AND system = '2025'
            AND $area_id = (SELECT area_id FROM areas WHERE level = 'nation' AND system = '2004')
),
known AS (
    SELECT unit_id, subject, year, figures, unsure, contradicted, below, as_of
    FROM coverage_by_unit
    WHERE boundary = $boundary AND unit_id IN (SELECT area_id FROM units)
)
SELECT u.*, k.subject, k.year, coalesce(k.figures, 0) AS figures, coalesce(k.unsure, 0) AS unsure,
    coalesce(k.contradicted, 0) AS contradicted, coalesce(k.below, 0) AS below, k.as_of
FROM units AS u
LEFT JOIN known AS k ON k.unit_id = u.area_id
ORDER BY is_self DESC, short_name COLLATE vi, system, u.area_id, subject, year DESC;
