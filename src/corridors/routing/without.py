"""The best route without something, and the best route if a stop took nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from corridors.model.leg import Leg, sum_amounts
from corridors.model.route import Route
from corridors.routing.canonical import read_path
from corridors.routing.engines import UNREACHED, Graph, engine
from corridors.routing.layout import Layout
from corridors.routing.solve import Solver
from corridors.routing.states import GAUGE_BREAK, MOVE, TRANSFER, Arc

__all__ = ["STOPS", "Stop", "by_mode_alone", "deciding", "if_free", "is_at", "legs_at",
           "stops_of", "without", "without_country", "without_stop"]

STOPS = ("border", GAUGE_BREAK, TRANSFER)
"""Kinds of stop that can decide a route."""


class Stop(NamedTuple):
    """Where goods stop on the way.

    Parameters
    ----------
    kind
        One of :data:`STOPS`.
    at
        Id of the crossing, or of its link where it has no row of its own; of the node, for a
        transfer or a break of gauge.
    """

    kind: str
    at: str


def stops_of(routes: Iterable[Route]) -> tuple[Stop, ...]:
    """Give the stops of routes, each once, in order.

    Parameters
    ----------
    routes
        The routes. What a ship does when it enters a port of another country is no stop: goods
        are cleared inside the transfer.
    """
    return tuple(dict.fromkeys(_stop(leg) for route in routes for leg in route.legs
                               if leg.kind in STOPS and not _entry_by_sea(leg)))


def legs_at(route: Route, stop: Stop) -> list[Leg]:
    """Give the legs of a route at a stop.

    Parameters
    ----------
    route
        The route.
    stop
        The stop.
    """
    return [leg for leg in route.legs if leg.kind == stop.kind and _stop(leg) == stop]


def without(solver: Solver, barred: Callable[[Arc], bool]) -> Route | None:
    """Give the best route that does without some arcs, or None.

    Parameters
    ----------
    solver
        The question.
    barred
        Says of an arc whether it may not be used.
    """
    return solver.route(tuple(carries and not barred(arc) for carries, arc in
                              zip(solver.search.carrying, solver.graph.arcs, strict=True)))


def without_country(solver: Solver, country: str) -> Route | None:
    """Give the best route that keeps out of a country, or None.

    Parameters
    ----------
    solver
        The question.
    country
        Its ISO code.
    """
    states, countries = solver.graph.states, solver.snapshot.network.nodes.country
    return without(solver, lambda arc: country in (countries[states[arc.tail].node],
                                                   countries[states[arc.head].node]))


def by_mode_alone(solver: Solver, mode: str) -> Route | None:
    """Give the best route by one mode, or None.

    Parameters
    ----------
    solver
        The question.
    mode
        The mode.
    """
    states = solver.graph.states
    return without(solver, lambda arc: arc.kind == MOVE and states[arc.tail].mode != mode)


def without_stop(solver: Solver, stop: Stop) -> Route | None:
    """Give the best route without a stop, or None.

    Parameters
    ----------
    solver
        The question.
    stop
        The stop.
    """
    return without(solver, is_at(solver, stop))


def if_free(solver: Solver, stop: Stop, laid: Layout) -> tuple[Route, int] | None:
    """Give the best route if a stop took nothing, and what it would take by the criterion.

    Parameters
    ----------
    solver
        The question.
    stop
        The stop.
    laid
        The layout of the question.

    Returns
    -------
    best
        The route with its legs as they are, and its total without those at the stop; None where
        there is no route.
    """
    at, by = is_at(solver, stop), solver.query.by
    free = [max(0, weight - _taken(solver, arc, stop, by)) if at(arc) else weight
            for weight, arc in zip(solver.weights, solver.graph.arcs, strict=True)]
    if solver.query.counted:
        route = replace(solver, weights=free).route(solver.search.carrying)
    else:
        weights = [free[arc] for arc in laid.graph.arc]
        path = read_path(laid.graph, (weights, *laid.columns[1:]),
                         _tree(laid.graph, weights, laid.ends[0]), laid.ends, laid.moves)
        route = None if path is None else solver.made(laid, path)
    if route is None:
        return None
    spared = sum_amounts(leg.amount(by) for leg in legs_at(route, stop)).value
    return route, route.total(by).value - spared


def deciding(solver: Solver, total: int, laid: Layout) -> tuple[Stop, ...]:
    """Give the stops through which a route would take less than some total if they took nothing.

    Parameters
    ----------
    solver
        The question.
    total
        What has to be beaten, by the criterion.
    laid
        The layout of the question.

    Returns
    -------
    stops
        Each once; none at either end, and none that a route would have to make twice to gain by
        it. Limits of the question may still rule some of them out.
    """
    graph, weights = laid.graph, laid.columns[0]
    tails = [tail for tail in range(graph.count)
             for _ in range(graph.first[tail], graph.first[tail + 1])]
    back = Graph.of(graph.count, [(head, tail, place) for place, (head, tail)
                                  in enumerate(zip(graph.head, tails, strict=True))])
    come = _tree(graph, weights, laid.ends[0])
    go = _tree(back, [weights[place] for place in back.arc], laid.ends[1])
    ends = (solver.search.origin.node_id, solver.search.destination.node_id)
    found: dict[Stop, None] = {}
    for place, head in enumerate(graph.head):
        before, after = come[tails[place]], go[head]
        arc = solver.graph.arcs[graph.arc[place]]
        stop = _stop_of(solver, arc)
        if stop is None or stop.at in ends or UNREACHED in (before, after):
            continue
        if before + weights[place] + after - _taken(solver, arc, stop, solver.query.by) < total:
            found[stop] = None
    return tuple(found)


def _tree(graph: Graph, weights: Sequence[int], sources: Sequence[int]) -> Sequence[int]:
    return engine("heapq").prepare(graph, weights).tree(sources)


def _stop_of(solver: Solver, arc: Arc) -> Stop | None:
    if arc.kind in (GAUGE_BREAK, TRANSFER):
        nodes = solver.snapshot.network.nodes.node_id
        return Stop(arc.kind, nodes[solver.graph.states[arc.tail].node])
    if arc.kind != MOVE or not solver.prices.crosses_border(arc.record):
        return None
    link = solver.snapshot.network.links.link_id[arc.record]
    charge = solver.prices.charges.get((link, arc.forward))
    return Stop("border", charge.border_id if charge else link)


def is_at(solver: Solver, stop: Stop) -> Callable[[Arc], bool]:
    """Give what says of an arc whether it is made at a stop.

    Parameters
    ----------
    solver
        The question.
    stop
        The stop.
    """
    links, nodes = solver.snapshot.network.links, solver.snapshot.network.nodes
    if stop.kind == "border":
        on = {charge.link_id for charge in solver.snapshot.charges
              if charge.border_id == stop.at} or {stop.at}
        records = {links.index[link] for link in on if link in links.index}
        return lambda arc: arc.kind == MOVE and arc.record in records
    node, states = nodes.index[stop.at], solver.graph.states
    return lambda arc: arc.kind == stop.kind and states[arc.tail].node == node


def _taken(solver: Solver, arc: Arc, stop: Stop, by: str) -> int:
    return (solver.prices.border(arc.record, arc.forward, by) if stop.kind == "border"
            else solver.prices.handling(arc, by)).value


def _stop(leg: Leg) -> Stop:
    return Stop(leg.kind, (leg.border_id or leg.link_id) if leg.kind == "border" else leg.from_id)


def _entry_by_sea(leg: Leg) -> bool:
    return leg.kind == "border" and leg.assumed and not leg.border_id \
        and not leg.amounts.time.value
