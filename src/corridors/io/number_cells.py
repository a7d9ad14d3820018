"""One cell with a number: read it, mend it where only one reading is possible, or refuse it."""

from __future__ import annotations

import re
from math import isfinite

from corridors.io.findings import Finding, Reading, shown
from corridors.io.number_faults import number_fault
from corridors.io.schema import Attribute

__all__ = ["has_decimal_comma", "in_range", "plain_number", "read_gauges", "read_integer",
           "read_number"]

_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[\s\u066c]\d{3})+(?:[.,\u066b]\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_GROUP_OR_DECIMAL = re.compile(r"[+-]?[1-9]\d{0,2}[,.]\d{3}", re.ASCII)
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

# Persian and Arabic digits and signs; float() would take the digits but not the decimal sign.
_OTHER_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩\u066b", "01234567890123456789.")
_OTHER_MINUS = str.maketrans("\u2212\uff0d\ufe63", "---")


def read_number(text: str, attribute: Attribute, *, comma: bool = False) -> Reading:
    """Read a cell as a number.

    Parameters
    ----------
    text
        The cell.
    attribute
        What the column holds.
    comma
        Whether the column is known to have decimal commas.

    Returns
    -------
    reading
        The number, and what is to be told.

    Examples
    --------
    >>> length = Attribute("length_km", "number", unit="km")
    >>> read_number("1\\u00a0250", length).value
    1250.0
    >>> read_number("2,5", length).findings[0].code
    'T12'
    """
    mended, told = _mended(text)
    if comma and _GROUP_OR_DECIMAL.fullmatch(mended):
        return Reading(attribute.blank, (*told, _two_readings(text, mended)))
    if comma and _COMMA.fullmatch(mended):
        mended = mended.replace(",", ".")
        told = (*told, Finding("M12", f"{shown(text)} was read as {mended}"))
    if not _PLAIN.fullmatch(mended):
        fault = _comma_fault(text, mended) or number_fault(text, mended, attribute)
        return Reading(attribute.blank, (*told, fault))
    value = float(mended)
    if not isfinite(value):
        return Reading(attribute.blank, (*told, Finding("T17", f"{shown(text)} is too large")))
    return in_range(value, text, attribute, told)


def read_integer(text: str, attribute: Attribute, *, comma: bool = False) -> Reading:
    """Read a cell as a whole number; parameters as :func:`read_number`."""
    value, told = read_number(text, attribute, comma=comma)
    if not isinstance(value, float):
        return Reading(value, told)
    if not value.is_integer():
        refused = Finding("T18", f"{shown(text)} is not a whole number", "Write a whole number.")
        return Reading(attribute.blank, (*told, refused))
    if "." in text:
        told = (*told, Finding("M15", f"{shown(text)} was read as {value:.0f}"))
    return Reading(int(value), told)


def read_gauges(text: str, attribute: Attribute, *, comma: bool = False) -> Reading:
    """Read a cell with one or several track gauges; parameters as :func:`read_number`."""
    told: list[Finding] = []
    if any(piece != piece.strip() for piece in text.split(";")) or text.endswith(";"):
        told.append(Finding("M13", f"spaces or a last semicolon in {shown(text)} were left out"))
    gauges: list[int] = []
    for piece in filter(None, map(str.strip, text.split(";"))):
        if not re.fullmatch(r"[0-9]{1,6}", piece):
            advice = "Write millimetres, several with semicolons: 1435;1520."
            return Reading(attribute.blank,
                           (Finding("T30", f"{shown(piece)} is not a track gauge", advice),))
        told += in_range(float(piece), piece, attribute).findings
        if int(piece) in gauges:
            told.append(Finding("W08", f"the list names {piece} twice"))
        else:
            gauges.append(int(piece))
    return Reading(tuple(gauges), tuple(told))


def in_range(value: float, text: str, attribute: Attribute,
             told: tuple[Finding, ...] = ()) -> Reading:
    """Check a number against the range of its column.

    Parameters
    ----------
    value
        The number.
    text
        The cell as written.
    attribute
        What the column holds.
    told
        What is already told about the cell.

    Returns
    -------
    reading
        The number, and what is to be told.
    """
    unit = f" {attribute.unit}" if attribute.unit else ""
    for code, low, high in (("T19", attribute.minimum, attribute.maximum),
                            ("W05", attribute.warn_minimum, attribute.warn_maximum)):
        if low is not None and value < low:
            side = f"below {low:g}{unit}"
        elif high is not None and value > high:
            side = f"above {high:g}{unit}"
        else:
            continue
        if code == "W05":
            found = Finding(code, f"{shown(text)} is unusual: {side}", "Check it and its unit.")
            return Reading(value, (*told, found))
        found = _out_of_range(value, text, side, attribute)
        return Reading(attribute.blank, (*told, found))
    return Reading(value, told)


def has_decimal_comma(text: str) -> bool:
    """Say whether a cell can only be read with a decimal comma.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    answer
        True for ``2,5`` and ``0,125``, False for ``1,250``, which could be a thousand.

    Examples
    --------
    >>> has_decimal_comma("2,5"), has_decimal_comma("1,250")
    (True, False)
    """
    mended, _ = _mended(text)
    return bool(_COMMA.fullmatch(mended)) and not _GROUP_OR_DECIMAL.fullmatch(mended)


def plain_number(text: str) -> bool:
    """Say whether a text is a number in plain digits, such as ``-5`` or ``2.5``."""
    return bool(_PLAIN.fullmatch(text))


def _mended(text: str) -> tuple[str, tuple[Finding, ...]]:
    told: list[Finding] = []
    bare = text.strip().strip(_INVISIBLE).strip()
    if _GROUPED.fullmatch(bare.translate(_OTHER_MINUS)):
        bare = re.sub(r"[\s\u066c]", "", bare)
    if bare != text:
        told.append(Finding("M09", f"spaces were taken out of {shown(text)}"))
    western = bare.translate(_OTHER_DIGITS)
    if western != bare:
        told.append(Finding("M10", f"{shown(text)} was read as {western}"))
    signed = western.translate(_OTHER_MINUS)
    if signed != western and re.match(r"-[\d.]", signed):
        told.append(Finding("M11", f"the minus of {shown(text)} was read as a plain minus"))
        western = signed
    return western, tuple(told)


def _two_readings(text: str, mended: str) -> Finding:
    whole = mended.replace(",", "").replace(".", "")
    return Finding("T13", f"{shown(text)} can be {whole} or {mended.replace(',', '.')}",
                   "Write it without a comma, with a point before decimals.")


def _comma_fault(text: str, mended: str) -> Finding | None:
    if "," in mended and _GROUP_OR_DECIMAL.fullmatch(mended):
        return _two_readings(text, mended)
    if _COMMA.fullmatch(mended):
        return Finding("T12", f"{shown(text)} is not a number",
                       f"Use a point ({mended.replace(',', '.')}).")
    if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", mended):
        return Finding("T12", f"{shown(text)} is not a number",
                       f"Leave out the commas ({mended.replace(',', '')}).")
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", mended):
        plain = mended.replace(".", "").replace(",", ".")
        return Finding("T12", f"{shown(text)} is not a number", f"Write it as {plain}.")
    return None


def _out_of_range(value: float, text: str, side: str, attribute: Attribute) -> Finding:
    if attribute.unit == "degrees" and abs(value) > 1000:
        return Finding("T20", f"{shown(text)} is not in degrees: it looks like metres of a map "
                              "projection", "Convert the coordinates to longitude and latitude "
                                            "(WGS 84, EPSG:4326).")
    advice = "Check the value and its unit."
    if attribute.unit == "degrees" and abs(value) <= 180:
        advice = "Check whether lon and lat are swapped."
    elif attribute.unit == "km" and value > 0:
        advice = "The column is in kilometres: is this in metres?"
    return Finding("T19", f"{shown(text)} is {side}", advice)
