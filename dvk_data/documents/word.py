"""The report as a Word document in the form of a state or a party document."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from functools import cache
from pathlib import Path

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ..wording import wording
from .charts import add_to_word
from .content import Chart, Report, Section, View
from .word_form import (
    CENTRE,
    FONT,
    open_head,
    page_numbers,
    rule_below,
    set_font,
    set_page,
    sign_off,
    text_width_cm,
    tighten,
)
from .word_table import write_table, write_text

FORM = Path(__file__).with_name("form.toml")
LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}
TEXT, SMALL, NOTE = 14, 12, 11
TITLE = {"state": 14, "party": 16}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
MANY_COLUMNS = 6
ROW_CM, LEAST_CM, MOST_CM = 0.7, 4.0, 10.0


@cache
def forms() -> dict:
    """The fixed words of a state and of a party document."""
    return tomllib.loads(FORM.read_text(encoding="utf-8"))


def word_file(report: Report, header: str = "state") -> bytes:
    """The report as .docx; `header`: 'state' (Decree 30/2020) or 'party' (Guidance 36-HD/VPTW)."""
    writer = _Writer(report, header)
    writer.head()
    writer.introduction()
    for number, section in enumerate(report.sections):
        writer.section(f"{ROMAN[number]}. {section.title}", section)
    writer.keep_end_together()
    sign_off(writer.document, forms()[header], header)
    for number, section in enumerate(report.annexes):
        writer.annex(ROMAN[number], section)
    file = io.BytesIO()
    writer.document.save(file)
    return file.getvalue()


class _Writer:
    """Writes the parts of one report into one document, from top to bottom."""

    def __init__(self, report: Report, header: str):
        self.report = report
        self.header = header
        self.say = wording(report.language).say
        self.views = 0
        self.document = Document()
        self._styles()
        section = self.document.sections[0]
        set_page(section, header)
        page_numbers(section)
        self.width = text_width_cm(section)
        about = self.document.core_properties
        about.title, about.author, about.comments = report.title, "", ""
        about.language = LANGUAGE_TAGS[report.language]
        about.created = about.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)

    def _styles(self) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        set_font(normal, TEXT)
        layout = normal.paragraph_format
        layout.space_before, layout.space_after = Pt(0), Pt(6)
        layout.line_spacing = 1.15
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), LANGUAGE_TAGS[self.report.language])
        normal.element.get_or_add_rPr().append(language)
        for level in (1, 2):
            heading = styles[f"Heading {level}"]
            set_font(heading, TEXT)
            heading.font.bold, heading.font.italic = True, None
            heading.font.color.rgb = RGBColor(0, 0, 0)
            heading.paragraph_format.space_before = Pt(10)
            heading.paragraph_format.space_after = Pt(6)

    def head(self) -> None:
        """Head of the form, kind of document and title; an English title below the Vietnamese."""
        words = forms()[self.header]
        open_head(self.document, words, self.header)
        size = TITLE[self.header]
        kind = self._centred(words["kind"], size, bold=True)
        kind.paragraph_format.space_before = Pt(18)
        title = forms()["title"]["text"].format(year=self.report.year, place=self.report.place_name)
        self._centred(title, TEXT, bold=True)
        if self.report.language != "vi":
            self._centred(self.report.title, TEXT, italic=True)
        if self.header == "party":
            end = self._centred("-----", TEXT)
        else:
            end = self._centred("", 3)
            rule_below(end, self.width / 2 - 2.6)
        end.paragraph_format.space_after = Pt(14)

    def introduction(self) -> None:
        say = self.say
        self._body(say("report.introduction"))
        facts = ". ".join(f"{name}: {text}" for name, text in self.report.facts)
        self._body(f"{facts}.")

    def section(self, title: str, section: Section) -> None:
        self.document.add_heading(title.upper(), level=1)
        for sentence in section.sentences:
            self._body(f"- {sentence.text.removesuffix('.')}.")
        for view in section.views:
            self.view(view)

    def keep_end_together(self) -> None:
        """A signature never stands alone on a page."""
        for paragraph in self.document.paragraphs[-2:]:
            paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(18)

    def view(self, view: View) -> None:
        """Number and finding, what is measured, chart, table, comment and source."""
        say = self.say
        self.views += 1
        name = say("report.view", number=self.views)
        caption = self._small(f"{name}. {view.title}", SMALL, bold=True, is_before=True)
        caption.paragraph_format.space_before = Pt(8)
        if view.subtitle:
            self._small(view.subtitle, SMALL, italic=True, is_before=True)
        if view.chart:
            self._chart(view.chart, view.title)
        if view.table:
            size = SMALL if len(view.table.heading) < MANY_COLUMNS else NOTE
            followed = bool(view.comment or view.source)
            write_table(self.document, view.table, self.width, size, has_source=followed)
        if view.comment:
            self._small(view.comment, SMALL, is_before=bool(view.source))
        if view.source:
            source = self._small(say("report.source", source=view.source), NOTE, italic=True)
            source.paragraph_format.space_after = Pt(10)

    def _chart(self, chart: Chart, title: str) -> None:
        paragraph = self._centred("", SMALL)
        rows = len(chart.categories) * (1 if chart.kind == "stacked" else len(chart.series))
        legend = 1.2 if len(chart.series) > 1 else 0.4
        height = (
            7.0 if chart.kind == "lines" else min(MOST_CM, LEAST_CM * 0.4 + legend + ROW_CM * rows)
        )
        add_to_word(
            paragraph.add_run(),
            chart,
            width_cm=self.width,
            height_cm=max(LEAST_CM, height),
            language=self.report.language,
            font=FONT,
            alt=title,
        )

    def annex(self, number: str, section: Section) -> None:
        """On wide pages: a table of many columns needs them."""
        say = self.say
        page = self.document.add_section(WD_SECTION.NEW_PAGE)
        set_page(page, self.header, is_wide=True)
        page.different_first_page_header_footer = False
        width = text_width_cm(page)
        heading = self.document.add_heading(say("report.annex", number=number), level=1)
        heading.alignment = CENTRE
        self._centred(section.title.upper(), TEXT, bold=True)
        attached = self._centred(forms()[self.header]["attached"], TEXT, italic=True)
        attached.paragraph_format.space_after = Pt(8)
        if not section.views:
            self._body(say("report.annex_empty"))
        for view in section.views:
            self._small(view.title, SMALL, italic=True, is_before=True)
            write_table(self.document, view.table, width, NOTE)

    def _body(self, text: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.0)
        write_text(paragraph, text)

    def _small(self, text: str, size: float, *, bold=False, italic=False, is_before: bool = False):
        """A line that belongs to a table; `is_before` keeps it on the page of what follows."""
        paragraph = self.document.add_paragraph()
        tighten(paragraph)
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.keep_with_next = is_before
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
        return paragraph

    def _centred(self, text: str, size: float, *, bold=False, italic=False):
        paragraph = self.document.add_paragraph()
        paragraph.alignment = CENTRE
        tighten(paragraph)
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
        return paragraph
