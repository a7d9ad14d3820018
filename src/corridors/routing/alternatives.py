"""Several routes instead of one: the k shortest loopless ones.

Loopless is a route that passes no place twice; goods handled at a place have not left it. Where
something must be passed (``via``) and the best route goes out to it and back, no place is passed
twice between two things to be passed, but one may be passed again on the way back. Where no route
is loopless, as where the only terminal lies beyond the place it serves, the best one stands alone.
Goods are handled on the way and not at its ends, where they board and leave whatever runs there;
only where the best route does so are such routes told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from corridors.model.route import UNITS, Route
from corridors.routing.counted import Counted, counted
from corridors.routing.engines import CLOSED, Graph
from corridors.routing.layout import Layout
from corridors.routing.loopless import Found, loopless_paths, told_ties
from corridors.routing.parts import STAYS, Limit, Places
from corridors.routing.solve import Solver
from corridors.routing.states import GAUGE_BREAK, MOVE, TRANSFER

IDLE = (TRANSFER, GAUGE_BREAK)
"""What is idle where a route begins or ends."""

__all__ = ["Candidate", "loopless_routes", "ranked", "ready", "shortest_routes"]


class Candidate(NamedTuple):
    """A route, and the path it was made of.

    Parameters
    ----------
    route
        The route.
    found
        Its path, with what it takes by the criterion.
    """

    route: Route
    found: Found


def shortest_routes(solver: Solver) -> tuple[Route, ...]:
    """Give the k shortest loopless routes, the best first.

    Parameters
    ----------
    solver
        A question that asks for ``k`` of them.

    Returns
    -------
    routes
        At most ``k``; empty where there is none.

    Raises
    ------
    QueryError
        If the search for one of them would take too long.
    """
    best = solver.best()
    if best is None or not best.legs:
        return () if best is None else (best,)
    k = solver.query.k
    found = list(islice(loopless_routes(solver, best), k + 1))
    paths = told_ties([one.found for one in found], k)
    routes = [replace(one.route, tied=path.tied) for one, path in zip(found, paths, strict=False)]
    looped = len(set(best.node_ids)) < len(best.node_ids)
    return ranked(routes or ([best] if looped else []))


def loopless_routes(solver: Solver, best: Route) -> Iterator[Candidate]:
    """Give all loopless routes one after the other, the best first.

    Parameters
    ----------
    solver
        The question.
    best
        Its best route, loopless or not.

    Yields
    ------
    candidate
        A route within all limits.
    """
    laid, places, limits = ready(solver, best)
    for found in loopless_paths(laid.graph, laid.columns, laid.ends, places, limits):
        yield Candidate(solver.made(laid, found.path), found)


def ready(solver: Solver, best: Route) -> tuple[Layout, Places, list[Limit]]:
    """Give what a search for loopless routes within all limits needs.

    Parameters
    ----------
    solver
        The question.
    best
        Its best route.
    """
    laid = _without_idle_stops(solver, solver.layout(solver.search.carrying), best)
    places, limits = _places(solver, laid, best), list[Limit]()
    others = dict(solver.query.counted)
    most_borders = others.pop("max_borders", None)
    if most_borders is not None:
        told = counted(solver, laid)
        laid = _laid_out(told)
        places = places._replace(entered=[places.entered[place] for place in told.graph.arc])
        limits.append(Limit(told.borders, int(most_borders)))
    for name, most in others.items():
        unit = UNITS["distance"] if name == "max_road_km" else 1
        limits.append(Limit(solver.used(laid, name.removeprefix("max_")), round(most * unit)))
    return laid, places, limits


def _laid_out(told: Counted) -> Layout:
    """Give what counts border crossings as a layout of its own."""
    laid, graph = told.laid, told.graph
    weights, legs, keys = laid.columns
    return Layout(Graph(graph.first, graph.head, [laid.graph.arc[place] for place in graph.arc]),
                  ([weights[place] for place in graph.arc], [legs[place] for place in graph.arc],
                   [keys[place] for place in graph.arc]), told.ends,
                  [laid.moves[place] for place in graph.arc])


def _without_idle_stops(solver: Solver, laid: Layout, best: Route) -> Layout:
    """Close transfers and breaks of gauge at both ends, unless the best route is handled there."""
    kinds = [leg.kind for leg in best.legs]
    on_the_way = kinds.index("move"), len(kinds) - kinds[::-1].index("move")
    if not {*kinds[:on_the_way[0]], *kinds[on_the_way[1]:]}.isdisjoint(IDLE):
        return laid
    arcs, states, search = solver.graph.arcs, solver.graph.states, solver.search
    ends = [(vertices[0] // len(states), node) for vertices, node in zip(
        laid.ends, (search.origin_at, search.destination_at), strict=True)]
    weights = [CLOSED if arcs[arc].kind in IDLE
               and (head // len(states), states[arcs[arc].head].node) in ends else weight
               for head, arc, weight in zip(laid.graph.head, laid.graph.arc, laid.columns[0],
                                            strict=True)]
    return laid._replace(columns=(weights, *laid.columns[1:]))


def ranked(routes: Sequence[Route]) -> tuple[Route, ...]:
    """Give routes with their ranks, the best first."""
    return tuple(replace(route, rank=rank) for rank, route in enumerate(routes, start=1))


def _places(solver: Solver, laid: Layout, best: Route) -> Places:
    """Say what each arc enters: its node; where the best goes out and back, node and stage."""
    states, arcs = solver.graph.states, solver.graph.arcs
    count = len(solver.snapshot.network.nodes)
    twice = bool(solver.search.stages) and len(set(best.node_ids)) < len(best.node_ids)

    def place(vertex: int, node: int) -> int:
        return node + count * (vertex // len(states)) if twice else node

    entered = [place(head, states[arcs[arc].head].node) if arcs[arc].kind == MOVE else STAYS
               for head, arc in zip(laid.graph.head, laid.graph.arc, strict=True)]
    return Places(place(min(laid.ends[0]), solver.search.origin_at), entered)
