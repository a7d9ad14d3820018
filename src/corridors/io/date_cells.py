"""One cell with a date: year-month-day, year-month or year; nothing else is read as a date.

A day that comes every year is month-day.
"""

from __future__ import annotations

import re
from datetime import date

from corridors.io.findings import Finding, Reading, shown
from corridors.io.number_cells import in_range
from corridors.io.number_faults import MONTHS, placeholder
from corridors.io.schema import Attribute
from corridors.model.dates import first_day, month_day

__all__ = ["read_date", "read_month_day"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})(?:[ T].*)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{1,2})[-./](\d{4})|(\d{4})[-./ ](\d{1,2})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})[-. /]*)?([^\W\d_]{3,})\.?[-. /,]*"
                    r"(?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4}|\d\d)\b.*")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./ ](\d{1,2})\.?", re.ASCII)
_DAY_WORDS = re.compile(r"(\d{1,2})[-. /]*([^\W\d_]{3,})|([^\W\d_]{3,})[-. /]*(\d{1,2})")
_OTHER_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩\u2010\u2011\u2212", "01234567890123456789---")
_HOW = "Write year-month-day, year-month or year, such as 2030-04-03."
_HOW_YEARLY = "Write month-day, such as 04-01 for 1 April."
_MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December")
# Years of the Iranian calendar that stand for 1921 to 2071.
_IRANIAN_YEARS = range(1300, 1451)


def read_date(text: str, attribute: Attribute) -> Reading:
    """Read a cell as a date.

    Parameters
    ----------
    text
        The cell.
    attribute
        What the column holds; its range is in years.

    Returns
    -------
    reading
        The date as ISO text, as exact as it was written, and what is to be told.

    Examples
    --------
    >>> start = Attribute("start", "date", blank=None)
    >>> read_date("2020-02", start).value
    '2020-02'
    >>> read_date("03/04/2030", start).findings[0].advice
    'Write 2030-04-03 (3 April) or 2030-03-04 (4 March).'
    """
    told: tuple[Finding, ...] = ()
    mended = text.strip().translate(_OTHER_DIGITS)
    if text != text.strip():
        told = (Finding("M13", f"spaces around {shown(text)} were taken away"),)
    if mended != text.strip():
        told = (*told, Finding("M10", f"{shown(text)} was read as {mended}"))
    if not _ISO.fullmatch(mended):
        return Reading(attribute.blank, (*told, _no_date(text, mended, attribute)))
    try:
        year = first_day(mended).year
    except ValueError:
        wrong = Finding("T25", f"{shown(text)} is no day of the calendar", "Check it.")
        return Reading(attribute.blank, (*told, wrong))
    checked = in_range(year, text, attribute)
    if year in _IRANIAN_YEARS and checked.findings:
        return Reading(attribute.blank, (*told, _iranian(text, year)))
    return Reading(attribute.blank if checked.value is attribute.blank else mended,
                   (*told, *(_in_years(finding) for finding in checked.findings)))


def read_month_day(text: str, attribute: Attribute) -> Reading:
    """Read a cell as a day that comes every year; as :func:`read_date`.

    Examples
    --------
    >>> opens = Attribute("opens", "month_day", blank=None)
    >>> read_month_day("04-01", opens).value
    '04-01'
    >>> read_month_day("1-Apr", opens).findings[0].advice
    'Write 04-01.'
    """
    mended = text.strip().translate(_OTHER_DIGITS)
    told: tuple[Finding, ...] = ()
    if mended != text:
        told = (Finding("M10" if mended != text.strip() else "M13",
                        f"{shown(text)} was read as {mended}"),)
    try:
        month_day(mended)
    except ValueError:
        return Reading(attribute.blank, (*told, _no_month_day(text, mended, attribute)))
    return Reading(mended, told)


def _no_month_day(text: str, mended: str, attribute: Attribute) -> Finding:
    if placeholder(mended):
        return _no_date(text, mended, attribute)
    if re.fullmatch(r"\d\d-\d\d", mended, re.ASCII):
        return Finding("T25", f"{shown(text)} is no day of every year", "Check it.")
    days: list[tuple[int, int]] = []
    if (match := _MONTH_DAY.fullmatch(mended)) is not None:
        one, other = int(match[1]), int(match[2])
        days = [(one, other), (other, one)]
    elif (match := _DAY_WORDS.fullmatch(mended.lower())) is not None:
        month = MONTHS.get((match[2] or match[3])[:3], 0)
        days = [(month, int(match[1] or match[4]))]
    # 2001 is a common year: 29 February is no day of every year.
    offers = [f"{month:02}-{day:02}" for month, day in dict.fromkeys(days)
              if _exists(2001, month, day)]
    return Finding("T24", f"{shown(text)} is not a day that comes every year",
                   f"Write {' or '.join(offers)}." if offers else _HOW_YEARLY)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _no_date(text: str, mended: str, attribute: Attribute) -> Finding:
    if placeholder(mended):
        return Finding("T15", f"{shown(text)} stands where a date belongs",
                       "Give the date." if attribute.filled
                       else "Leave the cell blank where nothing is known.")
    offers = _offers(mended)
    advice = f"Write {' or '.join(offers)}." if offers else _HOW
    return Finding("T24", f"{shown(text)} is not a date that can be read", advice)


def _offers(text: str) -> list[str]:
    """Write the dates that a text in another order may mean."""
    if (match := _NUMBERS.fullmatch(text)) is not None:
        first, second, third = match.groups()
        if len(first) == 4:
            orders = [(first, second, third)]
        elif len(third) in (2, 4):
            year = third if len(third) == 4 else f"20{third}"
            orders = [(year, second, first), (year, first, second)]
        else:
            orders = []
        return _told_apart([(int(y), int(m), int(d)) for y, m, d in orders])
    if (match := _COMPACT.fullmatch(text)) is not None:
        year_, month, day = map(int, match.groups())
        return _told_apart([(year_, month, day)])
    if (match := _YEAR_MONTH.fullmatch(text)) is not None:
        year_, month = int(match[2] or match[3]), int(match[1] or match[4])
        return [f"{year_}-{month:02}"] if 1 <= month <= 12 else []
    if (match := _WORDS.fullmatch(text.lower())) is not None:
        return _from_words(match)
    return []


def _told_apart(orders: list[tuple[int, int, int]]) -> list[str]:
    days = [order for order in dict.fromkeys(orders) if _exists(*order)]
    written = [f"{year}-{month:02}-{day:02}" for year, month, day in days]
    if len(days) < 2:
        return written
    return [f"{iso} ({day} {_MONTH_NAMES[month - 1]})"
            for iso, (_, month, day) in zip(written, days, strict=True)]


def _from_words(match: re.Match[str]) -> list[str]:
    month = MONTHS.get(match[2][:3])
    if month is None:
        return []
    day = match[1] or match[3]
    year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
    if day is None:
        return [f"{year}-{month:02}"]
    return _told_apart([(int(year), month, int(day))])


def _iranian(text: str, year: int) -> Finding:
    return Finding("T19", f"{shown(text)} looks like a year of the Iranian calendar",
                   f"Write the Gregorian date ({year} began in March {year + 621}).")


def _in_years(finding: Finding) -> Finding:
    advice = finding.advice.replace("Check the value and its unit.", "Check the year.")
    return finding._replace(advice=advice.replace("Check it and its unit.", "Check the year."))
