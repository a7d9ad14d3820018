"""Dates as planners know them: a day, a month or only a year."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date

from corridors.errors import Problem, QueryError

__all__ = ["EARLIEST", "LATEST", "as_day", "first_day", "last_day", "month_day",
           "year_of"]

DAYS_A_YEAR = 365.2425
EARLIEST, LATEST = 1800, 2200
"""Years that dates of the network and of questions lie in."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEARLY = re.compile(r"\d\d-\d\d", re.ASCII)
_COMMON_YEAR = 2001


def first_day(text: str) -> date:
    """Give the first day of a date known to the day, month or year.

    Parameters
    ----------
    text
        ``2024-06-20``, ``2024-06`` or ``2024``.

    Returns
    -------
    day
        The first day it can mean.

    Raises
    ------
    ValueError
        If the text is no such date.

    Examples
    --------
    >>> first_day("2016-12"), first_day("2004")
    (datetime.date(2016, 12, 1), datetime.date(2004, 1, 1))
    """
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Give the last day of a date known to the day, month or year.

    Parameters
    ----------
    text
        ``2024-06-20``, ``2024-06`` or ``2024``.

    Returns
    -------
    day
        The last day it can mean.

    Raises
    ------
    ValueError
        If the text is no such date.

    Examples
    --------
    >>> last_day("2016-02"), last_day("2004")
    (datetime.date(2016, 2, 29), datetime.date(2004, 12, 31))
    """
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def year_of(day: date) -> float:
    """Give a day as a year and the part of it that is over.

    Examples
    --------
    >>> year_of(date(2026, 1, 1)), round(year_of(date(2026, 7, 2)), 2)
    (2026.0, 2026.5)
    """
    return day.year + (day - date(day.year, 1, 1)).days / DAYS_A_YEAR


def month_day(text: str) -> tuple[int, int]:
    """Read a day that comes every year.

    Parameters
    ----------
    text
        Month and day, such as ``04-01``.

    Returns
    -------
    month, day
        Both as numbers.

    Raises
    ------
    ValueError
        If the text is no such day; 29 February is none, since most years have no such day.

    Examples
    --------
    >>> month_day("04-01")
    (4, 1)
    """
    if _YEARLY.fullmatch(text):
        with suppress(ValueError):
            day = date.fromisoformat(f"{_COMMON_YEAR}-{text}")
            return day.month, day.day
    raise ValueError(f'"{text}" is not a day of every year, such as 04-01')


def as_day(value: date | str) -> date:
    """Read a day a user gave.

    Parameters
    ----------
    value
        A ``date``, or ISO text such as ``2026-11-01``.

    Returns
    -------
    day
        The day.

    Raises
    ------
    QueryError
        If the text is no ISO day between 1800 and 2200; the day must be exact, a month or year is
        not enough.

    Examples
    --------
    >>> as_day("2026-11-01")
    datetime.date(2026, 11, 1)
    """
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            value = date.fromisoformat(value)
    if isinstance(value, date) and EARLIEST <= value.year <= LATEST:
        return value
    raise QueryError(Problem("Q01", f'"{value}" is not a day',
                             "Write it as year-month-day, such as 2026-11-01."))


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a date such as 2024-06-20, 2024-06 or 2024')
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None
