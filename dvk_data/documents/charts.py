"""Native charts of Office: drawn by python-pptx, editable, with their numbers in a workbook."""

from __future__ import annotations

from dataclasses import replace

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm as WordCm
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Pt

from .. import formats
from ..figures import palette
from .content import Chart

KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
COLOURS = 6
FEW_BARS_GAP = 300
POINTS_LABELLED = 10
LINES_LABELLED = 6
# The value axis goes on beyond the longest bar, whose number stands there.
ROOM_FOR_LABELS = 1.15
# Share of a stacked bar below which its number would not fit.
LEAST_LABELLED = 0.06
DRAWING = """
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
  xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent/><wp:docPr/><wp:cNvGraphicFramePr/>
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
      <c:chart/>
    </a:graphicData></a:graphic>
  </wp:inline>
</w:drawing>"""
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def draw(
    shapes, chart: Chart, left, top, width, height, *, language: str, font: str, size: int, alt: str
):
    """The chart as a graphic frame of a slide; missing values stay empty."""
    data = CategoryChartData(number_format=number_format(chart))
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    frame = shapes.add_chart(KINDS[chart.kind], left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    drawn = frame.chart
    drawn.has_title = False
    drawn.font.name, drawn.font.size = font, Pt(size)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    _paint(drawn, chart, language)
    _axes(drawn, chart)
    return frame


def spoken(chart: Chart, value: float, language: str) -> str:
    """A value as the tables of the document write it, on whatever machine the file is opened."""
    if chart.thousands:
        return f"{formats.number(value / 1000**chart.thousands, language, 1)}{chart.unit}"
    return f"{formats.number(value, language)}{chart.unit}"


def number_format(chart: Chart) -> str:
    """Of the workbook and the axis, whose signs follow the reader's system: whole numbers, or two
    decimals."""
    values = _known(chart)
    if chart.thousands:
        return f'#,##0.0{"," * chart.thousands}"{chart.unit}"'
    plain = "#,##0" if all(v == round(v) for v in values) else "#,##0.00"
    return f'{plain}"{chart.unit}"' if chart.unit else plain


def pages(chart: Chart, at_most: int) -> list[Chart]:
    """The chart in parts of at most so many bars each, about equally many, all on one scale."""
    series = 1 if chart.kind == "stacked" else len(chart.series)
    count = len(chart.categories)
    needed = -(-count * series // at_most)
    if chart.kind == "lines" or needed < 2:
        return [chart]
    size = -(-count // needed)
    return [
        replace(
            chart,
            categories=chart.categories[start : start + size],
            series=[replace(s, values=s.values[start : start + size]) for s in chart.series],
            reach=reach_of(chart),
        )
        for start in range(0, count, size)
    ]


def reach_of(chart: Chart) -> float:
    """Where the longest bar ends."""
    if chart.reach is not None:
        return chart.reach
    if chart.kind == "stacked":
        return max(_totals(chart), default=0)
    return max(_known(chart), default=0)


def _known(chart: Chart) -> list[float]:
    return [v for series in chart.series for v in series.values if v is not None]


def _totals(chart: Chart) -> list[float]:
    """Length of each stacked bar."""
    rows = zip(*(s.values for s in chart.series), strict=True)
    return [sum(v or 0 for v in row) for row in rows]


def _paint(drawn, chart: Chart, language: str) -> None:
    plot = drawn.plots[0]
    if chart.is_joined:
        blanks = drawn._chartSpace.chart.find(qn("c:dispBlanksAs"))
        blanks.set("val", "span")
    if chart.kind == "stacked":
        plot.gap_width, plot.overlap = _gap(chart, 50), 100
    elif chart.kind == "bars":
        plot.gap_width, plot.overlap = _gap(chart, 40), -10
    _label(plot, chart, language)
    _colour(plot, chart)


def _gap(chart: Chart, usual: int) -> int:
    """Width between bars in percent of one: few bars do not swell to fill the room."""
    bars = len(chart.categories) * (len(chart.series) if chart.kind == "bars" else 1)
    return max(usual, min(FEW_BARS_GAP // max(bars, 1), 500))


def _label(plot, chart: Chart, language: str) -> None:
    """Every bar says its value; of many points only the last of each line, or none."""
    if chart.kind == "lines" and len(chart.series) > LINES_LABELLED:
        return
    if chart.kind == "lines" and len(chart.categories) * len(chart.series) > POINTS_LABELLED:
        _label_last(plot, chart, language)
        return
    # A part too thin for its number shows none: it stands in the table.
    least = _least_labelled(chart) if chart.kind == "stacked" else None
    places = {"lines": XL_LABEL_POSITION.ABOVE, "bars": XL_LABEL_POSITION.OUTSIDE_END}
    for series, drawn in zip(chart.series, plot.series, strict=True):
        for number, value in enumerate(series.values):
            if value is None or (least is not None and value < least):
                continue
            label = drawn.points[number].data_label
            run = _write(label, spoken(chart, value, language))
            if chart.kind == "stacked":
                run.font.color.rgb = RGBColor(255, 255, 255)
            else:
                label.position = places[chart.kind]


def _write(label, text: str):
    """A label of text: a number format would follow the reader's machine."""
    label.text_frame.word_wrap = False
    run = label.text_frame.paragraphs[0].add_run()
    run.text = text
    return run


def _label_last(plot, chart: Chart, language: str) -> None:
    """Of many points only the last of each line says its value: more would run together."""
    for series, drawn in zip(chart.series, plot.series, strict=True):
        last = max(n for n, value in enumerate(series.values) if value is not None)
        highest = max(s.values[last] for s in chart.series if s.values[last] is not None)
        is_above = (series.values[last] == highest) is not chart.best_is_low
        label = drawn.points[last].data_label
        _write(label, spoken(chart, series.values[last], language))
        label.position = XL_LABEL_POSITION.ABOVE if is_above else XL_LABEL_POSITION.BELOW


def _colour(plot, chart: Chart) -> None:
    colours = palette(is_dark=False)["chartCategoricalColors"]
    looks = list(dict.fromkeys(series.drawn_as or series.name for series in chart.series))
    for one, series in zip(chart.series, plot.series, strict=True):
        position = looks.index(one.drawn_as or one.name)
        colour = RGBColor.from_string(colours[position % COLOURS].lstrip("#"))
        if chart.kind == "lines":
            series.smooth = False
            series.format.line.color.rgb = colour
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = colour
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
            series.invert_if_negative = False


def _least_labelled(chart: Chart) -> float:
    return round(LEAST_LABELLED * reach_of(chart))


def _axes(drawn, chart: Chart) -> None:
    """Bars start at zero and carry their value, so their axis only takes room."""
    values, categories = drawn.value_axis, drawn.category_axis
    values.has_major_gridlines = False
    categories.has_major_gridlines = False
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.format.line.color.rgb = RGBColor(0x8C, 0x8C, 0x8C)
    if chart.kind != "lines":
        _name_every(categories)
    if chart.kind == "lines":
        values.has_major_gridlines = True
        values.major_gridlines.format.line.color.rgb = RGBColor(0xD9, 0xD9, 0xD9)
        values.tick_labels.number_format = number_format(chart)
        values.tick_labels.number_format_is_linked = False
        if chart.best_is_low:
            values.reverse_order = True
            categories.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        return
    categories.reverse_order = True
    values.minimum_scale = 0
    if chart.kind == "bars":
        values.maximum_scale = ROOM_FOR_LABELS * reach_of(chart) or 1
    else:
        values.maximum_scale = reach_of(chart) or 1
    values.visible = False


def _name_every(categories) -> None:
    """No name is left out where they stand close."""
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    categories._element.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")


def add_to_word(
    run, chart: Chart, *, width_cm: float, height_cm: float, language: str, font: str, alt: str
) -> None:
    """The same native chart within a run of a Word document."""
    shapes = Presentation().slides.add_slide(Presentation().slide_layouts[6]).shapes
    frame = draw(
        shapes,
        chart,
        Cm(0),
        Cm(0),
        Cm(width_cm),
        Cm(height_cm),
        language=language,
        font=font,
        size=11,
        alt=alt,
    )
    package = run.part.package
    number = 1 + sum(p.partname.startswith("/word/charts/") for p in package.iter_parts())
    source = frame.chart.part
    workbook = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        source.chart_workbook.xlsx_part.blob,
        package,
    )
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, source.blob, package
    )
    (relation,) = (r.rId for r in source.rels.values())
    part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, workbook, relation)
    drawing = parse_xml(DRAWING)
    inline = drawing[0]
    inline[0].set("cx", str(WordCm(width_cm)))
    inline[0].set("cy", str(WordCm(height_cm)))
    inline[1].set("id", str(1000 + number))
    inline[1].set("name", f"Chart {number}")
    inline[1].set("descr", alt)
    inline.find(".//{*}chart").set(RELATION, run.part.relate_to(part, RELATIONSHIP_TYPE.CHART))
    run._r.append(drawing)
