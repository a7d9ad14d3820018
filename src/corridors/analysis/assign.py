"""Where does a year's demand go, which links does it fill, and what is left behind?

Demand in TEU or tonnes a year is put on the network of states, so that borders, transfers and
breaks of gauge count as they do for a route. A link whose capacity is known takes longer the fuller
it is; both directions share it. Links without a known capacity never fill up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import Any, NamedTuple

from corridors.analysis.flows import (
    LEFT_BEHIND,
    NO_ROUTE,
    PARTLY,
    SAME_PLACE,
    SERVED,
    Assignment,
    LinkFlow,
    PairFlow,
    RouteUse,
)
from corridors.errors import Problem, QueryError, suggest
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.pairs import Pairs
from corridors.model.snapshot import Snapshot
from corridors.routing.assignment import METHODS, RouteFlow, assign_flows
from corridors.routing.capacities import assign_to_capacities
from corridors.routing.delays import Bpr
from corridors.routing.fan import stamp_of
from corridors.routing.filled_states import DelayMaker, FilledStates, filled_states
from corridors.routing.pair_groups import pair_groups, solvers_of
from corridors.routing.solve import Solver

__all__ = ["CAPACITIES", "DEMAND_UNITS", "assign"]

DEMAND_UNITS = ("TEU", "tonnes")
"""Units of demand, a year."""

CAPACITIES = ("soft", "hard")
"""What a capacity is: a link grows slow beyond it, or nothing goes beyond it."""

PROGRAMME = "linear programme"
"""Method of an assignment within hard capacities."""

TONNES_PER_MT = 1e6


def assign(snapshot: Snapshot, demand: Pairs, costs: CostModel | None = None, *,
           method: str = "bfw", gap: float = 1e-6, iterations: int = 2_000,
           capacity: str = "soft", delay: DelayMaker = Bpr) -> Assignment:
    """Put a year's demand on the network.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    demand
        Pairs with weights in ``TEU`` or ``tonnes``, each of a year (``TEU a year`` is the same),
        all by one criterion: ``time`` or ``generalised``, which grow where links fill up; another
        one with ``aon`` or ``hard``.
    costs
        The cost model; the one that comes with the data if not given.
    method
        ``bfw``, ``cfw``, ``fw``, ``msa`` or ``aon``: see :mod:`corridors.routing.assignment`.
    gap
        Relative gap at which it is enough.
    iterations
        Most iterations.
    capacity
        ``soft``: a link takes longer the fuller it is, and may carry more than its capacity.
        ``hard``: no link carries more; as much demand as can be is carried, at the least cost, and
        the rest is left behind.
    delay
        Takes what limited links take when they are empty (h; by ``generalised`` their worth in
        USD), and their capacities in TEU a year, both as arrays; gives a delay function. The
        function of the Bureau of Public Roads if not given.

    Returns
    -------
    assignment
        Flows of links, routes of pairs, and what is not carried.

    Raises
    ------
    QueryError
        If the demand has no unit, asks by several criteria or by one that does not grow, a word is
        not known, or a query asks for more than one best route.

    Examples
    --------
    >>> from corridors import Pairs, Query, load
    >>> trade = Pairs((Query("Baku", "Tbilisi", by="time", modes={"rail"}),), (1_000_000,),
    ...               "tonnes")
    >>> found = assign(load().as_of(), trade)
    >>> round(found.served), found.pairs[0].state
    (100000, 'served')
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    expect(demand, Pairs, "demand", 'Give pairs with weights and a unit: Pairs(queries, weights, '
                                    '"TEU").')
    demand = replace(demand, unit=demand.unit.removesuffix(" a year"))
    _check(demand, method, capacity)
    solvers = solvers_of(snapshot, demand.queries, costs)
    payload = solvers[0].prices.rates.rate("payload").value
    amounts = [weight if demand.unit == "TEU" else weight / payload for weight in demand.weights]
    limits = _capacities(snapshot, payload)
    if capacity == "soft":
        _check_limits(snapshot, limits)
    groups = pair_groups(solvers)
    states = filled_states(groups, solvers, amounts, limits,
                           delay if capacity == "soft" else _never) if groups else None
    if states is None:
        found = _Found((), (), (), (), frozenset(), method, 0, 0.0, 0.0,
                       converged=True)
    elif capacity == "hard":
        found = _within(states, [limits[link] for link in states.limited])
    else:
        found = _filled(states, method, gap, iterations)
    return Assignment(
        _pairs(snapshot, solvers, amounts, states, found),
        () if states is None else _links(states, found, limits), demand.queries[0].by, found.method,
        capacity, found.iterations, found.gap, found.objective, found.converged, demand.unit,
        payload, snapshot, stamp_of(solvers[0]))


def _never(free_flow: Any, capacity: Any) -> Bpr:
    """Let no link take longer, whatever goes along it."""
    return Bpr(free_flow, inf * (capacity + 1.0))


class _Found(NamedTuple):
    """What an assignment of states gave: of arcs, and of the pairs that have a position there."""

    flow: Any
    cost: Any
    ways: Sequence[Sequence[RouteFlow]]
    left: Sequence[float]
    no_route: frozenset[int]
    method: str
    iterations: int
    gap: float
    objective: float
    converged: bool


def _filled(states: FilledStates, method: str, gap: float, iterations: int) -> _Found:
    made = assign_flows(states.network, states.demand, method=method, gap=gap,
                        iterations=iterations)
    lost = frozenset(made.no_route)
    left = [amount if pair in lost else 0.0
            for pair, amount in enumerate(states.demand.amount.tolist())]
    return _Found(made.flow, made.cost, made.routes(), left, lost, method, made.iterations,
                  made.gap, made.objective, made.converged)


def _within(states: FilledStates, limits: Sequence[float]) -> _Found:
    made = assign_to_capacities(states.network, states.demand, limits, states.empty)
    return _Found(made.flow, states.empty, made.ways, made.left.tolist(),
                  frozenset(made.no_route), PROGRAMME,
                  made.iterations, 0.0, float(states.empty @ made.flow), converged=True)


def _pairs(snapshot: Snapshot, solvers: Sequence[Solver], amounts: Sequence[float],
           states: FilledStates | None, found: _Found) -> tuple[PairFlow, ...]:
    at = {} if states is None else {place: pair for pair, place in enumerate(states.place)}
    records, made = snapshot.network.nodes.records, []
    for place, (solver, amount) in enumerate(zip(solvers, amounts, strict=True)):
        served, state, routes = 0.0, NO_ROUTE, tuple[RouteUse, ...]()
        if place in at and states is not None:
            pair = at[place]
            routes = tuple(RouteUse(states.route(pair, way.arcs), way.flow,
                                    float(sum(found.cost[arc] for arc in way.arcs)))
                           for way in found.ways[pair])
            served = amount - found.left[pair]
            state = NO_ROUTE if pair in found.no_route else SERVED if served == amount else \
                PARTLY if served > 0 else LEFT_BEHIND
        elif solver.at_once and not solver.search.why_not:
            served, state = amount, SAME_PLACE
        made.append(PairFlow(solver.query, records[solver.search.origin_at],
                             records[solver.search.destination_at], amount, served, state, routes))
    return tuple(made)


def _links(states: FilledStates, found: _Found, limits: Sequence[float]) -> tuple[LinkFlow, ...]:
    names = states.solvers[0].snapshot.network.links.link_id
    delays = {} if found.method == PROGRAMME else states.delay_h(found.flow)
    made = [LinkFlow(names[link], ahead, back, None if limits[link] == inf else limits[link],
                     delays.get(link))
            for link, (ahead, back) in enumerate(zip(*(flow.tolist() for flow in
                                                       states.of_links(found.flow)), strict=True))
            if ahead or back]
    return tuple(sorted(made, key=lambda link: (-link.flow, link.link_id)))


def _check(demand: Pairs, method: str, capacity: str) -> None:
    problems = []
    if demand.unit not in DEMAND_UNITS:
        said = f'"{demand.unit}" is no unit of demand' if demand.unit else "the demand has no unit"
        problems.append(Problem("Q73", said, 'Give the pairs the unit "TEU" or "tonnes"; both are '
                                             "a year."))
    for word, known, what in ((method, METHODS, "method of assignment"),
                              (capacity, CAPACITIES, "kind of capacity")):
        if word not in known:
            problems.append(Problem("Q73", f'"{word}" is no {what}',
                                    suggest(word, known) or f"Use one of {', '.join(known)}."))
    asked = {(query.by, query.value_of_time if query.by == "generalised" else None)
             for query in demand.queries}
    if len(asked) > 1:
        problems.append(Problem("Q73", "the demand asks by several criteria: "
                                       f"{', '.join(sorted({by for by, _ in asked}))}",
                                "Let all pairs ask by one, at one value of time: on a link that "
                                "fills up they must be weighed against each other."))
    elif capacity == "soft" and method != "aon" and \
            demand.queries[0].by not in ("time", "generalised"):
        problems.append(Problem("Q73", f"by {demand.queries[0].by} a link takes no more the fuller "
                                       "it is", "Ask by time or generalised, or take the method "
                                                "aon or capacity hard."))
    if problems:
        raise QueryError(problems)


def _check_limits(snapshot: Snapshot, limits: Sequence[float]) -> None:
    none = [link for link, limit in zip(snapshot.network.links.link_id, limits, strict=True)
            if limit == 0]
    if none:
        raise QueryError(Problem("Q73", f"the capacity of {', '.join(none[:5])} is 0: any flow "
                                        "would take for ever",
                                 "Close it, or take capacity hard."))


def _capacities(snapshot: Snapshot, payload: float) -> list[float]:
    """Give the capacity of each link in TEU a year; infinite where it is not known."""
    known = map(snapshot.capacity_of, snapshot.network.links.link_id)
    return [inf if mt is None else mt * TONNES_PER_MT / payload for mt in known]
