"""One column of text cells, typed: quickly where every cell is plain, carefully where not.

The quick ways look at the whole column at once with one regular expression or one set, and give
up (return None) at the first thing that is not plain. Only then is each cell looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from corridors.io.findings import Findings
from corridors.io.letters import GARBLED, destroyed, ungarbled
from corridors.io.schema import Attribute
from corridors.model.dates import first_day, month_day

__all__ = ["read_column"]

_NUMBERS = re.compile(r"[0-9.\-]*")
_INTEGERS = re.compile(r"[0-9\-]*")
_IDS = re.compile(r"(?:(?:[A-Za-z][A-Za-z0-9_.:\-]*+)?\n)*+")
_ID_LISTS = re.compile(r"(?:(?:[A-Za-z][A-Za-z0-9_.:\-]*+(?:;[A-Za-z][A-Za-z0-9_.:\-]*+)*+)?\n)*+")
_DATES = re.compile(r"(?:(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?+)?+)?+\n)*+")
_POINT = r"-?(?:1[0-7][0-9]|[0-9]{1,2}+)(?:\.[0-9]++)?+ -?[0-8]?[0-9](?:\.[0-9]++)?+"
_LINES = re.compile(rf"(?:(?:LINESTRING \({_POINT}(?:, {_POINT})++\))?+\n)*+")

_BOOLEANS: dict[str, bool] = {"true": True, "false": False}

Cells = Sequence[str]


def read_column(cells: Cells, rows: Sequence[int], attribute: Attribute, findings: Findings, *,
                semicolons: bool = False) -> list[Any]:
    """Read the cells of one column.

    Parameters
    ----------
    cells
        Text of each cell.
    rows
        Row number of each cell, as a spreadsheet shows it.
    attribute
        What the column holds.
    findings
        Where to tell what is wrong.
    semicolons
        Whether the table is separated by semicolons, so that decimal commas are likely.

    Returns
    -------
    values
        One value per cell; the value of a blank cell where the cell is refused.
    """
    if not (attribute.filled and "" in cells):
        quick = _QUICK[attribute.type](cells, attribute)
        if quick is not None:
            return quick
    return _carefully(cells, rows, attribute, findings, semicolons=semicolons)


def _carefully(cells: Cells, rows: Sequence[int], attribute: Attribute, findings: Findings, *,
               semicolons: bool) -> list[Any]:
    # Imported here: most tables are plain, and then none of this is needed.
    from corridors.io.cells import read_cell
    from corridors.io.number_cells import has_decimal_comma

    comma = semicolons and attribute.type in ("number", "integer") \
        and any(map(has_decimal_comma, cells))
    values = []
    for row, cell in zip(rows, cells, strict=True):
        value, told = read_cell(cell, attribute, comma=comma)
        for finding in told:
            findings.add(*finding, row=row, column=attribute.name)
        values.append(value)
    return values


def _plain_text(cells: Cells, attribute: Attribute) -> list[Any] | None:
    joined = "\n".join(cells)
    if "#" in joined or ("?" in joined and any(map(destroyed, cells))):
        return None
    if not joined.isascii() and GARBLED.search(joined) \
            and any(ungarbled(cell) for cell in cells if not cell.isascii()):
        return None
    if attribute.filled and not all(map(str.strip, cells)):
        return None
    if attribute.blank == "":
        return list(cells)
    return [cell or attribute.blank for cell in cells]


def _plain_ids(cells: Cells, attribute: Attribute) -> list[Any] | None:
    return list(cells) if _IDS.fullmatch("\n".join((*cells, ""))) else None


def _plain_id_lists(cells: Cells, attribute: Attribute) -> list[Any] | None:
    if not _ID_LISTS.fullmatch("\n".join((*cells, ""))):
        return None
    lists = {cell: tuple(cell.split(";")) if cell else attribute.blank for cell in set(cells)}
    if any(len(set(words)) < len(words) for words in lists.values()):
        return None
    return [lists[cell] for cell in cells]


def _plain_numbers(cells: Cells, attribute: Attribute) -> list[Any] | None:
    if not _NUMBERS.fullmatch("".join(cells)):
        return None
    try:
        values = [float(cell) if cell else None for cell in cells]
    except ValueError:
        return None
    return _usual(values, attribute)


def _plain_integers(cells: Cells, attribute: Attribute) -> list[Any] | None:
    if not _INTEGERS.fullmatch("".join(cells)):
        return None
    try:
        values = [int(cell) if cell else None for cell in cells]
    except ValueError:
        return None
    return _usual(values, attribute)


def _usual(values: Sequence[float | None], attribute: Attribute) -> list[Any] | None:
    """Give the values back if all given ones lie in the usual range, and None otherwise."""
    given = [value for value in values if value is not None]
    if given:
        least, most = min(given), max(given)
        if not (_above(least, attribute) and _below(most, attribute)):
            return None
    if attribute.blank is None or len(given) == len(values):
        return list(values)
    return [attribute.blank if value is None else value for value in values]


def _above(least: float, attribute: Attribute) -> bool:
    lows = (attribute.minimum, attribute.warn_minimum)
    return least > float("-inf") and all(low is None or least >= low for low in lows)


def _below(most: float, attribute: Attribute) -> bool:
    highs = (attribute.maximum, attribute.warn_maximum)
    return most < float("inf") and all(high is None or most <= high for high in highs)


def _plain_booleans(cells: Cells, attribute: Attribute) -> list[Any] | None:
    known = {**_BOOLEANS, "": attribute.blank}
    return [known[cell] for cell in cells] if known.keys() >= set(cells) else None


def _plain_choices(cells: Cells, attribute: Attribute) -> list[Any] | None:
    if not {*attribute.values, ""} >= set(cells):
        return None
    return [cell or attribute.blank for cell in cells] if attribute.blank else list(cells)


def _plain_choice_lists(cells: Cells, attribute: Attribute) -> list[Any] | None:
    lists = _plain_id_lists(cells, attribute)
    if lists is None or not set(attribute.values) >= {word for words in lists for word in words}:
        return None
    return lists


def _plain_dates(cells: Cells, attribute: Attribute) -> list[Any] | None:
    if not _DATES.fullmatch("\n".join((*cells, ""))):
        return None
    given = {cell for cell in cells if cell}
    try:
        years = [first_day(cell).year for cell in given]
    except ValueError:
        return None
    if _usual(years, attribute) is None:
        return None
    return [cell or attribute.blank for cell in cells]


def _plain_month_days(cells: Cells, attribute: Attribute) -> list[Any] | None:
    try:
        for cell in set(cells) - {""}:
            month_day(cell)
    except ValueError:
        return None
    return [cell or attribute.blank for cell in cells]


def _plain_gauges(cells: Cells, attribute: Attribute) -> list[Any] | None:
    gauges: dict[str, tuple[int, ...]] = {"": attribute.blank}
    for cell in set(cells) - {""}:
        pieces = cell.split(";")
        if not all(piece.isdecimal() and len(piece) <= 6 for piece in pieces):
            return None
        gauges[cell] = tuple(map(int, pieces))
        if len(set(gauges[cell])) < len(pieces):
            return None
    if not "".join(gauges).isascii() or _usual([gauge for cell in gauges.values()
                                                for gauge in cell], attribute) is None:
        return None
    return [gauges[cell] for cell in cells]


def _plain_lines(cells: Cells, attribute: Attribute) -> list[Any] | None:
    return list(cells) if _LINES.fullmatch("\n".join((*cells, ""))) else None


_QUICK: dict[str, Callable[[Cells, Attribute], list[Any] | None]] = {
    "id": _plain_ids, "ids": _plain_id_lists, "number": _plain_numbers,
    "integer": _plain_integers, "boolean": _plain_booleans, "choice": _plain_choices,
    "choices": _plain_choice_lists, "date": _plain_dates, "gauges": _plain_gauges,
    "month_day": _plain_month_days, "text": _plain_text, "wkt": _plain_lines,
}
