"""Why this route: what every alternative would add, and which stop decides.

The route of an answer is held against others: different ones, the best that avoids each country on
the way, the best without each border, break of gauge and transfer on it, and the best by one mode
alone. What two routes share is left out of the difference, with its range: where the range of what
differs reaches to both sides of nothing, the data does not tell which of the two is better.

A stop decides where another route would be the best if it took nothing. A stop of the route itself
never does: were it free, the route would only be better still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.countries import country_name
from corridors.model.given import expect
from corridors.model.leg import Amount, difference_of, sum_amounts
from corridors.model.modes import MODES, OVERLAND_MODES
from corridors.model.query_checks import DETOUR, OVERLAP
from corridors.model.route import UNITS, Answer, Route
from corridors.routing.differences import Teller, told_apart
from corridors.routing.different import different_routes
from corridors.routing.solve import Solver, solved_again
from corridors.routing.without import (
    Stop,
    by_mode_alone,
    deciding,
    if_free,
    legs_at,
    stops_of,
    without_country,
    without_stop,
)

__all__ = ["Alternative", "Explanation", "Weighed", "explain"]

DIFFERENT = 4
"""How many different routes are looked for, the best among them."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another route, or a restriction under which there is none.

    Parameters
    ----------
    what
        What it is, in words: ``avoiding Kazakhstan``; several where they give one route.
    kinds
        For each of them ``different``, ``country``, ``border``, ``gauge_break``, ``transfer`` or
        ``mode``.
    route
        The route, or None where there is none.
    best
        The route it is held against.
    """

    what: tuple[str, ...]
    kinds: tuple[str, ...]
    route: Route | None
    best: Route = field(repr=False)

    def adds(self, by: str) -> Amount | None:
        """Give what it takes more than the route of the answer, with the range of what differs.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost``, ``co2`` or ``generalised``.

        Returns
        -------
        amount
            In smallest units; legs of both routes count in neither. None where there is no route.
        """
        if self.route is None:
            return None
        return difference_of(self.route.legs, self.best.legs, by)

    def shown(self, by: str) -> float | None:
        """Give what it adds in km, h, USD or kg per TEU; None where there is no route."""
        added = self.adds(by)
        return None if added is None else added.value / UNITS[by]

    def certain(self, by: str) -> bool:
        """Say whether the difference is greater than the range of what differs."""
        added = self.adds(by)
        return added is not None and (added.low > 0 or added.high < 0)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A border, break of gauge or transfer, and what would change if it took nothing.

    Parameters
    ----------
    stop
        What it is and where.
    name
        Its name.
    on_route
        Whether the route of the answer makes it.
    takes
        What it takes by the criterion, in smallest units.
    saves
        By how much the best route would be better if it took nothing.
    instead
        The route that would then be the best, where it is another; else None.
    difference
        What makes that route different, in words.
    """

    stop: Stop
    name: str
    on_route: bool
    takes: Amount
    saves: int
    instead: Route | None = None
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the route of an answer is the best.

    Parameters
    ----------
    answer
        The answer.
    alternatives
        Other routes, what adds least first; where there is none, at the end.
    stops
        Stops of the route that take something, the largest first; then every other stop that
        would change the best route if it took nothing, the largest gain first. None where the
        route is not the best by the criterion, but the simplest.
    """

    answer: Answer
    alternatives: tuple[Alternative, ...]
    stops: tuple[Weighed, ...]

    @property
    def route(self) -> Route:
        """The route that is explained."""
        return self.answer.routes[0]

    @property
    def best(self) -> bool:
        """Whether none takes less by the criterion: the simplest route may not be the best."""
        added = (one.adds(self.answer.query.by) for one in self.alternatives)
        return all(amount is None or amount.value >= 0 for amount in added)

    def __repr__(self) -> str:
        decide = sum(stop.instead is not None for stop in self.stops)
        return (f"<Explanation {self.answer.origin.name} - {self.answer.destination.name} by "
                f"{self.answer.query.by}: {len(self.alternatives)} alternatives, "
                f"{decide} stops would change the route>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        units = {"distance": "km", "time": "h", "cost": "USD/TEU"}
        rows = []
        for one in self.alternatives:
            added = [one.shown(by) for by in units]
            rows.append((" or ".join(one.what), *(
                "no route" if value is None else f"{value:+,.1f}" for value in added)))
        return table(repr(self)[1:-1], ("alternative", *units.values()), rows)


def explain(answer: Answer, costs: CostModel | None = None) -> Explanation:
    """Say why the route of an answer is the best.

    Parameters
    ----------
    answer
        The answer. Of several routes the first is explained.
    costs
        The cost model it was worked out with; the one that comes with the data if not given.

    Returns
    -------
    explanation
        What each alternative would add, and which stops decide.

    Raises
    ------
    QueryError
        If there is no route to explain, if it has a day of departure, or if another cost model
        is given.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Moscow", "Baku", by="time", modes={"rail"}))
    >>> explain(answer).alternatives[0].kinds[0]
    'different'
    """
    expect(answer, Answer, "an answer", "Ask for one first: shortest_route(snapshot, query).")
    if answer.best is None or not answer.best.legs:
        raise QueryError(Problem("Q36", "there is no route to explain",
                                 "Of no route the answer itself says why."))
    if answer.query.departs is not None:
        raise QueryError(Problem("Q28", "why a route is the best is not told with a day of "
                                        "departure",
                                 "Ask without one, on that day.", column="depart"))
    solver = solved_again(answer, costs)
    different = _different(solver, answer)
    alternatives = _grouped(answer.best, [*different, *_restricted(solver, answer.best)],
                            answer.query.by)
    explanation = Explanation(answer, alternatives, ())
    stops = tuple(_weighed(solver, answer.best)) if explanation.best else ()
    return replace(explanation, stops=stops)


Found = tuple[str, str, Route | None]


def _different(solver: Solver, answer: Answer) -> Iterator[Found]:
    query = answer.query
    asked = query.different > 0
    routes = different_routes(solver, max(DIFFERENT, query.different),
                              query.overlap if asked else OVERLAP,
                              query.detour if asked else DETOUR)
    for route in told_apart(solver.snapshot.network, solver.costs, routes):
        yield "different", route.difference, route


def _restricted(solver: Solver, best: Route) -> Iterator[Found]:
    """Give the best routes that must do without something the route has."""
    teller = Teller(solver.snapshot.network, solver.costs)
    ends = {solver.search.origin.country, solver.search.destination.country}
    for country in best.countries:
        if country not in ends:
            yield "country", f"avoiding {country_name(country)}", without_country(solver, country)
    for stop in stops_of([best]):
        yield stop.kind, f"without {teller.stop(stop)}", without_stop(solver, stop)
    for mode in solver.query.mode_names:
        if set(best.modes) != {mode} and _serves(solver, mode):
            yield "mode", f"by {MODES[mode].label} alone", by_mode_alone(solver, mode)


def _serves(solver: Solver, mode: str) -> bool:
    """Say whether a mode can be asked for alone: nobody asks for a ship between inland places."""
    links = solver.snapshot.network.links.records
    served = {end for link in links if link.mode == mode
              for end in (link.from_node_id, link.to_node_id)}
    return mode in OVERLAND_MODES or {solver.search.origin.node_id,
                                      solver.search.destination.node_id} <= served


def _grouped(best: Route, found: list[Found], by: str) -> tuple[Alternative, ...]:
    """Put together what gives one route; leave out the route itself."""
    groups: dict[object, list[Found]] = {}
    for one in found:
        route = one[2]
        if route is None or route.legs != best.legs:
            groups.setdefault(route if route is None else route.legs, []).append(one)
    made = [Alternative(tuple(what for _, what, _ in group), tuple(kind for kind, _, _ in group),
                        group[0][2], best) for group in groups.values()]

    def order(one: Alternative) -> tuple[bool, int, tuple[str, ...]]:
        added = one.adds(by)
        return added is None, 0 if added is None else added.value, one.what

    return tuple(sorted(made, key=order))


def _weighed(solver: Solver, best: Route) -> Iterator[Weighed]:
    """Weigh the stops of the route, then all others that would make another one the best."""
    by, teller = solver.query.by, Teller(solver.snapshot.network, solver.costs)
    mine = stops_of([best])
    taken = {stop: sum_amounts(leg.amount(by) for leg in legs_at(best, stop)) for stop in mine}
    for stop in sorted(mine, key=lambda stop: (-taken[stop].value, mine.index(stop))):
        if taken[stop].value:
            yield Weighed(stop, teller.stop(stop), True, taken[stop], taken[stop].value)
    total, decide = best.total(by).value, list[Weighed]()
    laid = solver.layout(solver.search.carrying)
    for stop in deciding(solver, total, laid):
        free = None if stop in mine else if_free(solver, stop, laid)
        if free is not None and free[1] < total:
            takes = sum_amounts(leg.amount(by) for leg in legs_at(free[0], stop))
            decide.append(Weighed(stop, teller.stop(stop), False, takes, total - free[1],
                                  free[0], teller.said(free[0], best)))
    yield from sorted(decide, key=lambda one: (-one.saves, one.name))
