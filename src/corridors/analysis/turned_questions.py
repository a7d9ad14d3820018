"""Questions whose answers change as figures are turned: made ready, and told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.leg import UNITS
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.route import Route
from corridors.model.snapshot import Snapshot
from corridors.model.turn import Turn
from corridors.routing.differences import Teller
from corridors.routing.envelope import Race
from corridors.routing.pair_groups import solvers_of
from corridors.routing.pricing import pricing
from corridors.routing.solve import Solver
from corridors.routing.turned import Point, Turned

__all__ = ["contenders_of", "main_corridor", "race_of", "route_at", "routes_told", "today_of",
           "turn_of"]


def turn_of(parameter: Parameter | str, low: float, high: float) -> Turn:
    """Read a parameter and its range.

    Parameters
    ----------
    parameter
        The parameter, or its words.
    low, high
        Its range.
    """
    return Turn(Parameter.parse(parameter) if isinstance(parameter, str) else parameter, low, high)


def contenders_of(query: Query, alternatives: Mapping[str, Sequence[str]]) -> list[Query]:
    """Give the questions that are set side by side.

    Parameters
    ----------
    query
        The question.
    alternatives
        What each alternative avoids besides, by name.

    Raises
    ------
    QueryError
        If there is only one, or one has no name or avoids nothing.
    """
    if not alternatives:
        return [query]
    wrong = [name for name, avoid in alternatives.items() if not name.strip() or not any(avoid)]
    if len(alternatives) < 2 or wrong:
        raise QueryError(Problem(
            "Q67", f'the alternative "{wrong[0]}" has no name or avoids nothing' if wrong else
            "one alternative has nothing to be set beside", "Give two or more, each with a name "
            "and what it avoids: west = country:KZ, east = country:AZ."))
    return [replace(query, avoid=(*query.avoid, *avoid)) for avoid in alternatives.values()]


def race_of(snapshot: Snapshot, queries: Sequence[Query], turns: tuple[Turn, ...],
            costs: CostModel | None, engine_name: str) -> Race:
    """Make questions ready to be compared while parameters are turned.

    Parameters
    ----------
    snapshot
        The network on a day.
    queries
        The questions.
    turns
        The parameters.
    costs, engine_name
        The cost model and the engine.
    """
    plain = solvers_of(snapshot, queries, costs, engine_name)
    turned = Turned.of(snapshot, turns, queries[0], plain[0].costs)
    return Race(turned, [Solver.of(turned.snapshot, query, costs, solver.engine_name)
                         for query, solver in zip(queries, plain, strict=True)])


def route_at(race: Race, point: Point) -> Route | None:
    """Make the route that is best at a point; None where there is none.

    Parameters
    ----------
    race
        The questions.
    point
        A step of each parameter.
    """
    win = race.at(point)
    if win is None:
        return None
    solver = race.contenders[win.contender]
    return Solver.of(race.turned.at(point), solver.query, solver.costs, solver.engine_name).best()


def routes_told(race: Race, routes: Sequence[Route | None]) -> list[str]:
    """Say of each of several routes what makes it different from the first other one.

    Parameters
    ----------
    race
        The questions.
    routes
        Routes, which may come again; None for no route.
    """
    solver = race.contenders[0]
    teller = Teller(solver.snapshot.network, solver.costs)
    distinct = {route.link_ids: route for route in routes if route is not None}
    told: dict[tuple[str, ...], str] = {}
    for links, route in distinct.items():
        other = next((one for ids, one in distinct.items() if ids != links), None)
        told[links] = "the only route" if other is None else teller.said(route, other,
                                                                         told.values())
    return ["no route" if route is None else told[route.link_ids] for route in routes]


def main_corridor(route: Route | None) -> str:
    """Give the corridor most of a route runs on; blank where it runs on none.

    Parameters
    ----------
    route
        The route.
    """
    metres: dict[str, int] = {}
    for leg in () if route is None else route.legs:
        for name in leg.corridors:
            metres[name] = metres.get(name, 0) + leg.amounts.distance.value
    return min(metres, key=lambda name: (-metres[name], name)) if metres else ""


def today_of(snapshot: Snapshot, turn: Turn, costs: CostModel) -> tuple[float, float] | None:
    """Give the lowest and highest value that a parameter has as things are.

    Parameters
    ----------
    snapshot
        The network on a day.
    turn
        The parameter.
    costs
        The cost model, for what the data leaves to it.

    Returns
    -------
    values
        Over all that is selected; None for what a snapshot does not tell.
    """
    if turn.parameter.times:
        return 1.0, 1.0
    changed = snapshot.apply([turn.parameter.change(turn.value(turn.first))])
    name = turn.parameter.field
    keys = {one.key for one in changed.settings[len(snapshot.settings):] if one.field == name}
    index = snapshot.network.links.index
    prices = pricing(snapshot, costs)
    found: list[float] = []
    if name in ("dwell_h", "fee_usd_per_teu"):
        by = "time" if name == "dwell_h" else "cost"
        found = [prices.border(index[charge.link_id], charge.forward, by).value / UNITS[by]
                 for charge in snapshot.charges if charge.link_id in keys]
    elif name in _OF_LINKS:
        tell = getattr(prices.rates, _OF_LINKS[name])
        found = [tell(index[key]).value for key in sorted(keys)]
    elif name == "length_km":
        found = [snapshot.length_km[index[key]].value for key in sorted(keys)]
    elif name == "speed_kmh":
        # Hours of driving and sailing make both figures alike smaller.
        other = pricing(changed, costs).rates
        found = [turn.value(turn.first) * prices.rates.speed_kmh(index[key]).value
                 / other.speed_kmh(index[key]).value for key in sorted(keys)]
    return (min(found), max(found)) if found else None


_OF_LINKS = {"tariff_usd_per_teu_km": "usd_per_teu_km", "toll_usd_per_teu": "passage_usd_per_teu",
             "co2_g_per_tkm": "co2_g_per_tkm"}
"""What tells the figures of links that the cost model may decide."""
