"""One cell with words: an id, a word of a closed list, true or false, a name, a line on a map."""

from __future__ import annotations

import re

from corridors.errors import suggest
from corridors.io.findings import Finding, Reading, shown
from corridors.io.letters import destroyed, ungarbled
from corridors.io.number_faults import SPREADSHEET_ERROR, placeholder
from corridors.io.schema import Attribute

__all__ = ["looks_rounded", "read_boolean", "read_choice", "read_id", "read_line", "read_list",
           "read_text_cell"]

LONGEST_ID = 200

_EDGES = " \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_FORBIDDEN = re.compile(r"[;\"\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d+|\d{15,}", re.IGNORECASE | re.ASCII)
_LINE = re.compile(r"LINESTRING ?\((?:-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?(?:, ?|(?=\)$)))++\)",
                   re.ASCII)
_YES = {"1", "y", "yes", "t", "да", "bəli", "hə", "evet", "е", "بله", "x", "✓", "→", "-1", "wahr"}
_NO = {"0", "n", "no", "f", "нет", "xeyr", "yox", "hayır", "خیر", "↔", "falsch"}


def read_id(text: str, attribute: Attribute) -> Reading:
    """Read a cell as an id; ids stay text whatever they look like.

    Parameters
    ----------
    text
        The cell.
    attribute
        What the column holds.

    Returns
    -------
    reading
        The id, and what is to be told.

    Examples
    --------
    >>> read_id("007", Attribute("node_id", "id")).value
    '007'
    >>> read_id("ir-rasht ", Attribute("node_id", "id")).findings[0].code
    'W07'
    """
    told: tuple[Finding, ...] = ()
    bare = text.strip(_EDGES)
    if bare != text:
        told = (Finding("W07", f"{shown(text)} has spaces or invisible characters at its ends, "
                               f"and was read as {shown(bare)}", "Take them away."),)
    if not bare and attribute.filled:
        return Reading("", (*told, Finding("T22", "the cell is blank", "Fill it.")))
    if SPREADSHEET_ERROR.fullmatch(bare):
        return Reading(attribute.blank, (*told, _computed(bare)))
    if (bad := _FORBIDDEN.search(bare)) is not None or len(bare) > LONGEST_ID:
        why = f"holds {shown(bad[0])}" if bad else f"has more than {LONGEST_ID} letters"
        return Reading(attribute.blank, (*told, Finding("T27", f"the id {shown(bare)} {why}",
                                                       "Use letters, digits and hyphens.")))
    if looks_rounded(bare):
        told = (*told, Finding("W06", f"the id {shown(bare)} looks as if a spreadsheet had "
                                      "rewritten it", "Compare it with the first source."))
    return Reading(bare, told)


def looks_rounded(text: str) -> bool:
    """Say whether an id looks like a number that a spreadsheet rounded.

    Parameters
    ----------
    text
        The id.

    Returns
    -------
    answer
        True for ``1E5`` and for 16 digits and more: a spreadsheet keeps 15.

    Examples
    --------
    >>> looks_rounded("1E5"), looks_rounded("1234567890123400"), looks_rounded("007")
    (True, True, False)
    """
    return bool(_ROUNDED.fullmatch(text)) and ("e" in text.lower() or len(text) > 15)


def read_choice(text: str, attribute: Attribute) -> Reading:
    """Read a cell as a word of the closed list of its column; as :func:`read_id`."""
    if text in attribute.values:
        return Reading(text)
    if SPREADSHEET_ERROR.fullmatch(text.strip()):
        return Reading(attribute.blank, (_computed(text),))
    if placeholder(text.strip()) and text.strip().lower() not in attribute.values:
        # Before any mending: "n/a" and "na" are nothing, and NA is Namibia.
        return Reading(attribute.blank,
                       (Finding("T15", f"{shown(text)} stands where a word belongs",
                                "Write the word." if attribute.filled
                                else "Leave the cell blank where nothing is known."),))
    same = [word for word in attribute.values if _folded(word) == _folded(text)]
    if len(same) == 1:
        return Reading(same[0], (Finding("M14", f"{shown(text)} was read as {same[0]}"),))
    return Reading(attribute.blank,
                   (Finding("T26", f"{shown(text)} is not known here",
                            suggest(text.strip(), attribute.values)
                            or f"Write {attribute.description[:1].lower()}"
                               f"{attribute.description[1:]}"),))


def read_list(text: str, attribute: Attribute) -> Reading:
    """Read a cell as several ids, or several words of a closed list; as :func:`read_id`."""
    one = read_id if attribute.type == "ids" else read_choice
    told: list[Finding] = []
    pieces = [piece.strip() for piece in text.split(";")]
    if ";".join(filter(None, pieces)) != text:
        told.append(Finding("M13", f"spaces or spare semicolons in {shown(text)} were left out"))
    values: list[str] = []
    for piece in filter(None, pieces):
        value, found = one(piece, attribute)
        told += found
        if value in values:
            told.append(Finding("W08", f"the list names {shown(value)} twice"))
        elif isinstance(value, str):
            values.append(value)
    return Reading(tuple(values), tuple(told))


def read_boolean(text: str, attribute: Attribute) -> Reading:
    """Read a cell as true or false, and as nothing else; as :func:`read_id`."""
    low = text.strip().lower()
    if low in ("true", "false"):
        told = () if text == low else (Finding("M14", f"{shown(text)} was read as {low}"),)
        return Reading(low == "true", told)
    if placeholder(low) and low not in _YES | _NO:
        return Reading(attribute.blank, (Finding("T15", f"{shown(text)} stands where true or "
                                                        "false belongs", "Write true or false."),))
    offer = "true" if low in _YES else "false" if low in _NO else "true or false"
    return Reading(attribute.blank, (Finding("T23", f"{shown(text)} is neither true nor false",
                                             f"Write {offer}."),))


def read_text_cell(text: str, attribute: Attribute) -> Reading:
    """Read a cell as text, kept letter by letter; as :func:`read_id`."""
    if SPREADSHEET_ERROR.fullmatch(text.strip()):
        return Reading(attribute.blank, (_computed(text),))
    if repaired := ungarbled(text):
        return Reading(text, (Finding("W01", f"{shown(text)} looks garbled: it was probably "
                                             f"{shown(repaired)}",
                                      'Save the table anew as "CSV UTF-8" from its source.'),))
    if destroyed(text):
        return Reading(text, (Finding("W02", f"{shown(text)} has question marks where letters "
                                             "were",
                                      'Save the table anew as "CSV UTF-8" from its source.'),))
    return Reading(text)


def read_line(text: str, attribute: Attribute) -> Reading:
    """Read a cell as a line on the map in WKT, kept as text; as :func:`read_id`.

    Examples
    --------
    >>> read_line("LINESTRING (49.5 37.2, 49.6 nan)", Attribute("wkt", "wkt")).findings[0].code
    'T31'
    """
    bare = re.sub(r"\s+", " ", text.strip())
    plain = re.sub(r"^(?:SRID=4326; ?)?linestring ?\(", "LINESTRING (", bare, flags=re.IGNORECASE)
    if plain.upper() in ("LINESTRING EMPTY", "LINESTRING ()", "LINESTRING ( )"):
        return Reading("", (Finding("W09", "the line has no points; a straight line is drawn",
                                    "Leave the cell blank, or give at least two points."),))
    if _LINE.fullmatch(plain) and plain.count(",") > 0:
        told = () if plain == text else (Finding("M13", "spaces in the line were taken away"),)
        return _on_the_globe(Reading(plain, told), attribute)
    return Reading(attribute.blank, (Finding("T31", f"{shown(text)} is not a line",
                                             _line_advice(bare)),))


def _on_the_globe(reading: Reading, attribute: Attribute) -> Reading:
    numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", reading.value)]
    lons, lats = numbers[0::2], numbers[1::2]
    if max(map(abs, lons)) <= 180 and max(map(abs, lats)) <= 90:
        return reading
    code = "T20" if max(map(abs, numbers)) > 1000 else "T19"
    advice = ("Convert the coordinates to longitude and latitude (WGS 84, EPSG:4326)."
              if code == "T20" else "Write lon lat in degrees, in this order.")
    return Reading(attribute.blank,
                   (*reading.findings, Finding(code, "a point of the line is not on the globe",
                                               advice)))


def _line_advice(text: str) -> str:
    low = text.lower()
    if "nan" in low or "inf" in low:
        return "One of its points has no coordinates: give every point as lon lat."
    if low.startswith("multilinestring"):
        return "Join its parts to one LINESTRING."
    return "Write LINESTRING (lon lat, lon lat, ...) with a point in numbers."


def _folded(text: str) -> str:
    return re.sub(r"[\s\u00a0_-]+", "_", text.strip(_EDGES).lower())


def _computed(text: str) -> Finding:
    return Finding("T15", f"{shown(text)} is an error of the spreadsheet",
                   "Put the value itself into the cell.")
