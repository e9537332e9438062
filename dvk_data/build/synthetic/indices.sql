-- Scores and ranks of every province, on the scales of the real indices; PGI is known by rank only.
-- one row per province, index, year and dimension
WITH dimensions (index_name, dimension, part, typical, spread, growth, scale, digits) AS (
    VALUES
        ('PCI', 'entry_costs', 1, 7.4, 0.5, 0.03, 10, 2),
        ('PCI', 'land_access', 2, 6.6, 0.4, 0.05, 10, 2),
        ('PCI', 'transparency', 3, 6.2, 0.4, 0.04, 10, 2),
        ('PCI', 'time_costs', 4, 7.3, 0.5, 0.1, 10, 2),
        ('PCI', 'informal_charges', 5, 6.6, 0.6, 0.12, 10, 2),
        ('PCI', 'fair_competition', 6, 6.0, 0.6, 0.08, 10, 2),
        ('PCI', 'proactivity', 7, 6.4, 0.7, 0.1, 10, 2),
        ('PCI', 'business_support', 8, 6.3, 0.6, 0.04, 10, 2),
        ('PCI', 'labour_training', 9, 6.1, 0.7, 0.02, 10, 2),
        ('PCI', 'legal_institutions', 10, 6.9, 0.5, 0.12, 10, 2),
        ('PAPI', 'participation', 1, 5.0, 0.4, -0.02, 10, 2),
        ('PAPI', 'transparency_of_decisions', 2, 5.4, 0.4, 0.0, 10, 2),
        ('PAPI', 'vertical_accountability', 3, 4.7, 0.3, -0.03, 10, 2),
        ('PAPI', 'control_of_corruption', 4, 6.7, 0.4, 0.05, 10, 2),
        ('PAPI', 'public_administrative_procedures', 5, 7.2, 0.2, 0.01, 10, 2),
        ('PAPI', 'public_service_delivery', 6, 7.3, 0.4, 0.03, 10, 2),
        ('PAR_INDEX', 'total', 0, 85.5, 2.8, 0.5, 100, 2),
        ('PAR_INDEX', 'administrative_procedure_reform', 1, 89.0, 3.0, 0.6, 100, 2),
        ('SIPAS', 'total', 0, 82.5, 3.0, 0.3, 100, 2),
        ('SIPAS', 'service_access', 1, 83.5, 3.0, 0.3, 100, 2),
        ('DTI', 'digital_government', 1, 0.52, 0.07, 0.06, 1, 4),
        ('DTI', 'digital_economy', 2, 0.42, 0.07, 0.06, 1, 4),
        ('DTI', 'digital_society', 3, 0.47, 0.07, 0.06, 1, 4),
        ('PGI', 'total', 0, 22.0, 2.0, 0.5, 100, 2)
),
published (index_name, first_year, last_year) AS (
    VALUES ('PCI', 2014, 2025), ('PAPI', 2014, 2025), ('PAR_INDEX', 2016, 2025),
        ('SIPAS', 2017, 2025), ('DTI', 2020, 2025), ('PGI', 2022, 2025)
),
scored AS (
    SELECT u.unit, u.area_id, u.place_text, d.index_name, d.dimension, d.part, d.digits, y.year,
        least(d.scale, greatest(0, round(
            d.typical + d.growth * (y.year - 2020) + d.spread * 0.7 * (
                bell(u.unit, d.index_name || d.dimension)
                + bell(u.unit * 100 + y.year - 2000, d.index_name || d.dimension)
            ), d.digits))) AS score
    FROM published AS p
    JOIN range(2014, 2026) AS y (year) ON y.year BETWEEN p.first_year AND p.last_year
    JOIN dimensions AS d USING (index_name)
    JOIN units AS u ON u.level = 'province'
        AND u.system = CASE WHEN y.year < 2025 THEN '2004' ELSE '2025' END
        AND chance(u.unit * 100 + y.year - 2000, p.index_name || ' published') < 0.985
),
with_totals AS (
    FROM scored
    UNION ALL BY NAME
    SELECT unit, area_id, place_text, index_name, 'total' AS dimension, 0 AS part, digits, year,
        round(CASE index_name WHEN 'PCI' THEN 10 * avg(score) WHEN 'DTI' THEN avg(score)
            ELSE sum(score) + CASE WHEN year < 2018 THEN 0
                ELSE 6.2 + 0.5 * bell(unit * 100 + year - 2000, 'PAPI rest') END END, digits) AS score
    FROM scored
    WHERE index_name IN ('PCI', 'PAPI', 'DTI')
    GROUP BY unit, area_id, place_text, index_name, digits, year
),
ranked AS (
    SELECT *, CASE WHEN dimension = 'total' THEN rank() OVER (
        PARTITION BY index_name, dimension, year ORDER BY score DESC) END AS rank
    FROM with_totals
)
SELECT
    figure_code('indices', row_number() OVER (ORDER BY unit, index_name, year, part)) AS figure_id,
    'sim-indices-' || index_name || '-' || year AS source_id,
    index_name, area_id, place_text,
    CAST(year AS BIGINT) AS year,
    dimension,
    CASE WHEN index_name <> 'PGI' THEN CAST(score AS DOUBLE) END AS value,
    CASE WHEN index_name IN ('PAR_INDEX', 'SIPAS') THEN 'percent'
        WHEN index_name <> 'PGI' THEN 'point' END AS unit,
    CAST(rank AS BIGINT) AS rank,
    'reported' AS flag,
    CAST(NULL AS VARCHAR) AS note,
    CAST(NULL AS VARCHAR) AS note_vi
FROM ranked
ORDER BY figure_id
