"""Why a cell is not a number: what planners write instead of one, and what to do about it."""

from __future__ import annotations

import re

from corridors.io.findings import Finding, shown
from corridors.io.schema import Attribute

__all__ = ["MONTHS", "NO_VALUE", "SPREADSHEET_ERROR", "decimal_degrees", "number_fault",
           "placeholder"]

SPREADSHEET_ERROR = re.compile(
    r"#(?:REF!|N/A|NV|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|ССЫЛКА!|ДЕЛ/0!|ЗНАЧ!|ИМЯ\?|Н/Д"
    r"|ЧИСЛО!|BAŞV!|YOK|DEĞER!|SAYI/0!|AD\?|#+)")
NO_VALUE = {"n/a", "na", "n.a.", "-", "--", "–", "—", "?", "none", "null", "nil", "nan", "x",
            "..", "...", "нет", "н/д", "yox", "yoxdur", "yok", "tbd", "unknown", "#"}

# Beginnings of month names in English, Russian, Azerbaijani and Turkish.
MONTHS = {
    name: number
    for number, names in enumerate((
        "jan янв yan oca", "feb фев fev şub", "mar мар", "apr апр nis", "may май мая",
        "jun июн iyn haz", "jul июл iyl tem", "aug авг avq ağu", "sep сен sen eyl",
        "oct окт okt eki", "nov ноя noy kas", "dec дек dek ara"), start=1)
    for name in names.split()
}
_MONTH = "|".join(MONTHS)
_DAY_MONTH = re.compile(rf"(\d{{1,4}})[-./ ]*({_MONTH})\w*\.?|({_MONTH})\w*[-./ ]*(\d{{1,4}})")
_FULL_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_RANGE = re.compile(r"[~≈]?\d+(?:[.,]\d+)?\s*(?:-|–|—|\.\.+|/|to|до)\s*\d+(?:[.,]\d+)?\b.*")
_CLOCK = re.compile(r"(\d{1,4})\s*(?:h|hrs?|ч|saat|:)\.?\s*(\d{1,2})\s*(?:min|m|мин|dəq)?\.?"
                    r"|(\d{1,4}):(\d{2}):\d{2}")
_ABOUT = re.compile(r"(?:[~≈±<>≥≤]|about|ca\.?|approx\.?|около|təxminən|yaklaşık)\s*\d.*")
_WITH_WORDS = re.compile(r"([+-]?\d[\d.]*)\s*([^\W\d_%°].*|[%°].*)"
                         r"|(?:[€$£₽₼]|[^\W\d_]+\.?)\s*\d[\d.,\s]*|\d.*[€$£₽₼]")
_DMS = re.compile(
    r"""([NSEW]?)\s*(\d{1,3})\s*[°º\s]\s*(\d{1,2}(?:\.\d+)?)\s*(?:['’′\s]|$)\s*
        (?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|''|’’)?)?\s*([NSEW]?)""", re.VERBOSE)


def number_fault(text: str, mended: str, attribute: Attribute) -> Finding:
    """Say why a cell is not a number.

    Parameters
    ----------
    text
        The cell as written.
    mended
        The cell without spaces at its ends and with plain digits.
    attribute
        What the column holds.

    Returns
    -------
    fault
        The rule that is broken, and what to do.

    Examples
    --------
    >>> number_fault("12 km", "12 km", Attribute("length_km", "number", unit="km")).advice
    'Write 12; the column is in km.'
    """
    low = mended.lower()
    if re.fullmatch(r"[+-]?(?:nan|inf|infinity|∞)", low):
        return Finding("T17", f"{shown(text)} is not a finite number", _blank_advice(attribute))
    if placeholder(mended):
        return Finding("T15", f"{shown(text)} stands where a number belongs",
                       _blank_advice(attribute))
    if attribute.unit == "degrees" and (degrees := decimal_degrees(mended)):
        return Finding("T21", f"{shown(text)} is not a decimal number of degrees",
                       f"Write {degrees}.")
    if (dated := _dated(low)) is not None:
        return Finding("T16", f"{shown(text)} is a date: a spreadsheet turned the number into one",
                       f"{dated}Format the column as text, and type the number again.")
    advice = _words_advice(low, attribute)
    if advice:
        return Finding("T14", f"{shown(text)} is more than a number", advice)
    return Finding("T12", f"{shown(text)} is not a number", "Use digits and a point, such as 2.5.")


def placeholder(text: str) -> bool:
    """Say whether a cell holds a spreadsheet error, or a mark for "nothing known".

    Examples
    --------
    >>> placeholder("#REF!"), placeholder("n/a"), placeholder("12")
    (True, True, False)
    """
    return bool(SPREADSHEET_ERROR.fullmatch(text)) or text.lower() in NO_VALUE


def decimal_degrees(text: str) -> str:
    """Convert degrees, minutes and seconds to decimal degrees.

    Parameters
    ----------
    text
        Such as ``38°25'12"N``.

    Returns
    -------
    degrees
        Such as ``38.42``, to five decimals (about a metre); blank where the text is no such angle.

    Examples
    --------
    >>> decimal_degrees("38°25'12\\"N"), decimal_degrees("W 0 30 0"), decimal_degrees("38.5")
    ('38.42', '-0.5', '')
    """
    match = _DMS.fullmatch(text.upper().strip())
    if match is None or not ("°" in text or "º" in text or match[1] or match[5]):
        return ""
    before, whole, minutes, seconds, after = match.groups()
    size = int(whole) + float(minutes) / 60 + float((seconds or "0").replace(",", ".")) / 3600
    return f"{-size if (before or after) in ('S', 'W') else size:.5f}".rstrip("0").rstrip(".")


def _blank_advice(attribute: Attribute) -> str:
    if attribute.filled:
        return "Give the number."
    return "Leave the cell blank where nothing is known."


def _dated(low: str) -> str | None:
    match = _DAY_MONTH.fullmatch(low)
    if match is not None:
        day, month = match[1] or match[4], MONTHS[match[2] or match[3]]
        return f"It may have been {int(day)}.{month}. " if int(day) <= 31 else ""
    return "" if _FULL_DATE.fullmatch(low) else None


def _words_advice(low: str, attribute: Attribute) -> str:
    unit = f"; the column is in {attribute.unit}" if attribute.unit else ""
    if (clock := _CLOCK.fullmatch(low)) is not None:
        hours, minutes = clock[1] or clock[3], clock[2] or clock[4]
        offer = f"{int(hours) + int(minutes) / 60:.3f}".rstrip("0").rstrip(".")
        return f"Write hours as a decimal number ({offer})." if attribute.unit == "h" \
            else f"Write one number{unit}."
    if _RANGE.fullmatch(low):
        return ("Write one number; a range belongs in the columns for lowest and highest, or in "
                "claim.csv.")
    if _ABOUT.fullmatch(low):
        return "Write the number alone, and say in the note that it is approximate."
    match = _WITH_WORDS.fullmatch(low)
    if match is None:
        return ""
    if match[1] and attribute.unit and match[2].strip(" .") == attribute.unit.lower():
        return f"Write {match[1]}{unit}."
    return f"Write the number alone{unit}."
