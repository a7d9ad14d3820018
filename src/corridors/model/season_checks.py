"""Rules that seasons must keep.

The codes are listed in :mod:`corridors.model.checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corridors.errors import Problem
from corridors.model.dates import EARLIEST, LATEST, month_day
from corridors.model.records import Link
from corridors.model.season import Season
from corridors.model.tables import Tables

__all__ = ["seasons"]

LINKS = "link.csv"
PAUSED = ("restricted", "suspended", "closed")


def seasons(tables: Tables) -> Iterator[Problem]:
    """Find seasons that are none (N76), and seasons of a link that meet (N77)."""
    for place, link in enumerate(tables.links):
        wrong = [message for season in link.seasons for message in _wrong(season)]
        for message, advice in wrong:
            yield tables.problem("N76", LINKS, place, "link_id", f'"{link.link_id}": {message}',
                                 advice)
        if not wrong and (meeting := _meeting(link)):
            yield tables.problem("N77", LINKS, place, "link_id",
                                 f'"{link.link_id}" has two seasons at a time: {meeting}',
                                 "Give first_year and last_year in season.csv, so that one ends "
                                 "before the next begins.")


def _wrong(season: Season) -> Iterator[tuple[str, str]]:
    try:
        if month_day(season.closes) == month_day(season.opens):
            yield f"a season closes and opens on {season.closes}", "Give two days in season.csv."
    except ValueError as error:
        yield f"a season has no two days: {error}", "Write month-day, such as 04-01, in season.csv."
    if season.status not in PAUSED:
        yield (f'"{season.status}" is no status of a pause',
               f"Write one of {', '.join(PAUSED)} in season.csv.")
    first, last = season.first_year, season.last_year
    if first is not None and last is not None and last < first:
        yield f"a season ends in {last} and begins in {first}", "Exchange the two in season.csv."


def _meeting(link: Link) -> str:
    """Say which two seasons of a link hold in one year."""
    ordered = sorted(link.seasons, key=lambda season: season.first_year or EARLIEST)
    for one, other in pairwise(ordered):
        if (one.last_year or LATEST) >= (other.first_year or EARLIEST):
            return f"{one.said()}; {other.said()}"
    return ""
