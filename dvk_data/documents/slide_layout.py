"""What fits a slide: sizes of letters, heights of rows, how a long table or list is divided."""

from __future__ import annotations

from .content import Chart, Table

TABLE_SIZES = (18, 16, 14, 13)
# Of a table, for letters of one point: height of a line, letters to a centimetre (cautious).
LINE_CM, LETTERS_PER_CM = 0.048, 56
WORD_LETTERS_PER_CM = 44  # of one bold word of wide letters
BARS_AT_MOST, BARS_OF_LONG_NAMES, LONG_NAME = 22, 11, 50
CHART_SIZES = ((10, 14), (16, 12))  # up to so many bars, letters of this size
LEAST_CHART_SIZE = 10


def bars_at_most(chart: Chart) -> int:
    """How many bars a slide holds: a long name needs two lines beside its bar."""
    is_long = max(map(len, chart.categories), default=0) > LONG_NAME
    return BARS_OF_LONG_NAMES if is_long else BARS_AT_MOST


def chart_size(chart: Chart) -> int:
    """Letters that leave room between the bars."""
    bars = len(chart.categories) * (len(chart.series) if chart.kind == "bars" else 1)
    if bars_at_most(chart) < BARS_AT_MOST:
        bars = max(bars, BARS_OF_LONG_NAMES)
    fitting = (size for most, size in CHART_SIZES if bars <= most or chart.kind == "lines")
    return next(fitting, LEAST_CHART_SIZE)


def widths_of(table: Table, width: float) -> list[float]:
    return [width * share / sum(table.widths) for share in table.widths]


def row_height(texts: list[str], widths: list[float], size: float) -> float:
    """Height of a row in centimetres, by its longest cell."""
    lines = max(
        -(-len(text) // max(1, int((width - 0.3) * LETTERS_PER_CM / size)))
        for text, width in zip(texts, widths, strict=True)
    )
    return 0.16 + LINE_CM * size * max(1, lines)


def table_size(table: Table, width: float, room: float) -> float:
    """The largest letters that keep words whole and the table on one slide; else the smallest."""
    fitting = (
        size
        for size in TABLE_SIZES
        if _holds_words(table, width, size) and len(table_pages(table, width, room, size)) == 1
    )
    return next(fitting, TABLE_SIZES[-1])


def _holds_words(table: Table, width: float, size: float) -> bool:
    """Whether every word fits its column; addresses may break anywhere."""
    for texts, share in zip(
        zip(table.heading, *table.rows, strict=True), widths_of(table, width), strict=True
    ):
        words = [word for text in texts if "://" not in text for word in text.split()]
        if max(map(len, words), default=0) > int((share - 0.3) * WORD_LETTERS_PER_CM / size):
            return False
    return True


def table_pages(table: Table, width: float, room: float, size: float) -> list[list[list[str]]]:
    """The rows in groups that fit a slide each, all about equally tall."""
    widths = widths_of(table, width)
    heights = [row_height(row, widths, size) for row in table.rows]
    room -= row_height(table.heading, widths, size)
    even = even_groups(heights, room, LINE_CM * size)
    return [[table.rows[number] for number in group] for group in even]


def even_groups(heights: list[float], room: float, step: float) -> list[list[int]]:
    """As few groups as fit `room`, all about equally tall: none holds but a last short line."""
    needed = len(groups(heights, room))
    while needed > 1 and len(groups(heights, room - step)) == needed:
        room -= step
    return groups(heights, room)


def groups(heights: list[float], room: float) -> list[list[int]]:
    """Numbers of the rows of each slide; a row taller than the room stands alone."""
    groups, used = [[]], 0.0
    for number, height in enumerate(heights):
        if groups[-1] and used + height > room:
            groups.append([])
            used = 0.0
        groups[-1].append(number)
        used += height
    return groups
