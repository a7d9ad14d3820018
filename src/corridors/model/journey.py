"""When goods leave and arrive, and what links that are closed on the way make them do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from corridors.model.leg import UNITS, Leg

if TYPE_CHECKING:
    from corridors.model.route import Route

__all__ = ["Journey", "Met", "days_of"]

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Met:
    """A link that is closed when goods reach it.

    Parameters
    ----------
    link_id
        The link.
    node_id
        Where goods wait for it.
    reached
        The day they come there.
    opens
        The day it opens, at its beginning; None where it stays closed for a year after departure.
    status
        Its status when it is reached.
    """

    link_id: str
    node_id: str
    reached: date
    opens: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Journey:
    """What a day of departure makes of an answer.

    Parameters
    ----------
    depart
        Day of departure, at 00:00.
    arrives
        Day of arrival; None where there is no route.
    met
        Links that are closed when they are reached, on the way that would be best if nothing
        were closed for a time; none where that way is the answer as it is.
    waiting
        That way, with its waits; None where one of the links stays closed, or none is met.
    around
        The best way over links that stay open for a year; None where there is none, or no link
        is met.
    latest
        Latest day of arrival that was accepted; None where nothing was limited.
    soonest
        Where no route arrives in time: the soonest day of arrival; None where there is none.
    """

    depart: date
    arrives: date | None = None
    met: tuple[Met, ...] = ()
    waiting: Route | None = None
    around: Route | None = None
    latest: date | None = None
    soonest: date | None = None


def days_of(legs: Iterable[Leg], depart: date) -> tuple[date, ...]:
    """Give the day on which each leg begins.

    Parameters
    ----------
    legs
        The legs of a route, in order.
    depart
        The day on which the first one begins, at 00:00.

    Returns
    -------
    days
        One per leg, and the day of arrival.

    Examples
    --------
    >>> from corridors.model.leg import Amount, Amounts
    >>> long = Leg("move", "rail", "a", "b", amounts=Amounts(time=Amount(0, 50_000, 0)))
    >>> [str(day) for day in days_of([long], date(2026, 12, 31))]
    ['2026-12-31', '2027-01-02']
    """
    days, at = [depart], 0
    for leg in legs:
        at += leg.amounts.time.value
        days.append(depart + timedelta(days=at // round(UNITS["time"] * HOURS_A_DAY)))
    return tuple(days)
