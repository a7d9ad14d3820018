"""Different routes: each has only so much in common with every better one.

What two routes have in common is the length of the links both use. A route is taken where, with
every better one that was taken, that is at most a share of its own length, and where it takes at
most so many times what the best takes by the criterion. The best comes first.

The shortest loopless routes are looked through in order, so that nothing better is missed among
them. Where they do not suffice, as on every network of some size, whose shortest routes differ in
little, candidates are the best ways over each arc: from the origin to the arc, the arc, and on to
the destination (via-node alternatives). They are made again with the links of routes taken so far
made dearer, so that they leave them at both ends. What is found is within the bounds; that there
is no better route within them is certain only for the first :data:`LOOKED_THROUGH`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice
from math import floor
from typing import NamedTuple

from corridors.model.route import Route
from corridors.routing.alternatives import (
    Candidate,
    loopless_routes,
    ranked,
    ready,
    shortest_routes,
)
from corridors.routing.canonical import Path
from corridors.routing.deviations import Ground
from corridors.routing.engines import CLOSED
from corridors.routing.layout import Layout
from corridors.routing.loopless import Found
from corridors.routing.parts import STAYS, Limit, Places
from corridors.routing.solve import Solver

__all__ = ["DEARER", "LOOKED_THROUGH", "different_routes", "overlap_of"]

LOOKED_THROUGH = 100
"""How many of the shortest loopless routes are looked through."""

DEARER = (0.0, 0.4, 2.0)
"""By how much links of routes taken so far are made dearer, one round of candidates for each."""


def different_routes(solver: Solver, count: int, overlap: float, detour: float
                     ) -> tuple[Route, ...]:
    """Give different routes, the best first.

    Parameters
    ----------
    solver
        The question.
    count
        How many.
    overlap
        Largest share of its length that a route may have in common with a better one.
    detour
        How many times what the best takes a route may take.

    Returns
    -------
    routes
        At most ``count``; empty where there is none.

    Notes
    -----
    Source: I. Abraham, D. Delling, A. V. Goldberg and R. F. Werneck, Alternative routes in road
    networks, 2013.
    """
    best = solver.best()
    if best is None or not best.legs:
        return () if best is None else (best,)
    found = list(islice(loopless_routes(solver, best), LOOKED_THROUGH))
    if not found:
        return shortest_routes(solver)
    most = floor(found[0].found.weight * detour)
    taken = _chosen(found, count, overlap, most)
    if len(taken) < count and len(found) == LOOKED_THROUGH and found[-1].found.weight <= most:
        pool = _Pool.of(solver, best)
        for dearer in DEARER:
            used = {link for one in taken for link in one.route.link_ids} if dearer else set()
            found += pool.candidates(used, dearer, most)
            taken = _chosen(found, count, overlap, most)
    return ranked([one.route for one in taken])


def overlap_of(route: Route, other: Route) -> float:
    """Give the share of a route's length on links that another one uses, too.

    Parameters
    ----------
    route, other
        The routes.

    Returns
    -------
    share
        From 0 to 1; 0 where the route has no length.
    """
    links = set(other.link_ids)
    moves = [leg for leg in route.legs if leg.kind == "move"]
    shared = sum(leg.amounts.distance.value for leg in moves if leg.link_id in links)
    whole = sum(leg.amounts.distance.value for leg in moves)
    return shared / whole if whole else 0.0


def _chosen(found: list[Candidate], count: int, overlap: float, most: int) -> list[Candidate]:
    """Choose the best first, and each that is unlike all that were chosen before it."""
    taken: list[Candidate] = []
    for one in sorted(found, key=_order):
        if len(taken) == count or one.found.weight > most:
            break
        if all(overlap_of(one.route, better.route) <= overlap for better in taken):
            taken.append(one)
    return taken


def _order(one: Candidate) -> tuple[int, int, tuple[str, ...]]:
    return one.found.weight, len(one.route.legs), one.route.link_ids


class _Pool(NamedTuple):
    """Where candidates come from: the layout of a question, and what is allowed in it."""

    solver: Solver
    laid: Layout
    places: Places
    limits: list[Limit]

    @classmethod
    def of(cls, solver: Solver, best: Route) -> _Pool:
        return cls(solver, *ready(solver, best))

    def candidates(self, used: set[str], dearer: float, most: int) -> Iterator[Candidate]:
        """Give the best way over each arc, with some links dearer than they are."""
        weights, legs, keys = self.laid.columns
        priced = [weight if weight >= CLOSED or key not in used
                  else weight + round(weight * dearer)
                  for weight, key in zip(weights, keys, strict=True)]
        ground = Ground.of(self.laid.graph, (priced, legs, keys), self.laid.ends[1],
                           (self.places, ()))
        for arcs in sorted(_ways(ground, self.laid)):
            weight = sum(weights[arc] for arc in arcs)
            if weight <= most and self._allowed(arcs):
                path = Path((), arcs, tied=False)
                yield Candidate(self.solver.made(self.laid, path), Found(weight, path))

    def _allowed(self, arcs: Sequence[int]) -> bool:
        entered = [self.places.start, *(place for place in map(self.places.entered.__getitem__,
                                                               arcs) if place != STAYS)]
        return len(set(entered)) == len(entered) and all(
            sum(limit.used[arc] for arc in arcs) <= limit.most for limit in self.limits)


def _ways(ground: Ground, laid: Layout) -> set[tuple[int, ...]]:
    """Give the best way over each arc, as arcs from a source to a target."""
    come, go = _come(ground, laid), _go(ground)
    return {(*come[tail], step.arc, *go[step.head]) for tail in come
            for step in ground.steps[tail] if step.head in go}


def _come(ground: Ground, laid: Layout) -> dict[int, tuple[int, ...]]:
    """Give the arcs of the canonical way from a source to each vertex."""
    ways: dict[int, tuple[int, ...]] = {}
    waiting: list[tuple[int, tuple[int, ...], int, tuple[int, ...]]] = [
        (0, (), vertex, ()) for vertex in sorted(laid.ends[0])]
    while waiting:
        total, word, vertex, arcs = heappop(waiting)
        if vertex in ways:
            continue
        ways[vertex] = arcs
        for step in ground.steps[vertex]:
            if step.head not in ways:
                heappush(waiting, (total + step.total, (*word, step.key), step.head,
                                   (*arcs, step.arc)))
    return ways


def _go(ground: Ground) -> dict[int, tuple[int, ...]]:
    """Give the arcs of the best way from each vertex to a target: the smallest key at each step."""
    ways: dict[int, tuple[int, ...]] = dict.fromkeys(ground.targets, ())
    reached = (vertex for vertex, left in enumerate(ground.left) if left > 0)
    for vertex in sorted(reached, key=lambda vertex: (ground.left[vertex], vertex)):
        step = min((step for step in ground.steps[vertex]
                    if step.total + ground.left[step.head] == ground.left[vertex]),
                   key=lambda step: (step.key, step.head))
        ways[vertex] = (step.arc, *ways[step.head])
    return ways
