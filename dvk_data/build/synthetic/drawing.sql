-- Chances that follow from the seed, a number and what is decided: the same at every run.
CREATE MACRO chance(number, decision) AS
    (hash(xor(CAST(number AS UBIGINT), hash(decision || getvariable('seed')))) >> 11)
    / 9007199254740992.0;
-- The card that a number draws from a deck.
CREATE MACRO draw(number, decision) AS
    CAST(floor(chance(number, decision) * 1024) AS BIGINT);
-- About normal, with mean 0 and deviation 1.
CREATE MACRO bell(number, decision) AS
    sqrt(-2 * ln(1 - chance(number, decision || ' far'))) * cos(2 * pi() * chance(number, decision));
-- A whole number of two leading digits, as people report.
CREATE MACRO rounded(value) AS
    greatest(1, round(round(value / pow(10, floor(log10(value)) - 1))
        * pow(10, floor(log10(value)) - 1)));
-- Code of a figure, the same width for all so that files are sorted by it.
CREATE MACRO figure_code(subject, number) AS subject || format('-{:010x}', CAST(number AS BIGINT));
-- How a figure of a whole report stands, where nothing contradicts it.
CREATE MACRO flag_of(number) AS
    CASE WHEN chance(number, 'flag') < 0.93 THEN 'reported'
        WHEN chance(number, 'flag') < 0.96 THEN 'approximate'
        WHEN chance(number, 'flag') < 0.985 THEN 'inferred_period'
        ELSE 'inferred_place' END;
-- Numbers as the readers of a language write them.
CREATE MACRO number_en(value, digits) AS
    CASE WHEN digits = 0 THEN format('{:,}', CAST(value AS BIGINT)) ELSE format('{:.2f}', value) END;
CREATE MACRO number_vi(value, digits) AS
    translate(number_en(value, digits), ',.', '.,');
-- Code of the document that states what a province reports of a subject for a year.
CREATE MACRO source_code(subject, area_id, year) AS
    'sim-' || subject || '-' || area_id || '-' || coalesce(CAST(year AS VARCHAR), 'undated');
-- Whether a unit reports for a period: in a small set few units report, and those not often.
CREATE MACRO is_reported(unit, period, subject, share) AS
    chance(unit, subject || ' reports') < sqrt(share)
    AND chance(unit * 1000 + period, subject || ' reported') < 0.92 * sqrt(share);
