"""Any result as a series over dates: asked once for every stretch of days on which nothing changes.

Statuses change on known days: those of dated events, of openings that are expected, and of seasons.
Between two such days every link is what it was, and so is whatever follows from the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, NamedTuple, TypeVar

from corridors.errors import Problem, QueryError
from corridors.model.dates import EARLIEST, LATEST, as_day
from corridors.model.given import expect
from corridors.model.network import Network
from corridors.model.on_day import periods_of, status_of
from corridors.model.snapshot import Snapshot

__all__ = ["YEARS", "Series", "Step", "as_snapshot", "on_days", "series", "turning_days"]

YEARS = (1990, 2035)
"""First and last year of a series, if none are given: dated statuses are kept for these."""

Result = TypeVar("Result")


class Step(NamedTuple, Generic[Result]):
    """A result, and the days on which it holds.

    Parameters
    ----------
    start, end
        The first day and the last.
    result
        What was found.
    """

    start: date
    end: date
    result: Result


@dataclass(frozen=True, slots=True)
class Series(Generic[Result]):
    """A result over time.

    Parameters
    ----------
    title
        Of the network.
    steps
        Oldest first.
    """

    title: str
    steps: tuple[Step[Result], ...]

    def __iter__(self) -> Iterator[Step[Result]]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        return (f"<Series of {self.title!r}: {len(self)} steps from {self.steps[0].start} to "
                f"{self.steps[-1].end}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        return table(repr(self)[1:-1], ("from", "to", "result"),
                     [(f"{step.start}", f"{step.end}", f"{step.result!r}") for step in self])


def series(network: Network | Snapshot, ask: Callable[[Snapshot], Result],
           days: Iterable[date | str] | date | None = None, *, years: tuple[int, int] = YEARS,
           assume_expected: bool = False, seasons: bool = False) -> Series[Result]:
    """Ask something of the network over time.

    Parameters
    ----------
    network
        The network; or the network as a scenario changes it, whose changes hold on every day.
    ask
        What is asked: a function of the network on a day. Results that are equal and follow each
        other become one step.
    days
        The days it is asked on, one step each; if not given, every day from which on some link
        has another status, so that no change is missed.
    years
        First and last year, where no days are given.
    assume_expected
        Whether links open when they are expected to; that of a snapshot is its own.
    seasons
        Whether links pause in their seasons; without, rivers do not freeze.

    Returns
    -------
    series
        Its steps, oldest first.

    Raises
    ------
    QueryError
        If there is no day, or a year that cannot be.

    Examples
    --------
    >>> from corridors import load
    >>> link = "ir-qazvin-ir-rasht-rail"
    >>> for step in series(load(), lambda today: today.status_of(link), years=(2010, 2030)):
    ...     print(step.start, step.end, step.result)
    2010-01-01 2019-03-05 under_construction
    2019-03-06 2030-12-31 operational
    """
    base = as_snapshot(network, assume_expected=assume_expected)
    if days is not None:
        given = sorted({as_day(day) for day in ([days] if isinstance(days, str | date) else days)})
        if not given:
            raise QueryError(Problem("Q56", "no day is given", "Give at least one."))
        return Series(base.network.title, tuple(
            Step(there.on, there.on, ask(there)) for there in on_days(base, given, seasons)))
    first, last = _limits(years)
    steps: list[Step[Result]] = []
    for there in on_days(base, turning_days(base, first, last, seasons=seasons), seasons):
        found = ask(there)
        if steps and steps[-1].result == found:
            continue
        if steps:
            steps[-1] = steps[-1]._replace(end=there.on - timedelta(days=1))
        steps.append(Step(there.on, last, found))
    return Series(base.network.title, tuple(steps))


def as_snapshot(network: Network | Snapshot, *, assume_expected: bool) -> Snapshot:
    """Give the network on its reference date; as a scenario changes it, if that is what is given.

    Parameters
    ----------
    network
        What was given.
    assume_expected
        Whether links open when they are expected to; that of a snapshot is its own.

    Raises
    ------
    QueryError
        If it is neither.
    """
    if isinstance(network, Snapshot):
        return network
    expect(network, Network, "the whole network, or the network on a day",
           "Give it first: load(), or load().as_of() with changes.")
    return Snapshot.of(network, network.reference_date, assume_expected=assume_expected)


def turning_days(base: Snapshot, first: date, last: date, *, seasons: bool = False
                 ) -> tuple[date, ...]:
    """Give the days from which some link has another status, or a change begins or ends to hold.

    Parameters
    ----------
    base
        The network, or the network as a scenario changes it.
    first, last
        The first day, which is always among them, and the last.
    seasons
        Whether links pause in their seasons.

    Returns
    -------
    days
        In order.

    Examples
    --------
    >>> from corridors import load
    >>> from datetime import date
    >>> turning_days(load().as_of(), date(2019, 3, 1), date(2019, 4, 1))
    (datetime.date(2019, 3, 1), datetime.date(2019, 3, 6))
    """
    links = base.network.links
    of_changes = {day for change in base.changes for day in (change.starts, change.ends)
                  if day is not None and first <= day <= last}
    return tuple(sorted(of_changes.union({first}, (
        day for place in range(len(links))
        for day, _ in periods_of(links, place, (first, last), seasons=seasons,
                                 assume_expected=base.assume_expected)))))


def on_days(base: Snapshot, days: Iterable[date], seasons: bool) -> Iterator[Snapshot]:
    """Give the network on each of several days, one at a time.

    Parameters
    ----------
    base
        The network, or the network as a scenario changes it.
    days
        The days.
    seasons
        Whether links pause in their seasons.
    """
    links = base.network.links
    paused = [] if seasons else [place for place in range(len(links)) if links.seasons[place]]
    for day in days:
        there = base.on_day(day)
        status = list(there.status)
        for place in paused:
            if links.link_id[place] in there.fixed:
                continue  # its status is what a scenario says
            status[place] = status_of(links, place, day, seasons=False,
                                      assume_expected=base.assume_expected)
        # What routing keeps with a snapshot goes with it: a history holds many.
        yield replace(there, status=tuple(status), memo={})


def _limits(years: tuple[int, int]) -> tuple[date, date]:
    given = tuple(years)
    if len(given) != 2 or not all(isinstance(year, int) for year in given) \
            or not EARLIEST <= given[0] <= given[1] <= LATEST:
        raise QueryError(Problem("Q56", f"{' to '.join(map(str, given))} is no span of years",
                                 f"Give the first and the last, from {EARLIEST} to {LATEST}."))
    first, last = given
    return date(first, 1, 1), date(last, 12, 31)
