"""What a link is on a day: its dated statuses, its expected opening, its season.

Each goes before the one that follows: what happened, then what is assumed to open as announced,
then the pause of the season, which only a link that carries traffic can have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from corridors.model.columns import Links
from corridors.model.dates import first_day
from corridors.model.season import Pause, pause_on
from corridors.model.status import carries, status_on

__all__ = ["assumed_open", "pause_of", "periods_of", "status_of"]


def status_of(links: Links, place: int, on: date, *, assume_expected: bool = False,
              seasons: bool = True) -> str:
    """Give the status of a link on a day.

    Parameters
    ----------
    links
        Columns of the links.
    place
        Position of the link.
    on
        The day.
    assume_expected
        Whether links open when they are expected to.
    seasons
        Whether links pause in their seasons.

    Returns
    -------
    status
        One of :data:`corridors.model.status.STATUSES`.
    """
    pause = pause_of(links, place, on, assume_expected=assume_expected) if seasons else None
    return pause.status if pause is not None else _without_season(links, place, on,
                                                                 assume_expected)


def pause_of(links: Links, place: int, on: date, *, assume_expected: bool = False
             ) -> Pause | None:
    """Give the pause of the season a link is in on a day.

    Parameters
    ----------
    links, place, on, assume_expected
        As in :func:`status_of`.

    Returns
    -------
    pause
        The pause; None where there is none, and where the link would carry nothing anyway.
    """
    pause = pause_on(on, links.seasons[place])
    if pause is None or not carries(_without_season(links, place, on, assume_expected)):
        return None
    return pause


def periods_of(links: Links, place: int, days: tuple[date, date], *,
               assume_expected: bool = False, seasons: bool = True
               ) -> tuple[tuple[date, str], ...]:
    """Give what a link is from day to day: every change of its status between two days.

    Parameters
    ----------
    links, place, assume_expected, seasons
        As in :func:`status_of`.
    days
        The first and the last day.

    Returns
    -------
    periods
        First day and status of each period; it ends where the next one begins. The first begins
        on the first day, whatever was before.
    """
    found: list[tuple[date, str]] = []
    turns = {day for day in _turns(links, place, days, assume_expected, seasons)
             if days[0] < day <= days[1]}
    for day in (days[0], *sorted(turns)):
        status = status_of(links, place, day, assume_expected=assume_expected, seasons=seasons)
        if not found or found[-1][1] != status:
            found.append((day, status))
    return tuple(found)


def _turns(links: Links, place: int, days: tuple[date, date], assume_expected: bool,
           seasons: bool) -> Iterator[date]:
    """Give the days on which the status of a link may change."""
    yield from (event.day for event in links.history[place])
    expected = links.records[place].opens_expected
    if assume_expected and expected:
        yield first_day(expected)
    for season in links.seasons[place] if seasons else ():
        for year in range(days[0].year - 1, days[1].year + 1):
            pause = season.pause(year)
            if pause is not None:
                yield from (pause.start, pause.end)


def assumed_open(links: Links, on: date, among: Iterable[int] | None = None
                 ) -> tuple[int, ...]:
    """Give the links that carry traffic on a day only if they open when they are expected to.

    Parameters
    ----------
    links
        Columns of the links.
    on
        The day.
    among
        Positions of the links to look at; None for all.

    Returns
    -------
    places
        Their positions. An opening expected in a month or year counts from its first day on, as
        dates of openings do everywhere.
    """
    return tuple(place for place in (range(len(links)) if among is None else among)
                 if _due(links, place, on)
                 and not carries(_without_season(links, place, on, assume_expected=False)))


def _without_season(links: Links, place: int, on: date, assume_expected: bool) -> str:
    status = status_on(on, links.history[place], links.status[place])
    if assume_expected and not carries(status) and _due(links, place, on):
        return "operational"
    return status


def _due(links: Links, place: int, on: date) -> bool:
    expected = links.records[place].opens_expected
    return bool(expected) and first_day(expected) <= on
