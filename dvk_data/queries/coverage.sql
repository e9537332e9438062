-- What is known of a unit and of the units directly below it (of the nation: its provinces)?
-- By subject and year, as in coverage_by_unit. A unit of which nothing is known has no subject.
-- one row per unit, subject and year
SELECT u.area_id, u.area_id = $area_id AS is_self, u.name, u.short_name, u.system, u.level,
    u.valid_from, u.valid_to, c.subject, c.year, coalesce(c.figures, 0) AS figures,
    coalesce(c.unsure, 0) AS unsure, coalesce(c.contradicted, 0) AS contradicted,
    coalesce(c.below, 0) AS below, c.as_of, c.figure_ids
FROM areas AS u
LEFT JOIN coverage_by_unit AS c ON c.unit_id = u.area_id AND c.boundary = $boundary
WHERE u.area_id = $area_id OR u.parent_id = $area_id
    OR $boundary = 'reported' AND u.level = 'province' AND u.system = '2025'
        AND $area_id = (SELECT area_id FROM areas WHERE level = 'nation' AND system = '2004')
ORDER BY is_self DESC, short_name COLLATE vi, system, u.area_id, subject, year DESC;
