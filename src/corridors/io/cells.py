"""One text cell, and what it says: the careful way, taken only where the quick one fails."""

from __future__ import annotations

from corridors.io.date_cells import read_date, read_month_day
from corridors.io.findings import Finding, Reading
from corridors.io.number_cells import read_gauges, read_integer, read_number
from corridors.io.schema import Attribute
from corridors.io.word_cells import (
    read_boolean,
    read_choice,
    read_id,
    read_line,
    read_list,
    read_text_cell,
)

__all__ = ["read_cell"]

_NUMBERS = {"number": read_number, "integer": read_integer, "gauges": read_gauges}
_WORDS = {"text": read_text_cell, "id": read_id, "ids": read_list, "choice": read_choice,
          "choices": read_list, "boolean": read_boolean, "date": read_date,
          "month_day": read_month_day, "wkt": read_line}


def read_cell(text: str, attribute: Attribute, *, comma: bool = False) -> Reading:
    """Read one cell of a table.

    Parameters
    ----------
    text
        The cell.
    attribute
        What its column holds.
    comma
        Whether numbers of the column are known to have decimal commas.

    Returns
    -------
    reading
        The value, typed; the value of a blank cell where the cell is refused. And what is to be
        told: ``T`` refuses, ``W`` warns, ``M`` was mended.

    Examples
    --------
    >>> read_cell("TRUE", Attribute("directed", "boolean")).value
    True
    >>> read_cell("raill", Attribute("mode", "choice", values=("rail", "road"))).findings[0].advice
    'Did you mean "rail"?'
    """
    if not text.strip() and (attribute.filled or attribute.type != "text"):
        missing = (Finding("T22", "the cell is blank", "Fill it."),) if attribute.filled else ()
        return Reading(attribute.blank, missing)
    if attribute.type in _NUMBERS:
        return _NUMBERS[attribute.type](text, attribute, comma=comma)
    return _WORDS[attribute.type](text, attribute)
