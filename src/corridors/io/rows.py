"""From text to rows of cells: separators, quotation marks, blank and ragged rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from corridors.io.findings import Findings, shown

__all__ = ["SEPARATORS", "Row", "count_rows", "even_rows", "first_row", "is_blank", "split_rows",
           "take_named_separator"]

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_NAMED = re.compile(r'"?sep=(.)"?[;,\t]*(?:\r\n|\r|\n)', re.IGNORECASE)

# Letters in which the row of column names must have ended.
_LONGEST_HEADER = 100_000

Row = tuple[int, list[str]]


def is_blank(cells: Iterable[str]) -> bool:
    """Say whether cells hold nothing but spaces."""
    return not any(map(str.strip, cells))


@contextmanager
def _wide_cells(text: str) -> Iterator[None]:
    # The csv module refuses cells of more than 131,072 letters; a long line on a map has more.
    limit = csv.field_size_limit()
    if len(text) > limit:
        csv.field_size_limit(len(text))
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def count_rows(text: str) -> int:
    """Count the rows of a piece of a table, as a spreadsheet would.

    Parameters
    ----------
    text
        Text that ends inside a row.

    Returns
    -------
    count
        Number of rows, the last one included.

    Examples
    --------
    >>> count_rows('a,b\\n"1\\n2",3\\n4')
    3
    """
    with _wide_cells(text):
        return sum(1 for _ in csv.reader(io.StringIO(text, newline="")))


def first_row(text: str, separator: str) -> list[str]:
    """Read the first row that is not blank.

    Parameters
    ----------
    text
        Text of the table.
    separator
        The separator to try.

    Returns
    -------
    cells
        Its cells; none where the row cannot be read.
    """
    text = text[:_LONGEST_HEADER]
    with _wide_cells(text):
        try:
            for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                if not is_blank(cells):
                    return cells
        except csv.Error:
            pass
    return []


def take_named_separator(text: str, findings: Findings) -> tuple[str, str]:
    """Take off the line ``sep=;`` that some programs put before the table.

    Parameters
    ----------
    text
        Text of the table.
    findings
        Where to note it.

    Returns
    -------
    rest
        The text without that line; a spreadsheet does not count it as a row either.
    separator
        The separator it names; blank where there is no such line.
    """
    match = _NAMED.match(text)
    if match is None or match[1] not in SEPARATORS:
        return text, ""
    findings.add("M05", f"the first line names the {SEPARATORS[match[1]]} as separator")
    return text[match.end():], match[1]


def split_rows(text: str, separator: str, findings: Findings) -> list[list[str]]:
    """Split the text of a table into rows of cells.

    Parameters
    ----------
    text
        Text of the table.
    separator
        What stands between the cells.
    findings
        Where to tell of a quotation mark that is not closed.

    Returns
    -------
    rows
        All rows up to the first that cannot be read; row ``i`` is row ``i + 1`` of a
        spreadsheet, blank rows included.
    """
    rows: list[list[str]] = []
    with _wide_cells(text):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            rows.extend(reader)
        except csv.Error:
            # Every row before this one was complete, so the quotation mark opens here.
            findings.add("T32", "a quotation mark opens in this row and is not closed before the "
                                "end of its cell", 'Close it, or write "" for a quotation mark '
                                "inside a quoted cell.", row=len(rows) + 1)
    return rows


def even_rows(rows: Iterable[Row], width: int, findings: Findings) -> list[Row]:
    """Keep the rows that have one cell per column, and tell of the others.

    Parameters
    ----------
    rows
        Row number and cells of each row under the column names.
    width
        Number of columns.
    findings
        Where to tell.

    Returns
    -------
    rows
        Row number and cells of every row that fits. Blank rows, and blank cells beyond the last
        column, are left out.
    """
    kept: list[Row] = []
    ragged: list[Row] = []
    for number, cells in rows:
        if is_blank(cells):
            findings.add("M08", "a blank row was left out", row=number)
        elif len(cells) == width:
            kept.append((number, cells))
        elif len(cells) > width and is_blank(cells[width:]):
            findings.add("M07", "blank cells after the last column were left out", row=number)
            kept.append((number, cells[:width]))
        else:
            ragged.append((number, cells))
    _tell_ragged(ragged, width, whole_table=not kept, findings=findings)
    return kept


def _tell_ragged(ragged: Sequence[Row], width: int, *, whole_table: bool,
                 findings: Findings) -> None:
    widths = {len(cells) for _, cells in ragged}
    if whole_table and len(ragged) > 1 and len(widths) == 1:
        findings.add("T11", f"every row has {widths.pop()} cells, and there are {width} columns",
                     "Look for a separator too many, or a column name too few.")
        return
    for number, cells in ragged:
        findings.add("T11", f"the row has {len(cells)} cells, and there are {width} columns",
                     _ragged_advice(cells, width), row=number)


def _ragged_advice(cells: Sequence[str], width: int) -> str:
    for cell in cells:
        if "\n" in cell or "\r" in cell:
            return (f"Its cell {shown(cell)} runs over several lines: look for a quotation mark "
                    "that is not closed.")
    if len(cells) > width:
        return "Put a cell that holds a comma into quotation marks."
    return "Add the cells that are missing, blank where nothing is known."
