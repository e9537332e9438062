-- What is known of a unit and of the units directly below it (of the nation: its provinces)?
-- By subject and year: how many figures, how many of them are not plainly reported, how many are
-- contradicted, how many only units further below state, and of when the newest is. A named model
-- counts for every unit it lies in. A unit of which nothing is known has no subject.
-- one row per unit, subject and year
WITH units AS (
    SELECT a.* FROM areas AS a
    WHERE a.area_id = $area_id OR a.parent_id = $area_id
        OR $boundary = 'reported' AND a.level = 'province' AND a.system = '2025'
            AND $area_id = (SELECT area_id FROM areas WHERE level = 'nation' AND system = '2004')
),
held AS (
    SELECT subject, figure_id, area_id, year, coalesce(date_to, date_from) AS as_of, flag
    FROM figures_at
    WHERE boundary = $boundary
    UNION ALL
    SELECT 'indices', i.figure_id, i.area_id, i.year, make_date(i.year, 12, 31), i.flag
    FROM indices AS i
    JOIN areas AS a USING (area_id)
    WHERE $boundary = 'reported' OR a.system = '2025'
),
placed AS (
    SELECT *, area_id AS unit_id, true AS is_own FROM held
    UNION
    SELECT h.*, a.parent_id, false FROM held AS h JOIN areas AS a USING (area_id)
    UNION
    SELECT h.*, a.province_id, false FROM held AS h JOIN areas AS a USING (area_id)
    WHERE a.level <> 'province'
    UNION
    SELECT 'models', m.model_id, NULL, m.year, make_date(m.year, 12, 31), m.flag, u.unit_id, true
    FROM model_places AS p
    JOIN models AS m USING (model_id)
    CROSS JOIN LATERAL (
        SELECT unnest([p.area_id, p.district_id, p.province_id]) AS unit_id
    ) AS u
    WHERE p.boundary = $boundary
),
judged AS (
    SELECT p.*, p.flag = 'contradicted'
        OR p.figure_id IN (SELECT figure_id FROM checks WHERE NOT agrees) AS is_contradicted
    FROM placed AS p
),
counted AS (
    SELECT u.area_id, u.area_id = $area_id AS is_self, u.name, u.short_name, u.system, u.level, u.valid_from, u.valid_to,
        j.subject, j.year,
        count(*) FILTER (j.is_own) AS figures,
        count(*) FILTER (j.is_own AND j.flag <> 'reported' AND NOT j.is_contradicted) AS unsure,
        count(*) FILTER (j.is_own AND j.is_contradicted) AS contradicted,
        count(*) FILTER (NOT j.is_own) AS below,
        max(j.as_of) FILTER (j.is_own) AS as_of,
        list(j.figure_id ORDER BY j.figure_id) FILTER (j.is_own) AS figure_ids
    FROM units AS u
    LEFT JOIN judged AS j ON j.unit_id = u.area_id
    GROUP BY ALL
)
SELECT * FROM counted
ORDER BY is_self DESC, short_name COLLATE vi, system, area_id, subject, year DESC;
