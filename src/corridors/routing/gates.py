"""When each link may be entered, in the year that follows a departure.

Times are thousandths of an hour since 00:00 of the day of departure. A link is entered or not: who
is on it when it closes goes on to its end, as ships do that entered a canal on its last day. A
status that a scenario says holds as long as it says; every other link is on each day what its dated
statuses, its expected opening where it is assumed, and its season make of it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from corridors.model.on_day import periods_of
from corridors.model.periods_said import periods_said, statuses_said
from corridors.model.query_checks import MOST_DAYS
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

__all__ = ["DAY", "NEVER", "Gates", "gates_of"]

DAY = 24_000
"""Thousandths of an hour in a day."""

NEVER = MOST_DAYS * DAY + 1
"""A moment that is too late for any arrival."""


@dataclass(frozen=True, slots=True)
class Gates:
    """When the links of a network may be entered.

    Parameters
    ----------
    depart
        Day of departure.
    periods
        For each link the moments at which its status changes, and the statuses: the first from
        0 on.
    """

    depart: date
    periods: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]

    def status(self, link: int, at: int) -> str:
        """Give the status of a link at a moment.

        Parameters
        ----------
        link
            Position of the link.
        at
            The moment.
        """
        moments, statuses = self.periods[link]
        return statuses[bisect_right(moments, at) - 1]

    def enter(self, link: int, at: int) -> int:
        """Give the first moment from one on at which a link may be entered.

        Parameters
        ----------
        link
            Position of the link.
        at
            The moment.

        Returns
        -------
        moment
            The moment itself where the link carries traffic; :data:`NEVER` where it does not
            open again within a year of the departure.
        """
        moments, statuses = self.periods[link]
        place = bisect_right(moments, at) - 1
        if carries(statuses[place]):
            return at
        return next((moments[later] for later in range(place + 1, len(moments))
                     if carries(statuses[later])), NEVER)

    def changes(self, link: int) -> bool:
        """Say whether a link is closed on some of the days, and not on others."""
        return len({carries(status) for status in self.periods[link][1]}) > 1

    def ever(self, link: int) -> bool:
        """Say whether a link carries traffic on some of the days."""
        return any(map(carries, self.periods[link][1]))

    def always(self, link: int) -> bool:
        """Say whether a link carries traffic on all of the days."""
        return all(map(carries, self.periods[link][1]))

    def day(self, at: int) -> date:
        """Give the day of a moment."""
        return self.depart + timedelta(days=at // DAY)


def gates_of(snapshot: Snapshot) -> Gates:
    """Give the gates of a snapshot, made the first time they are asked for.

    Parameters
    ----------
    snapshot
        The network on the day of departure.

    Returns
    -------
    gates
        For the year that follows.

    Examples
    --------
    >>> from corridors import load
    >>> autumn = load().as_of("2026-11-25")
    >>> canal = autumn.network.links.index["ru-volga-don-canal-ru-kalach-waterway"]
    >>> gates = gates_of(autumn)
    >>> gates.enter(canal, 0), gates.day(gates.enter(canal, 7 * DAY))
    (0, datetime.date(2027, 4, 1))
    """
    if "gates" not in snapshot.memo:
        snapshot.memo["gates"] = _made(snapshot)
    made: Gates = snapshot.memo["gates"]
    return made


def _made(snapshot: Snapshot) -> Gates:
    links, depart = snapshot.network.links, snapshot.on
    days, said = (depart, depart + timedelta(days=MOST_DAYS)), statuses_said(snapshot)
    periods = []
    for place, link_id in enumerate(links.link_id):
        found = periods_of(links, place, days, assume_expected=snapshot.assume_expected)
        if link_id in said:
            found = periods_said(found, said[link_id], days)
        periods.append((tuple((day - depart).days * DAY for day, _ in found),
                        tuple(status for _, status in found)))
    return Gates(depart, tuple(periods))
