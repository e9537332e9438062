"""Prepared views as a PowerPoint file: native charts and tables that can be edited."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

from ..figures import palette
from ..wording import wording
from . import charts
from .content import GAP, Report, Section, Table, View
from .slide_layout import (
    bars_at_most,
    chart_size,
    even_groups,
    row_height,
    table_pages,
    table_size,
    widths_of,
)

FONT = "Arial"
WIDTH, HEIGHT = 33.867, 19.05  # centimetres: 16 by 9
EDGE, TOP, FOOT = 1.4, 4.1, 1.5
BLANK = 6
INK, GREY, WHITE, MARK = (RGBColor.from_string(c) for c in ("1B1B1B", "595959", "FFFFFF", "FFF2B3"))
SHADE = RGBColor.from_string("E7EDF5")
POINT_SIZE, NOTE_SIZE = 18, 11
BESIDE_ROWS, BESIDE_COLUMNS = 8, 4
SUBTITLE_LETTERS = 125  # of one line
POINT_LETTERS, POINT_LINES = 95, 17  # of a slide of points, on the cautious side


@dataclass(frozen=True)
class Cover:
    """The first slide: what is shown, and the facts that it rests on."""

    title: str
    subtitle: str
    facts: list[tuple[str, str]]


def slide_file(report: Report) -> bytes:
    """The report as slides: headline, one finding after the other, attention, gaps, sources."""
    say = wording(report.language).say
    views = [report.headline]
    for section in report.sections:
        views += [view for view in section.views if section is not report.attention]
    views += points(report.attention, say)
    views += report.attention.views
    by_data = [section for section in report.sections if not section.is_by_hand]
    gaps = Section(say("report.gaps"), [s for section in by_data for s in section.open_sentences])
    views += points(gaps, say)
    for annex in report.annexes[1:]:
        views += [replace(view, title=annex.title, subtitle=view.title) for view in annex.views]
    cover = Cover(report.title, say("report.cover"), report.facts)
    return slides_of(views, cover, report.language)


def points(section: Section, say: Callable) -> list[View]:
    """The sentences of a section as views, as many on each as fit."""
    texts = [sentence.text for sentence in section.sentences]
    heights = [1.4 + len(text) // POINT_LETTERS for text in texts]
    return [
        View(
            say("report.continued", title=section.title) if position else section.title,
            comment="\n".join(texts[number] for number in group),
        )
        for position, group in enumerate(even_groups(heights, POINT_LINES, 1))
        if group
    ]


def slides_of(views: list[View], cover: Cover, language: str) -> bytes:
    """A .pptx with a cover and one or several slides per view: a long table is continued."""
    deck = _Deck(cover, language)
    for view in views:
        deck.view(view)
    file = io.BytesIO()
    deck.presentation.save(file)
    return file.getvalue()


class _Deck:
    def __init__(self, cover: Cover, language: str):
        self.language = language
        self.say = wording(language).say
        self.accent = RGBColor.from_string(
            palette(is_dark=False)["chartCategoricalColors"][0].lstrip("#")
        )
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = Cm(WIDTH), Cm(HEIGHT)
        self.presentation.core_properties.title = cover.title
        self.presentation.core_properties.author = ""
        self._cover(cover)

    def _cover(self, cover: Cover) -> None:
        slide = self._slide()
        band = slide.shapes.add_shape(1, 0, 0, Cm(1.0), Cm(HEIGHT))
        band.fill.solid()
        band.fill.fore_color.rgb = self.accent
        band.line.fill.background()
        self._text(slide, cover.subtitle, 2.6, 2.6, WIDTH - 5, 1.2, 18, colour=GREY)
        self._text(slide, cover.title, 2.6, 4.0, WIDTH - 5, 6.5, 36, bold=True, colour=self.accent)
        facts = "\n".join(f"{name}: {text}" for name, text in cover.facts)
        self._text(slide, facts, 2.6, 11.4, WIDTH - 5, 5.5, 16)
        slide.notes_slide.notes_text_frame.text = "\n".join([cover.title, cover.subtitle, facts])

    def view(self, view: View) -> None:
        """Chart and small table side by side; else the chart, then the table on its own slides."""
        table = view.table
        is_beside = (
            view.chart is not None
            and table is not None
            and len(table.rows) <= BESIDE_ROWS
            and len(table.heading) <= BESIDE_COLUMNS
        )
        parts = charts.pages(view.chart, bars_at_most(view.chart)) if view.chart else []
        for number, chart in enumerate(parts):
            slide = self._open(self._continued(view, number))
            width = (WIDTH - 2 * EDGE) * (0.56 if is_beside else 1)
            bottom = self._bottom(view)
            charts.draw(
                slide.shapes,
                chart,
                Cm(EDGE),
                Cm(TOP),
                Cm(width),
                Cm(bottom - TOP),
                language=self.language,
                font=FONT,
                size=chart_size(chart),
                alt=view.title,
            )
            if is_beside:
                left = EDGE + width + 0.6
                width = WIDTH - EDGE - left
                size = table_size(table, width, bottom - TOP)
                self._table(slide, table, table.rows, left, width, size)
        if table and not is_beside:
            self._table_slides(view, len(parts))
        if not view.chart and not table:
            slide = self._open(replace(view, comment=""))
            self._points(slide, view.comment)

    def _continued(self, view: View, number: int) -> View:
        """The view as the slide after so many others of it says it."""
        if not number:
            return view
        say = self.say
        return replace(view, title=say("report.continued", title=view.title))

    def _table_slides(self, view: View, shown: int) -> None:
        """The table on slides of its own, after `shown` slides with the chart."""
        width, room = WIDTH - 2 * EDGE, self._bottom(view) - TOP
        size = table_size(view.table, width, room)
        for number, rows in enumerate(table_pages(view.table, width, room, size)):
            slide = self._open(self._continued(view, shown + number))
            self._table(slide, view.table, rows, EDGE, width, size)

    def _open(self, view: View):
        """A slide with title, subtitle, comment, source line and the references in its notes."""
        say = self.say
        slide = self._slide()
        size = 26 if len(view.title) <= 90 else 22 if len(view.title) <= 150 else 18
        self._text(
            slide,
            view.title,
            EDGE,
            0.7,
            WIDTH - 2 * EDGE,
            2.3,
            size,
            bold=True,
            colour=self.accent,
            anchor=MSO_ANCHOR.MIDDLE,
        )
        if view.subtitle:
            size = 14 if len(view.subtitle) <= SUBTITLE_LETTERS else 11
            self._text(slide, view.subtitle, EDGE, 3.0, WIDTH - 2 * EDGE, 0.9, size, colour=GREY)
        if view.comment:
            self._text(slide, view.comment, EDGE, HEIGHT - FOOT - 1.5, WIDTH - 2 * EDGE, 1.4, 13)
        if view.source:
            source = say("report.source", source=view.source)
            self._text(
                slide,
                source,
                EDGE,
                HEIGHT - FOOT,
                WIDTH - 2 * EDGE - 2,
                1.0,
                NOTE_SIZE,
                colour=GREY,
            )
        number = str(len(self.presentation.slides))
        self._text(
            slide,
            number,
            WIDTH - EDGE - 1.6,
            HEIGHT - FOOT,
            1.6,
            0.8,
            NOTE_SIZE,
            colour=GREY,
            side=PP_ALIGN.RIGHT,
        )
        slide.notes_slide.notes_text_frame.text = "\n".join(
            filter(None, (view.title, view.subtitle, view.notes))
        )
        return slide

    def _slide(self):
        return self.presentation.slides.add_slide(self.presentation.slide_layouts[BLANK])

    def _bottom(self, view: View) -> float:
        return HEIGHT - FOOT - (1.6 if view.comment else 0.2)

    def _points(self, slide, text: str) -> None:
        self._text(
            slide,
            "\n".join(f"• {line}" for line in text.split("\n")),
            EDGE,
            TOP - 0.6,
            WIDTH - 2 * EDGE,
            HEIGHT - TOP - FOOT,
            POINT_SIZE,
            space_after=10,
        )

    def _text(
        self,
        slide,
        text,
        left,
        top,
        width,
        height,
        size,
        *,
        bold=False,
        colour=INK,
        side=PP_ALIGN.LEFT,
        anchor=MSO_ANCHOR.TOP,
        space_after=4,
    ):
        frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height)).text_frame
        frame.word_wrap = True
        frame.vertical_anchor = anchor
        frame.margin_left = frame.margin_right = 0
        for number, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = side, Pt(space_after)
            _run(paragraph, line, size, bold, colour)

    def _table(self, slide, table: Table, rows: list[list[str]], left, width, size) -> None:
        shape = slide.shapes.add_table(
            len(rows) + 1, len(table.heading), Cm(left), Cm(TOP), Cm(width), Cm(1)
        )
        drawn = shape.table
        drawn.horz_banding = False
        widths = widths_of(table, width)
        for column, share in zip(drawn.columns, widths, strict=True):
            column.width = Cm(share)
        for number, texts in enumerate([table.heading, *rows]):
            row = drawn.rows[number]
            row.height = Cm(row_height(texts, widths, size))
            for position, text in enumerate(texts):
                cell = row.cells[position]
                cell.margin_left = cell.margin_right = Cm(0.15)
                cell.margin_top = cell.margin_bottom = Cm(0.07)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.fill.solid()
                cell.fill.fore_color.rgb = self.accent if number == 0 else _fill(text, number)
                paragraph = cell.text_frame.paragraphs[0]
                if number and position in table.numeric:
                    paragraph.alignment = PP_ALIGN.RIGHT
                _run(paragraph, text, size, number == 0, INK if number else WHITE)


def _fill(text: str, number: int) -> RGBColor:
    """Rows by turns; a gap is marked."""
    return MARK if GAP in text else SHADE if number % 2 == 0 else WHITE


def _run(paragraph, text: str, size: float, bold: bool, colour) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = colour
