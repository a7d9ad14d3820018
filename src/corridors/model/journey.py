"""When goods leave and arrive, and what links that are closed on the way make them do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corridors.model.route import Route

__all__ = ["Journey", "Met"]


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
    """

    depart: date
    arrives: date | None = None
    met: tuple[Met, ...] = ()
    waiting: Route | None = None
    around: Route | None = None
    latest: date | None = None
