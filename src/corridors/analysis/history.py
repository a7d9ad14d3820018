"""How did a route come to be what it is? Best routes over the years, and what changed them.

The network is taken on every day from which some link has another status, so that no change is
missed; in between the best route stays what it is. A change has its causes in the links themselves:
the route that was best lost some, or the one that is best now runs over some that were opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corridors.analysis.causes import Cause, causes_of
from corridors.analysis.series import YEARS, Step, as_snapshot, series
from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.dates import as_day
from corridors.model.modes import CRITERIA
from corridors.model.network import Network
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Route, Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.differences import Teller
from corridors.routing.fan import stamp_of
from corridors.routing.over_time import RoutesOverTime
from corridors.routing.solve import Solver

__all__ = ["History", "PairHistory", "Period", "history"]

COLUMNS = ("from", "to", "km", "h", "USD/TEU", "kg CO2/TEU", "countries", "because of")


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which one route is the best, or none is open.

    Parameters
    ----------
    start, end
        The first day and the last.
    route
        The best route; None where there is none.
    causes
        What made it the best, or left none: the links of the route before that stopped carrying
        traffic, and those of this one that began to; none for the first period.
    difference
        How the route runs otherwise than the last one there was, in words; blank for the first.
    """

    start: date
    end: date
    route: Route | None
    causes: tuple[Cause, ...] = ()
    difference: str = ""

    @property
    def state(self) -> str:
        """``route`` or ``no route``."""
        return "no route" if self.route is None else "route"

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class PairHistory:
    """The best routes between two places over the years.

    Parameters
    ----------
    query, weight
        The question, and what it counts for.
    origin, destination
        The nodes it means.
    periods
        Oldest first, without a gap between them.
    """

    query: Query
    weight: float
    origin: Node
    destination: Node
    periods: tuple[Period, ...]

    def __iter__(self) -> Iterator[Period]:
        return iter(self.periods)

    def __len__(self) -> int:
        return len(self.periods)

    def on(self, day: date | str) -> Period:
        """Give the period a day falls into.

        Parameters
        ----------
        day
            The day, such as ``"2010-07-01"``.

        Raises
        ------
        QueryError
            If it is before the first period or after the last.
        """
        day = as_day(day)
        for period in self.periods:
            if period.start <= day <= period.end:
                return period
        raise QueryError(Problem("Q57", f"{day} is not in the history",
                                 f"It runs from {self.periods[0].start} to "
                                 f"{self.periods[-1].end}."))

    def __repr__(self) -> str:
        shut = sum(period.days for period in self if period.route is None)
        return (f"<PairHistory {self.origin.name} - {self.destination.name} by {self.query.by}: "
                f"{len(self)} periods from {self.periods[0].start} to {self.periods[-1].end}, "
                f"{shut:,} days without a route>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = []
        for period in self:
            route = period.route
            rows.append((
                f"{period.start}", f"{period.end}",
                *(["no route", "", "", "", ""] if route is None else
                  [*(f"{route.shown(by):,.0f}" for by in CRITERIA), ", ".join(route.countries)]),
                "; ".join(dict.fromkeys(cause.said() for cause in period.causes))))
        return table(repr(self)[1:-1], COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class History:
    """The best routes of OD pairs over the years.

    Parameters
    ----------
    base
        The network it was asked of, or the network as a scenario changes it.
    pairs
        One for each question.
    seasons
        Whether links paused in their seasons.
    stamp
        What it rests on.
    """

    base: Snapshot = field(repr=False)
    pairs: tuple[PairHistory, ...]
    seasons: bool
    stamp: Stamp = field(repr=False)

    def __iter__(self) -> Iterator[PairHistory]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def first(self) -> date:
        """The first day."""
        return self.pairs[0].periods[0].start

    @property
    def last(self) -> date:
        """The last day."""
        return self.pairs[0].periods[-1].end

    def __repr__(self) -> str:
        periods = sum(map(len, self))
        if len(self) == 1:
            return f"<History: {repr(self.pairs[0])[13:-1]}>"
        return (f"<History of {len(self)} pairs from {self.first} to {self.last}: "
                f"{periods} periods>")

    def _repr_html_(self) -> str:
        return "".join(pair._repr_html_() for pair in self)


def history(network: Network | Snapshot, pairs: Query | Pairs | Sequence[Query], *,
            years: tuple[int, int] = YEARS, assume_expected: bool = False, seasons: bool = False,
            costs: CostModel | None = None, engine_name: str = "auto") -> History:
    """Say which route was best when, and what changed it.

    Parameters
    ----------
    network
        The network; or the network as a scenario changes it, whose changes hold on every day.
    pairs
        A question, or several: one best route each, without a day of departure.
    years
        First and last year.
    assume_expected
        Whether links open when they are expected to; that of a snapshot is its own.
    seasons
        Whether links pause in their seasons; without, rivers do not freeze.
    costs
        The cost model, the same on all days; the one that comes with the data if not given.
    engine_name
        Which engine solves it; the routes are the same with each.

    Returns
    -------
    history
        For each question its periods. On every day of a period the route is the one that
        :func:`corridors.shortest_route` gives on that day.

    Raises
    ------
    PlaceError
        If places are unknown.
    QueryError
        If a question asks for more than one best route, or for a day of departure; or a year
        cannot be.

    Examples
    --------
    >>> from corridors import Query, load
    >>> found = history(load(), Query("Qazvin", "Rasht", modes={"rail"}))
    >>> for period in found.pairs[0]:
    ...     print(period.start, period.end, period.state, [c.title for c in period.causes])
    1990-01-01 2019-03-05 no route []
    2019-03-06 2035-12-31 route ['Qazvin-Rasht railway']
    """
    base = as_snapshot(network, assume_expected=assume_expected)
    asked = as_pairs(pairs)
    _check(asked)
    solvers = [Solver.of(base, query, costs, engine_name) for query in asked.queries]
    routes = RoutesOverTime(solvers)
    found = series(base, routes.on, years=years, seasons=seasons)
    teller = Teller(base.network, solvers[0].costs)
    told = []
    for place, ((query, weight), solver) in enumerate(zip(asked, solvers, strict=True)):
        steps = [Step(step.start, step.end, step.result[place]) for step in found]
        periods = _told_apart(teller, _periods(steps, base, seasons))
        told.append(PairHistory(query, weight, solver.search.origin, solver.search.destination,
                                periods))
    return History(base, tuple(told), seasons, stamp_of(solvers[0]))


def _check(pairs: Pairs) -> None:
    problems = []
    for query in pairs.queries:
        if query.departs is not None:
            problems.append(Problem("Q54", "a history is of the network on many days, and the "
                                           f"question departs on {query.departs}",
                                    "Leave depart out."))
        if query.k > 1 or query.different or query.pareto or query.simplest_within is not None:
            problems.append(Problem("Q54", "a history tells one best route on each day",
                                    "Leave k, different, pareto and simplest_within out."))
    if problems:
        raise QueryError(list(dict.fromkeys(problems)))


def _periods(steps: Sequence[Step[Route | None]], base: Snapshot, seasons: bool) -> list[Period]:
    """Put days with the same route together, and say what made the next one the best."""
    made: list[Period] = []
    for step in steps:
        if made and _same(made[-1].route, step.result):
            made[-1] = replace(made[-1], end=step.end)
            continue
        causes = causes_of(base, step.start, (made[-1].route, step.result), seasons=seasons) \
            if made else ()
        made.append(Period(step.start, step.end, step.result, causes))
    return made


def _told_apart(teller: Teller, periods: Sequence[Period]) -> tuple[Period, ...]:
    """Say of each route how it runs otherwise than the last one there was."""
    made, last = [], None
    for period in periods:
        route = period.route
        told = teller.said(route, last) if route is not None and last is not None else ""
        made.append(replace(period, difference=told))
        last = last if route is None else route
    return tuple(made)


def _same(one: Route | None, other: Route | None) -> bool:
    """Say whether two routes run the same way and take the same."""
    if one is None or other is None:
        return one is other
    return one.link_ids == other.link_ids and all(
        one.total(by) == other.total(by) for by in CRITERIA)
