"""Link status: what it can be, and how it follows from dated events."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corridors.model.dates import first_day, last_day

__all__ = ["CARRYING", "STATUSES", "StatusEvent", "carries", "effective_day", "status_on"]

STATUSES = (
    "operational",
    "restricted",
    "suspended",
    "closed",
    "under_construction",
    "planned",
    "disused",
    "unknown",
)
CARRYING = frozenset({"operational", "restricted"})


def carries(status: str) -> bool:
    """Say whether a link with this status carries traffic.

    Parameters
    ----------
    status
        One of :data:`STATUSES`.

    Returns
    -------
    answer
        True for operational and restricted links only.

    Examples
    --------
    >>> carries("restricted"), carries("planned")
    (True, False)
    """
    return status in CARRYING


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """From a day on, a link has a status.

    Parameters
    ----------
    start
        The day as known: ``2024-06-20``, ``2024-06`` or ``2024``.
    status
        The status from that day on.
    before
        The status before the link's first event; blank on later events.
    event_id
        The event in ``event.csv`` that tells of it; may be blank.
    source
        Source keys.
    confidence
        high, medium or low.
    """

    start: str
    status: str
    before: str = ""
    event_id: str = ""
    source: str = ""
    confidence: str = ""

    @property
    def day(self) -> date:
        """The day the status takes effect; see :func:`effective_day`."""
        return effective_day(self.start, self.status)


def effective_day(start: str, status: str) -> date:
    """Give the day on which a status starts, also where only the month or year is known.

    Parameters
    ----------
    start
        ISO day, month or year.
    status
        The status that starts.

    Returns
    -------
    day
        The day itself; for a bare month or year its first day where the link then carries
        traffic, its last day where it stops, so that a vague date never closes a link early.

    Examples
    --------
    >>> effective_day("2016-12", "operational"), effective_day("1990", "closed")
    (datetime.date(2016, 12, 1), datetime.date(1990, 12, 31))
    """
    return first_day(start) if carries(status) else last_day(start)


def status_on(day: date, events: Sequence[StatusEvent], base: str) -> str:
    """Give the status of a link on a day.

    Parameters
    ----------
    day
        The day asked for.
    events
        The events of the link, ordered by day.
    base
        The status of a link without events.

    Returns
    -------
    status
        The status of the last event on or before the day. Before the first event: what that
        event says was before. Periods are half-open: on the day of an event its status holds.

    Examples
    --------
    >>> opened = (StatusEvent("2019-03-06", "operational", before="under_construction"),)
    >>> status_on(date(2019, 3, 5), opened, "operational")
    'under_construction'
    >>> status_on(date(2019, 3, 6), opened, "operational")
    'operational'
    """
    if not events:
        return base
    place = bisect_right([event.day for event in events], day)
    if place == 0:
        return events[0].before or base
    return events[place - 1].status
