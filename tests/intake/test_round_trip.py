"""What is written into our workbooks comes back as the same rows, and the build takes them."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvk_data.build.__main__ import build
from dvk_data.intake import load_forms, read_submission
from dvk_data.places import fold, normalise
from tests.drawn import draw_directory
from tests.intake.sheets import COMMUNE, PROVINCE, REFERENCES, YEAR, filled

FEW = settings(max_examples=12, suppress_health_check=list(HealthCheck))
LETTERS = "abcdđeghiklmnopqrstuvxyăâêôơưàáảãạếệốộớợứựỳỵ ĐĂÂQXH0123456789=+-@',.()“”/"
TEXTS = st.text(LETTERS, min_size=1, max_size=30).map(normalise)
NAMES = TEXTS.filter(lambda text: len(fold(text)) > 2 and not re.match(r"(tổng|cộng|vd)", text))
DAYS = st.dates(YEAR[0], YEAR[1])
COUNTS = st.integers(0, 10**9)
DONG = st.integers(0, 10**13)
FIGURES = [form for form in load_forms().values() if form.rows == "unit"]
COMMUNES = [area for area in REFERENCES.communes_in(PROVINCE)][:6]


def codes(code_list, *left_out):
    names = REFERENCES.codes[code_list]
    return st.sampled_from([code for code in names if code not in left_out])


def named(code_list, code):
    return REFERENCES.codes[code_list][code]["vi"] if code else None


MODELS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "domain": codes("domain", "all"),
        "owner_type": codes("owner_type", "all", "individual"),
        "owner_name": st.none() | NAMES,
        "progress": st.none() | codes("progress"),
        "result": st.none() | codes("result"),
        "date_from": st.none() | DAYS,
        "households_helped": st.none() | COUNTS,
        "money_raised": st.none() | DONG,
    }
)


@FEW
@given(st.lists(MODELS, min_size=1, max_size=4, unique_by=lambda model: fold(model["name"])))
def test_register_comes_back_as_it_was_written(models):
    cells = [
        {
            **model,
            "entity_type": named("entity_type", "collective"),
            "domain": named("domain", model["domain"]),
            "owner_type": named("owner_type", model["owner_type"]),
            "progress": named("progress", model["progress"]),
            "result": named("result", model["result"]),
            "money_raised": None
            if model["money_raised"] is None
            else float(Decimal(model["money_raised"]) / 10**6),
        }
        for model in models
    ]
    content = filled("register@2025", cells, area_id=COMMUNE)
    submission = read_submission("a.xlsx", content, references=REFERENCES)
    assert not submission.errors
    copied = ("name", "domain", "owner_type", "owner_name", "progress", "result", "date_from")
    assert [{c: row[c] for c in copied} for row in submission.rows["models"]] == [
        {c: str(model[c] or "") for c in copied} for model in models
    ]
    by_name = {row["model_id"]: row["name"] for row in submission.rows["models"]}
    assert {
        (by_name[row["model_id"]], row["indicator"], row["value"])
        for row in submission.rows["model_outcomes"]
    } == {
        (model["name"], key, str(model[key]))
        for model in models
        for key in ("households_helped", "money_raised")
        if model[key] is not None
    }


@pytest.mark.parametrize("form", FIGURES, ids=lambda form: form.code)
@settings(FEW, max_examples=3)
@given(data=st.data())
def test_figures_come_back_as_they_were_written(form, data):
    columns = [column for column in form.columns if column.is_number]
    areas = data.draw(st.lists(st.sampled_from(COMMUNES), min_size=1, max_size=3, unique=True))
    values = {"count": COUNTS, "money": DONG, "decimal": st.integers(0, 10**6)}
    written = [
        {c.key: data.draw(values[c.type] if c.required else st.none() | values[c.type])
         for c in columns}
        for _ in areas
    ]  # fmt: skip
    cells = [
        {"unit": area.name, **{
            key: value / 10**6 if value is not None and form.column(key).type == "money" else value
            for key, value in row.items()}}
        for area, row in zip(areas, written, strict=True)
    ]  # fmt: skip
    content = filled(form.code, cells)
    submission = read_submission("a.xlsx", content, references=REFERENCES)
    assert submission.form == form.code
    assert not submission.errors
    value = "model_count" if form.table == "model_counts" else "value"
    summed = {tuple(entry.figure.items()) for entry in form.sums}
    found = [
        (row["commune"], row[value])
        for row in submission.rows[form.table]
        if not any(all(row[k] == v for k, v in figure) for figure in summed)
    ]
    assert sorted(found) == sorted(
        (area.name, str(row[column.key]))
        for area, row in zip(areas, written, strict=True)
        for column in columns
        if row[column.key] is not None and column.figure is not None
    )


@pytest.mark.parametrize("form", FIGURES, ids=lambda form: form.code)
def test_every_column_of_figures_becomes_a_figure_of_its_own(form):
    """No two columns of a form speak of the same figure, and every code exists."""
    rows = [
        {**form.defaults, **column.figure} for column in form.columns if column.figure is not None
    ]
    rows += [{**form.defaults, **entry.figure} for entry in form.sums]
    assert len({tuple(sorted(row.items())) for row in rows}) == len(rows)
    lists = {"stage": "stage", "unit": "unit", "petition_type": "petition_type"}
    lists |= {"handled_by": "handled_by", "status": "status", "domain": "domain"}
    for row in rows:
        for column, code_list in lists.items():
            assert row.get(column, "all") in {*REFERENCES.codes[code_list], "all"}
    numbers = {column.number for column in form.columns}
    assert all({i.left, *i.parts} <= numbers for i in form.identities)


def test_what_the_example_rows_say_is_right():
    """The example of every form keeps its own identities."""
    for form in FIGURES:
        example = {column.number: Decimal(column.example or 0)
                   for column in form.columns if column.is_number}  # fmt: skip
        for identity in form.identities:
            left, right = example[identity.left], sum(example[n] for n in identity.parts)
            assert left == right if identity.sign == "=" else left <= right, (form.code, identity)


def test_build_takes_what_was_read(tmp_path):
    """A register, and one report of each form of figures, beside each other in one build."""
    model = {"name": "Hiến đất", "entity_type": "Tập thể", "domain": "Kinh tế",
             "progress": "Mới", "money_raised": 12.5, "date_from": dt.date(2025, 8, 1),
             "decision_number": "12-QĐ/ĐU", "decision_date": dt.date(2025, 12, 1)}  # fmt: skip
    contents = [filled("register@2025", [model], area_id=COMMUNE)]
    for form in FIGURES:
        if form.version != "tt-06-2025":
            row = {c.key: float(c.example or 0) for c in form.columns if c.is_number}
            period = YEAR if form.version != "tt-02-2021" else (YEAR[0], dt.date(2025, 9, 30))
            contents.append(
                filled(form.code, [{"unit": "Xã Phú Sơn Lâm Hà", **row}], period=period)
            )
    rows = {}
    for content in contents:
        submission = read_submission("a.xlsx", content, references=REFERENCES)
        assert not submission.problems, submission.problems
        for table, new in submission.rows.items():
            rows.setdefault(table, []).extend(new)
    directory = draw_directory(tmp_path / "datasets", **rows)
    report = build(directory)
    assert "not matched" not in report
    assert "differ 0" in report
