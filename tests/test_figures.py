"""Charts: true lengths, fixed colours, and numbers written as the language writes them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_data import figures
from tests.examined import examined
from tests.live import CATALOGUE

DOMAINS = [code for code in CATALOGUE.codes["domain"] if code != "all"]
LABELS = ["Văn hóa - xã hội", "Xây dựng hệ thống chính trị", "Kinh tế"]


def draw(values, language="vi", **options):
    texts = [figures.share_text(value, sum(values), language) for value in values]
    labels = LABELS[: len(values)]
    options = {"is_dark": False, "axis_title": "Số mô hình", **options}
    return examined(figures.bars(labels, values, texts, language=language, **options))


def contrast(colour, background):
    """Contrast ratio of two '#RRGGBB' colours as WCAG 2 defines it, from 1 to 21."""

    def luminance(hexadecimal):
        channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(colour), luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("values", [[24, 12, 8], [1], [0, 0], [40363, 7, 0]])
def test_bars_start_at_zero_and_the_longest_fits(values):
    axis = draw(values).layout.xaxis
    assert axis.range[0] == 0
    assert axis.range[1] >= max(values)


def test_values_texts_and_labels_belong_together():
    bar = draw([24, 12, 8]).data[0]
    assert list(zip(bar.y, bar.x, bar.text, strict=True)) == [
        ("Văn hóa - xã hội", 24, "24 (54,5%)"),
        ("Xây dựng hệ thống<br>chính trị", 12, "12 (27,3%)"),
        ("Kinh tế", 8, "8 (18,2%)"),
    ]


def test_first_value_stands_at_the_top():
    assert draw([24, 12, 8]).layout.yaxis.autorange == "reversed"


def test_years_are_names_and_not_numbers():
    chart = figures.bars(
        ["2020", "2021"],
        [808, 674],
        ["808", "674"],
        language="en",
        is_dark=False,
        axis_title="Letters",
    )
    assert examined(chart).layout.yaxis.type == "category"


def test_few_models_are_counted_in_whole_steps():
    assert draw([3, 1]).layout.xaxis.dtick == 1


@pytest.mark.parametrize(("language", "text"), [("vi", "12.345 (30,3%)"), ("en", "12,345 (30.3%)")])
def test_share_is_written_with_its_count(language, text):
    assert figures.share_text(12345, 40766, language) == text


def test_share_of_nothing_is_not_written():
    assert figures.share_text(0, 0, "vi") == "0"


@pytest.mark.parametrize(("language", "separators"), [("vi", ",."), ("en", ".,")])
def test_axis_has_the_separators_of_the_language(language, separators):
    assert draw([40363], language).layout.separators == separators


def test_vietnamese_locale_is_brought_along():
    config = figures.chart_config("vi")
    signs = config["locales"][config["locale"]]["format"]
    assert (signs["decimal"], signs["thousands"]) == (",", ".")
    assert "locale" not in figures.chart_config("en")


@pytest.mark.parametrize("is_dark", [False, True])
def test_every_domain_has_a_colour_of_its_own(is_dark):
    colours = {figures.domain_colour(domain, is_dark) for domain in DOMAINS}
    assert len(colours) == len(DOMAINS)
    assert colours == set(figures.palette(is_dark)["chartCategoricalColors"])


def test_domain_keeps_its_place_in_the_palette_in_both_themes():
    for domain in DOMAINS:
        places = {
            figures.palette(is_dark)["chartCategoricalColors"].index(
                figures.domain_colour(domain, is_dark)
            )
            for is_dark in (False, True)
        }
        assert len(places) == 1, domain


@pytest.mark.parametrize("is_dark", [False, True])
def test_colours_stand_out_from_the_background(is_dark):
    theme = figures.palette(is_dark)
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 3, colour


@pytest.mark.parametrize("is_dark", [False, True])
def test_texts_of_a_chart_stand_out_from_the_background(is_dark):
    chart, background = draw([3], is_dark=is_dark), figures.palette(is_dark)["backgroundColor"]
    for font in (chart.data[0].textfont, chart.layout.yaxis.tickfont):
        assert contrast(font.color, background) >= 4.5


def test_contrast_is_measured_as_its_definition_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(st.lists(st.text("aăđệỹ", min_size=1, max_size=25), min_size=1))
def test_labels_are_wrapped_between_words(words):
    lines = figures.wrapped(" ".join(words)).split("<br>")
    assert " ".join(lines).split() == words
    assert all(len(line) <= 20 or " " not in line for line in lines)
    assert all(len(f"{line} {after.split()[0]}") > 20 for line, after in pairwise(lines))
