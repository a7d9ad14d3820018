"""The row of column names: which attribute each column holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from corridors.errors import nearest, suggest
from corridors.io.findings import Findings, shown
from corridors.io.rows import SEPARATORS, Row, first_row
from corridors.io.schema import Attribute, TableSchema

__all__ = ["find_separator", "fold", "match_columns"]

# Rows among which misplaced column names are looked for.
_FIRST_ROWS = 10
# Endings of column names that say in which unit the numbers are.
_UNIT_ENDINGS = ("km", "m", "mi", "nm", "h", "min", "days", "kmh", "mph", "mm", "usd", "eur")


def fold(name: str) -> str:
    """Reduce a column name to its letters and digits.

    Parameters
    ----------
    name
        Name as written.

    Returns
    -------
    folded
        Lower-case letters and digits only, so that ``Length (km)`` and ``length_km`` agree.

    Examples
    --------
    >>> fold("Length (km)"), fold("length_km")
    ('lengthkm', 'lengthkm')
    """
    plain = unicodedata.normalize("NFKC", name).lower()
    return "".join(letter for letter in plain if letter.isalnum())


def find_separator(text: str, schema: TableSchema, findings: Findings) -> str:
    """Find the separator with which the first row holds most column names.

    Parameters
    ----------
    text
        Text of the table.
    schema
        What the table must look like.
    findings
        Where to note a separator other than the comma.

    Returns
    -------
    separator
        The separator; the comma where none fits better.
    """
    known = {fold(name) for name in schema.names}
    cells = first_row(text, ",")
    if len(cells) > 1 and set(cells) <= set(schema.names):
        return ","
    counts = {separator: len(known & {fold(cell) for cell in first_row(text, separator)})
              for separator in SEPARATORS}
    best = max(counts, key=lambda separator: counts[separator])
    if counts[best] > counts[","]:
        findings.add("M04", f"the cells are separated by a {SEPARATORS[best]}")
        return best
    return ","


def match_columns(cells: Sequence[str], schema: TableSchema, findings: Findings,
                  row: int = 1, below: Sequence[Row] = ()) -> list[str] | None:
    """Say which attribute each column of a table holds.

    Parameters
    ----------
    cells
        Cells of the row of column names.
    schema
        What the table must look like.
    findings
        Where to tell of missing, repeated and unknown columns.
    row
        Number of that row.
    below
        The rows under it, where the column names are looked for if this row holds none.

    Returns
    -------
    names
        Attribute name per column, or the name as written where the column is not part of the
        table; None where the row holds no column name at all.
    """
    by_fold = {fold(name): name for name in schema.names}
    names = [cell if cell in schema.names else by_fold.get(fold(cell), cell.strip())
             for cell in cells]
    if not set(names) & set(schema.names):
        seen = next((number for number, other in below[:_FIRST_ROWS]
                     if len({fold(cell) for cell in other} & set(by_fold)) > 1), None)
        advice = f"Delete the rows above row {seen}, where the column names are." if seen \
            else f"The columns are {', '.join(schema.names)}."
        findings.add("T08", f"the row holds no column name of this table: {shown(';'.join(cells))}",
                     advice, row=row)
        return None
    changed = [(cell, name) for cell, name in zip(cells, names, strict=True)
               if name != cell and name in schema.names]
    for cell, name in changed:
        findings.add("M06", f"the column {shown(cell)} was read as {name}", row=row)
    _tell_repeated(names, schema, findings, row)
    unknown = [name for name in names if name and name not in schema.names]
    taken = _tell_missing(names, unknown, schema, findings)
    for name in dict.fromkeys(unknown):
        if name not in taken:
            _tell_extra(name, names, schema, findings)
    return names


def _tell_repeated(names: Sequence[str], schema: TableSchema, findings: Findings,
                   row: int) -> None:
    seen: set[str] = set()
    for place, name in enumerate(names, start=1):
        if name in seen and name in schema.names:
            findings.add("T10", f"the column stands here twice, again as column {place}",
                         "Keep one of them.", row=row, column=name)
        seen.add(name)


def _tell_missing(names: Sequence[str], unknown: Sequence[str], schema: TableSchema,
                  findings: Findings) -> set[str]:
    """Tell of missing columns; return the unknown names that were offered in their place."""
    offered: set[str] = set()
    for attribute in schema.attributes:
        if attribute.name in names or not attribute.needed:
            continue
        advice, name = _likely(attribute, unknown)
        offered.add(name)
        findings.add("T09", "the column is missing", advice, column=attribute.name)
    return offered


def _likely(attribute: Attribute, unknown: Sequence[str]) -> tuple[str, str]:
    """Advise on a missing column; also return the unknown name that may be it."""
    named = [name for name in unknown if attribute.gmns and name.lower() == attribute.gmns]
    close = named or list(nearest(attribute.name, unknown, count=1))
    if not close:
        return "Add it; leave a cell blank where nothing is known." \
            if not attribute.filled else "Add it, with a value in every row.", ""
    name = close[0]
    if _unit(name) != _unit(attribute.name):
        unit = f" in {attribute.unit}" if attribute.unit else ""
        return f'The table has "{name}": give the values{unit} in a column of this name.', name
    return f'Did you mean your column "{name}"? Rename it to {attribute.name}.', name


def _unit(name: str) -> str:
    plain = name.lower().rstrip(")]")
    for mark in "([ ":
        plain = plain.replace(mark, "_")
    ending = plain.rsplit("_", 1)[-1]
    return ending if ending in _UNIT_ENDINGS else ""


def _tell_extra(name: str, names: Sequence[str], schema: TableSchema,
                findings: Findings) -> None:
    missing = [other for other in schema.names if other not in names]
    close = nearest(name, missing, count=1)
    advice = suggest(name, close) if close else "It is kept aside and has no effect."
    findings.add("W03", "the column is not part of this table", advice, column=name)
