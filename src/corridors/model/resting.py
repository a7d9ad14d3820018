"""Changes that do not hold on a day, because they have begun not yet or no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from corridors.errors import Problem
from corridors.model.change import Change

__all__ = ["resting"]


def resting(changes: Iterable[Change], day: date) -> Iterator[Problem]:
    """Say which changes do not hold on a day.

    Parameters
    ----------
    changes
        The changes.
    day
        The day.

    Yields
    ------
    note
        One for each that has a period the day is not in.

    Examples
    --------
    >>> later = Change(("country:IR",), "close", starts=date(2027, 1, 1))
    >>> print(*resting([later], date(2026, 11, 1)))
    key from: "close country:IR from 2027-01-01" does not hold on 2026-11-01 and is left out. [S27]
    """
    for change in changes:
        if not change.holds_on(day):
            early = change.starts is not None and day < change.starts
            yield change.problem("S27", f'"{change.said()}" does not hold on {day} and is left out',
                                 "", "from" if early else "until")
