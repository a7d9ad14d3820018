"""Tables of a Word report: the head comes again on every page, and rows are kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corridors.reports.docx_columns import SMALLER, Fitted
from corridors.reports.docx_words import (
    Words,
    element,
    paragraph_element,
    run_element,
    text_of,
)
from corridors.reports.wording import RIGHT_TO_LEFT

__all__ = ["STYLE", "table_element"]

STYLE = "ReportTable"
TEXT = "TableText"

SHORT = 8
"""Rows; a table of no more is kept on one page."""

TWIPS = 20
"""In a point; Word measures in them."""


def table_element(title: str, heads: Sequence[str | Words],
                  rows: Sequence[Sequence[Sequence[str | Words]]], right: Sequence[bool],
                  part: Fitted, main: str = "en") -> Any:
    """Make a table, or a part of one that fits on the page.

    Parameters
    ----------
    title
        What it shows, for those who do not see it.
    heads
        Heads of the columns.
    rows
        The lines of each cell.
    right
        Which columns hold numbers.
    part
        Which columns it shows, and how wide.
    main
        Language of the document; where it reads from right to left, so does the table.

    Returns
    -------
    table
        The element.

    Examples
    --------
    >>> part = Fitted((0, 1), (300, 180), 8.5)
    >>> made = table_element("Length", ("Case", "km"), [(("Today",), ("5,174",))], (False, True),
    ...                      part)
    >>> len(made.tr_lst), made.tr_lst[1].tc_lst[1].inner_content_elements[0].text
    (2, '5,174')
    """
    widths = [round(width * TWIPS) for width in part.widths]
    table = element(
        "tbl",
        element("tblPr", element("tblStyle", val=STYLE),
                element("bidiVisual") if main in RIGHT_TO_LEFT else None,
                element("tblW", w=str(sum(widths)), type="dxa"),
                element("tblLayout", type="fixed"),
                element("tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1",
                        lastColumn="0", noHBand="1", noVBand="1"),
                element("tblCaption", val=title)),
        element("tblGrid", *(element("gridCol", w=str(width)) for width in widths)))
    table.append(_row([(heads[at],) for at in part.columns], part, widths, right, main,
                      head=True, kept=True))
    # Word keeps a row with the next one: so no head stands alone at the end of a page.
    kept = len(rows) - 1 if len(rows) <= SHORT else 2
    for place, row in enumerate(rows):
        table.append(_row([row[at] for at in part.columns], part, widths, right, main,
                          kept=place < kept))
    return table


def _row(cells: Sequence[Sequence[str | Words]], part: Fitted, widths: Sequence[int],
         right: Sequence[bool], main: str, *, head: bool = False, kept: bool) -> Any:
    marks = element("trPr", element("cantSplit"), element("tblHeader") if head else None)
    row = element("tr", marks)
    for at, lines, width in zip(part.columns, cells, widths, strict=True):
        row.append(element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")),
                           *(_line(line, part.size if first == 0 else part.size * SMALLER,
                                   main, right=right[at], kept=kept)
                             for first, line in enumerate(lines))))
    return row


def _line(line: str | Words, size: float, main: str, *, right: bool, kept: bool) -> Any:
    turned = isinstance(line, Words) and line.lang in RIGHT_TO_LEFT
    runs = [run_element(line, main, size=size)] if text_of(line) else []
    # All of a table that reads from right to left stands at the right, where its cells begin;
    # Word takes "right" for the end of a line, which is the left edge if the line is turned.
    at_right = (right or main in RIGHT_TO_LEFT) and not turned
    return paragraph_element(TEXT, *runs, turned=turned, kept=kept, right=at_right)
