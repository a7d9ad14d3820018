"""Several routes instead of one: the k shortest loopless ones, and different ones.

Loopless is a route that passes no place twice; goods handled at a place have not left it. Where
something must be passed (``via``) and the best route goes out to it and back, no place is passed
twice between two things to be passed, but one may be passed again on the way back. Where no route
is loopless, as where the only terminal lies beyond the place it serves, the best one stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from corridors.model.route import UNITS, Route
from corridors.routing.loopless import Found, loopless_paths, told_ties
from corridors.routing.parts import STAYS, Limit, Places
from corridors.routing.solve import Layout, Solver
from corridors.routing.states import MOVE

__all__ = ["loopless_routes", "ranked", "shortest_routes"]


class Candidate(NamedTuple):
    """A route that was found, and the path it was made of.

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
    best = solver.route(solver.search.carrying)
    if best is None or not best.legs:
        return () if best is None else (best,)
    laid, k = solver.layout(solver.search.carrying), solver.query.k
    found = list(islice(loopless_routes(solver, laid, best), k + 1))
    paths = told_ties([one.found for one in found], k)
    routes = [replace(one.route, tied=path.tied) for one, path in zip(found, paths, strict=False)]
    return ranked(routes or [best])


def loopless_routes(solver: Solver, laid: Layout, best: Route) -> Iterator[Candidate]:
    """Give all loopless routes one after the other, the best first.

    Parameters
    ----------
    solver
        The question.
    laid
        Its layout.
    best
        Its best route, loopless or not.

    Yields
    ------
    candidate
        A route within all limits.
    """
    limits = [Limit(solver.used(laid, name.removeprefix("max_")),
                    round(most * UNITS["distance"]) if name == "max_road_km" else int(most))
              for name, most in solver.query.counted.items()]
    places = _places(solver, laid, best)
    for found in loopless_paths(laid.graph, laid.columns, laid.ends, places, limits):
        route = solver.made(laid, found.path)
        if _within(solver, route):
            yield Candidate(route, found)


def ranked(routes: list[Route]) -> tuple[Route, ...]:
    """Number routes, the best first."""
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
    return Places(place(laid.ends[0][0], solver.search.origin_at), entered)


def _within(solver: Solver, route: Route) -> bool:
    """Say whether a route is within all limits: entries by sea are known of whole routes alone."""
    counts = {"max_borders": route.count("border"), "max_transfers": route.count("transfer"),
              "max_gauge_breaks": route.count("gauge_break"), "max_road_km": route.km_by("road")}
    return all(counts[name] <= most for name, most in solver.query.counted.items())
