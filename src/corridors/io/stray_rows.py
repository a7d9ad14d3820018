"""Rows that are no records: totals and footnotes under a table, and a second row of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corridors.io.findings import Findings, shown
from corridors.io.header import fold
from corridors.io.rows import Row, is_blank
from corridors.io.schema import TableSchema

__all__ = ["without_footers", "without_headers"]

_LAST_ROWS = 5
_FOOTER = re.compile(
    r"(?:total|sum|subtotal|note|notes|source|sources|итого|всего|сумма|примечание|источник|cəmi"
    r"|yekun|qeyd|mənbə|toplam|not|kaynak|جمع|مجموع|منبع|სულ|ընդամենը)\s*(?:[:.(]|\s|$)|\*|\d\)",
    re.IGNORECASE)

# Words that fill a row of units under the column names.
_UNITS = {"km", "m", "mm", "h", "hours", "km/h", "degrees", "deg", "text", "id", "date", "usd",
          "usd/teu", "mt/year", "number", "string", "int", "integer", "float"}


def without_footers(rows: Sequence[Row], schema: TableSchema, findings: Findings) -> list[Row]:
    """Take away totals and footnotes at the end of a table, and tell of them.

    Parameters
    ----------
    rows
        Row number and cells of each row under the column names.
    schema
        What the table must look like.
    findings
        Where to tell.

    Returns
    -------
    records
        The other rows.
    """
    several = sum(attribute.filled for attribute in schema.attributes) > 1
    strays = [(number, cells) for number, cells in rows[-_LAST_ROWS:]
              if _is_footer(cells, several=several)]
    for number, cells in strays:
        first = next(cell for cell in cells if cell.strip())
        findings.add("T33", f"the row is a total or a footnote, not a record: {shown(first)}",
                     "Delete it, and keep remarks in the column note.", row=number)
    numbers = {number for number, _ in strays}
    return [row for row in rows if row[0] not in numbers] if strays else list(rows)


def without_headers(rows: Sequence[Row], names: Sequence[str], findings: Findings) -> list[Row]:
    """Take away further rows of column names or units, and tell of them.

    Parameters
    ----------
    rows
        Row number and cells of each row under the column names.
    names
        Attribute name per column.
    findings
        Where to tell.

    Returns
    -------
    records
        The other rows.
    """
    known = {fold(names[0]), names[0]}
    strays = {number for place, (number, cells) in enumerate(rows)
              if (place == 0 or cells[0] in known or cells[0].lower() in known)
              and _is_header(cells, names)}
    for number in sorted(strays):
        findings.add("T34", "the row holds column names or units, not a record",
                     "Keep one row of column names, the first.", row=number)
    return [row for row in rows if row[0] not in strays] if strays else list(rows)


def _is_footer(cells: Sequence[str], *, several: bool) -> bool:
    if is_blank(cells):
        return False
    filled = [cell.strip() for cell in cells if cell.strip()]
    if _FOOTER.match(filled[0]):
        return True
    return several and len(filled) == 1 and " " in filled[0]


def _is_header(cells: Sequence[str], names: Sequence[str]) -> bool:
    filled = [(cell.strip(), name) for cell, name in zip(cells, names, strict=False)
              if cell.strip()]
    repeated = sum(fold(cell) == fold(name) for cell, name in filled)
    if repeated >= 2 and repeated * 2 >= len(filled):
        return True
    units = sum(cell.lower().strip("[]()") in _UNITS for cell, _ in filled)
    return units > 0 and units == len(filled)
