"""The fixed elements of an official document in Word: page, head, page number, signature."""

from __future__ import annotations

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

FONT = "Times New Roman"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
PAGE_CM = (21.0, 29.7)
# Millimetres allowed by Decree 30: top and bottom 20-25, left 30-35, right 15-20.
MARGINS_CM = {
    "state": {"top": 2.0, "bottom": 2.0, "left": 3.0, "right": 2.0},
    "party": {"top": 2.0, "bottom": 2.0, "left": 3.0, "right": 1.5},
}
HEAD_CM = {"state": (6.6, 9.4), "party": (7.4, 9.1)}


def set_page(section, header: str, *, is_wide: bool = False) -> None:
    """A4 with the margins of the form; a wide page keeps its binding edge on top."""
    width, height = PAGE_CM
    margins = MARGINS_CM[header]
    if is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
        turn = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
        margins = {side: margins[turn[side]] for side in margins}
    section.page_width, section.page_height = Cm(width), Cm(height)
    for side, size in margins.items():
        setattr(section, f"{side}_margin", Cm(size))
    section.header_distance = section.footer_distance = Cm(1.0)


def text_width_cm(section) -> float:
    return (section.page_width - section.left_margin - section.right_margin) / Cm(1)


def set_font(style, size: float) -> None:
    """Times New Roman for every script, so that no letter falls back to another font."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def page_numbers(section) -> None:
    """Centred at the top, from the second page on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def open_head(document, form: dict, header: str) -> None:
    """Issuing body and number on the left, nation and motto, place and date on the right."""
    left, right = _two_columns(document, HEAD_CM[header])
    size = 12 if header == "state" else 14
    _line(left, form["parent"], size)
    _line(left, form["body"], size, bold=True)
    if header == "party":
        _line(left, "*", size)
    else:
        _rule(left, 2.2)
    _line(left, form["number"], size)
    _line(right, form["nation"], 12 if header == "state" else 15, bold=True)
    if form["motto"]:
        _line(right, form["motto"], 13, bold=True)
    _rule(right, 1.8 if header == "state" else 0.8)
    _line(right, form["place_date"], 13 if header == "state" else 14, italic=True)


def sign_off(document, form: dict, header: str) -> None:
    """Recipients on the left, authority, room for the signature and name on the right."""
    left, right = _two_columns(document, (7.5, 8.5))
    heading = _line(left, form["recipients"], 12 if header == "state" else 14)
    heading.alignment = WD_ALIGN_PARAGRAPH.LEFT
    run = heading.runs[0]
    if header == "state":
        run.bold = run.italic = True
    else:
        run.underline = True
    for recipient in form["recipient"]:
        _line(left, recipient, 11 if header == "state" else 12).alignment = WD_ALIGN_PARAGRAPH.LEFT
    _line(right, form["authority"], 14, bold=True)
    _line(right, form["signature"], 12, italic=True)
    for _ in range(4):
        _line(right, "", 14)
    _line(right, form["signer"], 14, bold=True)


def _two_columns(document, widths: tuple[float, float]) -> tuple:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    row = table.rows[0]
    keep_whole(row)
    for column, cell, width in zip(table.columns, row.cells, widths, strict=True):
        column.width = cell.width = Cm(width)
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
    return tuple(row.cells)


def keep_whole(row) -> None:
    """The row is not divided between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _line(cell, text: str, size: float, *, bold: bool = False, italic: bool = False):
    paragraph = cell.add_paragraph()
    paragraph.alignment = CENTRE
    tighten(paragraph)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
    return paragraph


def _rule(cell, indent_cm: float) -> None:
    """A line shorter than the text above it."""
    paragraph = _line(cell, "", 3)
    rule_below(paragraph, indent_cm)
    paragraph.paragraph_format.space_after = Pt(4)


def rule_below(paragraph, indent_cm: float) -> None:
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Cm(indent_cm)
    layout.line_spacing = Pt(4)
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
        "</w:pBdr>"
    )
    # The schema wants borders before spacing, indents and alignment.
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def tighten(paragraph) -> None:
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.first_line_indent = Cm(0)
    layout.line_spacing = 1.0
