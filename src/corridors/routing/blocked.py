"""Why there is no route: the smallest sets of links that would restore one.

Every way from origin to destination over all links, whatever their status, needs some that carry
no traffic today. Two kinds of such sets are told:

- those of which no link can be left out, or there is no route at all;
- those of which no link can be left out, or the restored route takes more.

The first are always all found: at each state only ways are kept whose set holds no other way's
set. The second are looked for in the order of what they take, as far as the room in the answer
goes.
"""

from __future__ import annotations

from heapq import heappop, heappush

from corridors.model.route import UNITS, Blocking
from corridors.routing.engines import Graph
from corridors.routing.restrictions import layered
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE

__all__ = ["MOST_SETS", "blocking_sets", "reason"]

MOST_SETS = 12
"""How many sets are told at most; those without which there is no route come before the others."""

MOST_WAYS = 40_000
"""After how many ways a search ends; a network with more is told what was found so far."""

Set = frozenset[int]


def blocking_sets(solver: Solver) -> tuple[Blocking, ...]:
    """Give the minimal sets of links that would restore a route, cheapest first.

    Parameters
    ----------
    solver
        A query that has no route.

    Returns
    -------
    sets
        At most :data:`MOST_SETS`; empty where no set of links would help.
    """
    search = solver.search
    if search.why_not:
        return ()
    layered_graph = layered(solver.graph, search, lambda place: search.allowed[place])
    needed = _sets(solver, *layered_graph, by_weight=False)
    better = _sets(solver, *layered_graph, by_weight=True) if needed else []
    told: dict[Blocking, None] = {}
    for links in (*needed, *better):
        block = _restored(solver, links)
        if block is not None and len(told) < MOST_SETS:
            told[block] = None
    return tuple(sorted(told, key=lambda block: (block.amount, block.distance_m,
                                                 len(block.link_ids), block.link_ids)))


def reason(solver: Solver, blocked: tuple[Blocking, ...]) -> str:
    """Say in words why there is no route.

    Parameters
    ----------
    solver
        The query.
    blocked
        What :func:`blocking_sets` gave.

    Returns
    -------
    words
        One or two sentences.
    """
    query, search = solver.query, solver.search
    if search.why_not:
        return search.why_not
    if blocked:
        count = len(blocked[0].link_ids)
        links = "one more link" if count == 1 else f"{count} more links together"
        return f"The cheapest way needs {links}: {', '.join(blocked[0].link_ids)}."
    said = query.said()
    how = f" ({said})" if said else ""
    return f"Even with every link open there is no route from {search.origin.name} to " \
           f"{search.destination.name}{how}."


def _sets(solver: Solver, layers: Graph, sources: list[int], targets: list[int], *,
          by_weight: bool) -> list[Set]:
    """Walk all ways, the smallest sets first or the least weight first.

    A way is given up where another one at the same vertex needs no link that it does not need,
    and, by weight, does not take more: it came before.
    """
    goals, arrived = set(targets), list[Set]()
    kept: dict[int, list[Set]] = {}
    weights, arcs, carrying = solver.weights, solver.graph.arcs, solver.search.carrying
    waiting: list[tuple[int, int, int, tuple[int, ...]]] = \
        [(0, 0, vertex, ()) for vertex in sorted(set(sources))]
    ways = 0
    while waiting and ways < MOST_WAYS and len(arrived) < MOST_SETS:
        first, second, vertex, needed = heappop(waiting)
        weight, links = first if by_weight else second, frozenset(needed)
        if any(other <= links for other in (*kept.get(vertex, ()), *arrived)):
            continue
        ways += 1
        if vertex in goals:
            arrived.append(links)
            continue
        kept.setdefault(vertex, []).append(links)
        for place in range(layers.first[vertex], layers.first[vertex + 1]):
            arc, head = layers.arc[place], layers.head[place]
            more = links if carrying[arc] or arcs[arc].kind != MOVE else \
                links | {arcs[arc].record}
            if not any(other <= more for other in kept.get(head, ())):
                size, total = len(more), weight + weights[arc]
                order = (total, size) if by_weight else (size, total)
                heappush(waiting, (*order, head, tuple(sorted(more))))
    return arrived


def _restored(solver: Solver, links: Set) -> Blocking | None:
    """Give what the best route takes with these links open; None if a limit still forbids it."""
    carrying = tuple(
        open_now or (arc.kind == MOVE and arc.record in links)
        for open_now, arc in zip(solver.search.carrying, solver.graph.arcs, strict=True))
    route = solver.route(carrying)
    if route is None:
        return None
    index = solver.snapshot.network.links.index
    in_order = tuple(link for link in dict.fromkeys(route.link_ids) if index[link] in links)
    return Blocking(in_order, route.total(solver.query.by).value,
                    round(route.distance_km * UNITS["distance"]))
