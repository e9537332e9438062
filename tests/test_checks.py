"""What must add up is added up again: the published verdicts, and every rule on drawn figures."""

import datetime as dt
from itertools import count

import pytest

from dvk_data.build.check_words import RULES
from dvk_data.build.checks import (
    IDENTITY,
    VALUE,
    Checker,
    agrees_within_rounding,
    contradicted_figures,
    is_truncated,
)
from dvk_data.indicators import load_indicators
from tests.live import CATALOGUE, raw, rows, table

DIFFERS, AGREES, UNDECIDED = False, True, None
REPORT, GOVERNMENT = "d-lamha-2023-dvk", "d-lamha-2023-dvcq"

# The published checks

PUBLISHED = [
    # source, rule, stated, recomputed, verdict, reason given (words of rules.toml), number in it
    (
        GOVERNMENT,
        "resolved_rate_of_petitions",
        86.4,
        82.02,
        DIFFERS,
        "rate_differs",
        "82.02%",
    ),
    (GOVERNMENT, "resolved_rate_of_petitions", 72, 72.22, AGREES, "", ""),
    (GOVERNMENT, "destinations_make_eligible", 352, 357, DIFFERS, "over", "5"),
    (GOVERNMENT, "types_make_total", 146, 186, DIFFERS, "over", "40"),
    (GOVERNMENT, "types_make_total", 178, 203, DIFFERS, "over", "25"),
    (GOVERNMENT, "types_make_total", 352, 352, AGREES, "", ""),
    (GOVERNMENT, "on_time_and_late_make_resolved", 40_766, 40_766, AGREES, "", ""),
    (GOVERNMENT, "kpi_rate", 99, 99.01, AGREES, "", ""),
    (REPORT, "domains_make_total", 44, 44, AGREES, "", ""),
    (REPORT, "recognised_within_registered", 42, 42, AGREES, "", ""),
    (REPORT, "registrants_make_total", 44, 39, UNDECIDED, "owners", ""),
    (REPORT, "kpi_rate", 98.4, 98.36, AGREES, "", ""),
    (REPORT, "kpi_rate", 99.57, 99.58, AGREES, "truncated", ""),
    (REPORT, "kpi_rate", 95, 93.58, DIFFERS, "rate_differs", "93.58%"),
    (REPORT, "before_and_at_deadline_make_resolved", 3760, 3756, UNDECIDED, "incomplete", ""),
    (REPORT, "same_in_two_sources", 95.82, 78.3, UNDECIDED, "different_periods", "31/10/2023"),
    ("d-yenmo-2017-dvk", "domains_make_total", 138, 138, AGREES, "", ""),
    ("d-longan-2024-dvk", "domains_make_total", 990, 990, AGREES, "", ""),
    ("d-longan-2024-dvk", "collective_and_individual_make_total", 990, 990, AGREES, "", ""),
    ("d-yenbai-2023-khoi", "domains_make_total", 101, 98, DIFFERS, "short", "3"),
    ("n-maichau-2009-19", "domains_make_total", 258, 308, DIFFERS, "over", "50"),
    ("s-dongnai-2009-2024", "domains_make_total", 15_000, 14_500, UNDECIDED, "approximate", ""),
    ("n-nghean-2024h1", "domains_make_total", 4494, 3510, UNDECIDED, "incomplete", ""),
]


@pytest.mark.parametrize(
    ("source", "rule", "stated", "recomputed", "verdict", "reason", "number"),
    PUBLISHED,
    ids=[f"{source}: {stated} and {recomputed}" for source, _, stated, recomputed, *_ in PUBLISHED],
)
def test_published_check_says_what_the_source_gives(
    source, rule, stated, recomputed, verdict, reason, number
):
    (check,) = (
        check
        for check in rows("checks", source_id=source, rule=rule, stated=stated)
        if round(check["recomputed"], 2) == recomputed
    )
    assert check["agrees"] is verdict
    assert check["difference"] == pytest.approx(check["recomputed"] - stated, abs=1e-5)
    assert bool(check["explanation_en"]) == bool(reason)
    if reason:
        assert RULES["words"]["en"][reason].partition("{")[0] in check["explanation_en"]
        assert number in check["explanation_en"]


def test_86_percent_comes_out_for_district_and_communes_together():
    (check,) = rows("checks", source_id=GOVERNMENT, stated=86.4)
    assert "(146 + 109) / (178 + 117) = 86.44%" in check["explanation_en"]
    assert "(146 + 109) / (178 + 117) = 86,44%" in check["explanation_vi"]


def test_statement_is_worded_with_the_numbers_of_its_language():
    (check,) = rows("checks", source_id="d-lamha-2023-dvcq", rule="on_time_and_late_make_resolved")
    for language, on_time, resolved in [("vi", "40.363", "40.766"), ("en", "40,363", "40,766")]:
        assert on_time in check[f"statement_{language}"]
        assert resolved in check[f"statement_{language}"]


def test_contradicted_figures_carry_the_flag():
    refuted = contradicted_figures(table("checks"))
    assert refuted
    for name in IDENTITY:
        for figure in table(name):
            if figure["figure_id"] in refuted:
                assert figure["flag"] in ("contradicted", "corrected"), figure


@pytest.mark.parametrize("name", IDENTITY)
def test_contradicted_flag_has_a_reason(name):
    """A check, or a note of the person who wrote the figure down."""
    refuted = contradicted_figures(table("checks"))
    for figure, written in zip(table(name), raw(name), strict=True):
        if figure["flag"] == "contradicted" and figure["figure_id"] not in refuted:
            assert written["flag"] == "contradicted"
            assert figure["note_vi"], figure


@pytest.mark.parametrize("name", IDENTITY)
def test_checking_changes_no_figure(name):
    column = VALUE.get(name, "value")
    stated = [figure[column] for figure in table(name)]
    assert stated == [float(row[column]) if row[column] else None for row in raw(name)]


def test_outcome_taken_from_a_contradicted_figure_is_contradicted_too():
    refuted = {
        (row["source_id"], row["indicator"], row["value"])
        for row in rows("service_kpis", flag="contradicted")
    }
    copies = [
        row
        for row in table("model_outcomes")
        if (row["source_id"], row["indicator"], row["value"]) in refuted
    ]
    assert copies
    assert {row["flag"] for row in copies} == {"contradicted"}


# Rounding


@pytest.mark.parametrize(
    ("stated", "decimals", "recomputed", "agrees", "truncated"),
    [
        (72, 0, 72.22, True, False),
        (93, 0, 93.26, True, False),
        (100, 0, 99.6, True, False),
        (83, 0, 82.5, True, False),
        (83, 0, 82.49, False, False),
        (83, 0, 83.99, True, True),
        (83, 0, 84, False, True),
        (98.4, 1, 98.36, True, False),
        (86.4, 1, 86.44, True, False),
        (86.4, 1, 82.02, False, False),
        (74.6, 1, 74.7, False, True),
        (99.57, 2, 99.5768, True, True),
        (99.57, 2, 99.58, False, True),
        (95, 0, 93.58, False, False),
        (0, 0, 0, True, False),
    ],
)
def test_stated_is_recomputed_rounded_or_cut_off(stated, decimals, recomputed, agrees, truncated):
    assert agrees_within_rounding(stated, recomputed, decimals) is agrees
    assert is_truncated(stated, recomputed, decimals) is truncated


# Rules on drawn figures

YEAR = {"date_from": dt.date(2023, 1, 1), "date_to": dt.date(2023, 12, 31)}
HERE = {
    "source_id": "a",
    "area_id": "2004-district-676",
    "place_text": "Lâm Hà",
    "flag": "reported",
}
NUMBERS = count(1)


def figure(name, written, **columns):
    """One figure of a table; `written` is its value as a source prints it."""
    return {
        "table": name,
        "figure_id": f"figure-{next(NUMBERS)}",
        "decimals": len(written.partition(".")[2]),
        VALUE.get(name, "value"): float(written),
        "flag": "reported",
        **HERE,
        **columns,
    }


def models(written, **columns):
    kinds = dict.fromkeys(("domain", "entity_type", "registrant_type"), "all")
    plain = {"organisation": None, "status": "registered", "award_level": None}
    return figure("model_counts", written, **{**YEAR, **plain, **kinds, **columns})


def procedure(indicator, written, **columns):
    unit = load_indicators().of_subject("service_kpis")[indicator].units[0]
    plain = {"agency": None, "indicator": indicator, "unit": unit}
    return figure("service_kpis", written, **{**YEAR, **plain, **columns})


def letters(stage, written, **columns):
    unit = "percent" if stage.endswith("_rate") else "petition"
    plain = {"handled_by": "whole_area", "stage": stage, "petition_type": "all", "unit": unit}
    return figure("petitions", written, **{**YEAR, **plain, **columns})


def procedures(**written):
    return [procedure(indicator, text) for indicator, text in written.items()]


def stages(**written):
    return [letters(stage, text) for stage, text in written.items()]


def score(total, *groups):
    names = ("transparency", "progress", "online_services", "online_payment")
    names += ("digitisation", "satisfaction")
    parts = {f"score_766_{name}": text for name, text in zip(names, groups, strict=True)}
    return procedures(score_766_total=total, **parts)


def check(figures, explanations=()):
    """Checks of drawn figures, as the build would publish them."""
    tables = {name: [f for f in figures if f["table"] == name] for name in IDENTITY}
    titles = {f["source_id"]: {"source_id": f["source_id"], "title": "Báo cáo"} for f in figures}
    tables["sources"] = list(titles.values())
    return Checker(tables, CATALOGUE.codes, load_indicators(), list(explanations)).run()


def verdicts(figures, rule):
    return [found["agrees"] for found in check(figures) if found["rule"] == rule]


def domains(total, economy, culture, defence, politics, **columns):
    return [
        models(total, **columns),
        models(economy, domain="economy", **columns),
        models(culture, domain="culture_society", **columns),
        models(defence, domain="defence_security", **columns),
        models(politics, domain="political_system", **columns),
    ]


# For each rule figures that break it; the figure that is judged comes first.
BROKEN = {
    "domains_make_total": domains("10", "3", "4", "1", "1"),
    "collective_and_individual_make_total": [
        models("10"),
        models("6", entity_type="collective"),
        models("5", entity_type="individual"),
    ],
    "registrants_make_total": [
        models("10"),
        models("5", registrant_type="party_committee"),
        models("5", registrant_type="veterans"),
        models("5", registrant_type="individual"),
    ],
    "recognised_within_registered": [models("12", status="recognised"), models("10")],
    "on_time_and_late_make_resolved": procedures(
        dossiers_resolved="100", dossiers_on_time="90", dossiers_late="9"
    ),
    "before_and_at_deadline_make_resolved": procedures(
        dossiers_resolved="100",
        dossiers_before_deadline="90",
        dossiers_at_deadline="4",
        dossiers_late="5",
    ),
    "before_and_at_deadline_make_on_time": procedures(
        dossiers_on_time="100", dossiers_before_deadline="90", dossiers_at_deadline="9"
    ),
    "resolved_and_pending_make_received": procedures(
        dossiers_received="100", dossiers_resolved="90", dossiers_pending="9"
    ),
    "channels_make_received": procedures(
        dossiers_received="100", dossiers_online="90", dossiers_direct="5", dossiers_postal="4"
    ),
    "pending_parts_make_pending": procedures(
        dossiers_pending="100", dossiers_pending_on_time="90", dossiers_pending_late="9"
    ),
    "full_and_partial_make_online_services": procedures(
        online_services="100", full_online_services="90", partial_online_services="9"
    ),
    "groups_make_score_766": score("90", "18", "20", "12", "10", "22", "17"),
    "on_time_within_resolved": procedures(dossiers_on_time="101", dossiers_resolved="100"),
    "resolved_within_received": procedures(dossiers_resolved="101", dossiers_received="100"),
    "kpi_rate": procedures(on_time_rate="95", dossiers_on_time="90", dossiers_resolved="100"),
    "types_make_total": [
        letters("received", "100"),
        letters("received", "50", petition_type="complaint"),
        letters("received", "20", petition_type="denunciation"),
        letters("received", "20", petition_type="petition"),
    ],
    "complaints_and_denunciations_make_both": [
        letters("received", "100", petition_type="complaint_denunciation"),
        letters("received", "50", petition_type="complaint"),
        letters("received", "20", petition_type="denunciation"),
    ],
    "destinations_make_eligible": stages(
        eligible="100", guided="50", transferred="20", within_jurisdiction="20"
    ),
    "eligible_and_ineligible_make_received": stages(received="100", eligible="80", ineligible="30"),
    "within_and_outside_make_eligible": stages(
        eligible="100", within_jurisdiction="80", outside_jurisdiction="30"
    ),
    "resolved_and_pending_make_within": stages(
        within_jurisdiction="100", resolved="80", pending="30"
    ),
    "eligible_within_received": stages(eligible="101", received="100"),
    "resolved_within_jurisdiction": stages(resolved="101", within_jurisdiction="100"),
    "resolved_rate_of_petitions": stages(
        resolved_rate="95", resolved="90", within_jurisdiction="100"
    ),
    "same_in_two_sources": [models("10"), models("12", source_id="b")],
}


def test_every_rule_has_a_name():
    named = [rule["rule"] for kind in ("sum", "at_most", "rate") for rule in RULES[kind]]
    assert sorted({*named, "kpi_rate", "same_in_two_sources"}) == sorted(CATALOGUE.codes["rule"])


@pytest.mark.parametrize("rule", CATALOGUE.codes["rule"])
def test_every_rule_can_differ(rule):
    (found,) = (found for found in check(BROKEN[rule]) if found["rule"] == rule)
    assert found["agrees"] is DIFFERS
    assert found["figure_id"] == BROKEN[rule][0]["figure_id"]
    assert found["explanation_vi"] != found["explanation_en"] != ""
    assert found["statement_vi"] != found["statement_en"]


@pytest.mark.parametrize("rule", CATALOGUE.codes["rule"])
def test_every_rule_agrees_once_the_figure_is_what_was_recomputed(rule):
    judged, *others = BROKEN[rule]
    (found,) = (found for found in check(BROKEN[rule]) if found["rule"] == rule)
    mended = judged | {VALUE.get(judged["table"], "value"): found["recomputed"]}
    assert verdicts([mended, *others], rule) == [AGREES]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_of_the_checks_exists_in_both_languages(language):
    assert RULES["words"][language].keys() == RULES["words"]["vi"].keys()
    assert all(RULES["words"][language].values())


# What cannot be judged


@pytest.mark.parametrize("position", range(3))
def test_approximate_figures_are_not_judged(position):
    for rule in ("collective_and_individual_make_total", "on_time_and_late_make_resolved"):
        figures = [dict(figure) for figure in BROKEN[rule]]
        figures[position]["flag"] = "approximate"
        assert verdicts(figures, rule) == [UNDECIDED]
    rate = [dict(figure) for figure in BROKEN["kpi_rate"]]
    rate[position]["flag"] = "approximate"
    assert verdicts(rate, "kpi_rate") == [UNDECIDED]


def test_approximate_bounds_are_not_judged():
    figures = [models("12", status="recognised", flag="approximate"), models("10")]
    assert verdicts(figures, "recognised_within_registered") == [UNDECIDED]


def test_approximate_figures_that_agree_agree():
    figures = domains("9", "3", "4", "1", "1", flag="approximate")
    assert verdicts(figures, "domains_make_total") == [AGREES]


def test_incomplete_domains_are_not_judged():
    without_politics = domains("10", "3", "4", "1", "0")[:-1]
    assert verdicts(without_politics, "domains_make_total") == [UNDECIDED]


def test_dossiers_that_are_neither_early_nor_on_the_day_may_be_late():
    judged, before, at_deadline, _ = BROKEN["before_and_at_deadline_make_resolved"]
    figures = [judged, before, at_deadline]
    assert verdicts(figures, "before_and_at_deadline_make_resolved") == [UNDECIDED]


@pytest.mark.parametrize(("stated", "verdict"), [("90", AGREES), ("95", UNDECIDED)])
def test_rate_is_not_refuted_by_a_denominator_it_is_not_defined_by(stated, verdict):
    figures = stages(resolved_rate=stated, resolved="90", received="100")
    assert verdicts(figures, "resolved_rate_of_petitions") == [verdict]


def test_incomplete_domains_that_exceed_the_total_differ():
    without_politics = domains("7", "3", "4", "1", "0")[:-1]
    assert verdicts(without_politics, "domains_make_total") == [DIFFERS]


def test_a_single_domain_says_nothing_of_the_total():
    assert verdicts([models("10"), models("3", domain="economy")], "domains_make_total") == []


def test_fewer_owners_than_models_is_no_error():
    total, *owners = BROKEN["registrants_make_total"]
    assert verdicts([total | {"model_count": 20}, *owners], "registrants_make_total") == [UNDECIDED]


def test_missing_part_says_nothing():
    assert check(procedures(dossiers_resolved="100", dossiers_on_time="90"))[0]["rule"] == (
        "on_time_within_resolved"
    )


def test_nothing_is_divided_by_zero():
    figures = procedures(on_time_rate="0", dossiers_on_time="0", dossiers_resolved="0")
    assert verdicts(figures, "kpi_rate") == []


# Like with like


@pytest.mark.parametrize(
    "other",
    [
        {"source_id": "b"},
        {"area_id": "2004-district-677", "place_text": "Di Linh"},
        {"date_to": dt.date(2023, 6, 30)},
        {"status": "maintained"},
        {"award_level": "district"},
        {"organisation": "Công an huyện"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_parts_of_another_kind_are_not_added(other):
    total, *parts = BROKEN["collective_and_individual_make_total"]
    foreign = [part | other for part in parts]
    assert verdicts([total, *foreign], "collective_and_individual_make_total") == []


def test_letters_and_cases_are_never_added():
    total, *parts = BROKEN["types_make_total"]
    assert verdicts([total, *(part | {"unit": "case"} for part in parts)], "types_make_total") == []


@pytest.mark.parametrize("stage", [s for s in CATALOGUE.codes["stage"] if s.endswith("_rate")])
@pytest.mark.parametrize("total", ["all", "complaint_denunciation"])
def test_rates_are_never_added(stage, total):
    kinds = [total, "complaint", "denunciation", "petition"]
    figures = [letters(stage, "50", petition_type=kind) for kind in kinds]
    assert check(figures) == []


def test_two_figures_of_one_kind_are_not_chosen_from():
    total, *parts = BROKEN["collective_and_individual_make_total"]
    twice = [total, *parts, models("7", entity_type="collective")]
    assert verdicts(twice, "collective_and_individual_make_total") == []


# Explanations


def test_rate_that_comes_out_for_another_denominator_says_so():
    figures = procedures(
        on_time_rate="75", dossiers_on_time="90", dossiers_resolved="100", dossiers_received="120"
    )
    (found,) = (found for found in check(figures) if found["rule"] == "kpi_rate")
    assert found["agrees"] is DIFFERS
    assert found["recomputed"] == 90
    assert found["explanation_en"].endswith("(75%).")


def test_rate_that_comes_out_for_all_handlers_together_says_so():
    district = {"handled_by": "district"}
    commune = {"handled_by": "commune"}
    figures = [
        letters("resolved_rate", "86.4", **district),
        letters("resolved", "146", **district),
        letters("within_jurisdiction", "178", **district),
        letters("resolved", "109", **commune),
        letters("within_jurisdiction", "117", **commune),
    ]
    (found,) = (found for found in check(figures) if found["rule"] == "resolved_rate_of_petitions")
    assert "(146 + 109) / (178 + 117) = 86,44%" in found["explanation_vi"]


def test_what_a_person_found_out_is_added_to_the_explanation():
    by_hand = {
        "rule": "types_make_total",
        "source_id": "a",
        "stated": 100.0,
        "explanation_vi": "Đã hỏi lại.",
        "explanation_en": "We asked.",
    }
    (found,) = check(BROKEN["types_make_total"], [by_hand])
    assert found["explanation_en"].endswith(". We asked.")
    assert found["explanation_vi"].endswith(". Đã hỏi lại.")


# Two sources


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({}, DIFFERS),
        ({"flag": "inferred_place"}, DIFFERS),
        ({"flag": "approximate"}, UNDECIDED),
        ({"flag": "inferred_period"}, UNDECIDED),
        ({"date_to": dt.date(2023, 10, 31)}, UNDECIDED),
        ({"date_from": None}, UNDECIDED),
    ],
    ids=str,
)
def test_two_sources_differ_only_when_both_are_sure_of_the_same_period(other, verdict):
    figures = [models("10"), models("12", source_id="b", **other)]
    assert verdicts(figures, "same_in_two_sources") == [verdict]


def test_two_sources_that_differ_are_both_contradicted():
    figures = BROKEN["same_in_two_sources"]
    assert contradicted_figures(check(figures)) == {figure["figure_id"] for figure in figures}


def test_total_that_differs_is_contradicted_but_not_its_parts():
    total, *_ = figures = BROKEN["domains_make_total"]
    assert contradicted_figures(check(figures)) == {total["figure_id"]}


def test_two_sources_of_different_years_are_not_compared():
    later = {"date_from": dt.date(2024, 1, 1), "date_to": dt.date(2024, 12, 31)}
    assert check([models("10"), models("12", source_id="b", **later)]) == []


def test_source_with_fewer_decimals_agrees_with_the_finer_one():
    coarse, fine = procedure("on_time_rate", "99"), procedure("on_time_rate", "99.16")
    assert verdicts([coarse, fine | {"source_id": "b"}], "same_in_two_sources") == [AGREES]
    assert verdicts([fine, coarse | {"source_id": "b"}], "same_in_two_sources") == [AGREES]


def test_every_pair_of_sources_is_compared():
    to_october = models("5", date_to=dt.date(2023, 10, 31))
    figures = [to_october, models("10", source_id="b"), models("12", source_id="c")]
    assert DIFFERS in verdicts(figures, "same_in_two_sources")
