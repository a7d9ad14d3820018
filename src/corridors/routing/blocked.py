"""Why there is no route: the smallest sets of links that would restore one.

Every way from origin to destination over all links, whatever their status, needs some that carry
no traffic today. Two kinds of such sets are told:

- those of which no link can be left out, or there is no route at all;
- those of which no link can be left out, or the restored route takes more.

For the first, only ways are kept at each state whose set holds no other way's set, the smallest
sets first. For the second, ways are taken in the order of what they take; the cheapest of all is
always told. Both searches end at a limit where a great part of the network is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from corridors.model.route import UNITS, Blocking, Route
from corridors.routing.engines import Graph
from corridors.routing.restrictions import layered
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE

__all__ = ["MOST_SETS", "blocking_sets", "reason"]

MOST_SETS = 12
"""How many sets are told at most; those without which there is no route come before the others."""

MOST_WAYS = 8_000
"""After how many ways a search ends; a network with more is told what was found so far."""

LINKS_SAID = 6
"""How many links of a set are named in the sentence; the set itself names them all."""

BEST = {"distance": "shortest", "time": "fastest", "cost": "cheapest", "co2": "cleanest",
        "generalised": "cheapest"}
"""What the way that needs least is called, by criterion."""


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
    cheapest = solver.route(tuple(True for _ in search.carrying))
    if cheapest is None:
        return ()
    layered_graph = layered(solver.graph, search, lambda place: search.allowed[place])
    needed = _sets(solver, *layered_graph, by_weight=False)
    better = [_closed_links(solver, cheapest), *_sets(solver, *layered_graph, by_weight=True)]
    told: dict[Blocking, None] = {}
    for links in (better[0], *needed, *better):
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
    forbidden = ""
    if query.counted:
        from corridors.routing.limited import limit_reason

        forbidden = f"{limit_reason(solver)} ".lstrip()
    if blocked:
        ids = blocked[0].link_ids
        links = "one more link" if len(ids) == 1 else f"{len(ids)} more links together"
        more = f" and {len(ids) - LINKS_SAID} others" if len(ids) > LINKS_SAID else ""
        return f"{forbidden}The {BEST[query.by]} way needs {links}: " \
               f"{', '.join(ids[:LINKS_SAID])}{more}."
    said = query.said()
    how = f" ({said})" if said else ""
    return f"{forbidden}Even with every link open there is no route from {search.origin.name} to " \
           f"{search.destination.name}{how}."


def _sets(solver: Solver, layers: Graph, sources: list[int], targets: list[int], *,
          by_weight: bool) -> list[frozenset[int]]:
    """Walk all ways, the smallest sets first or the least weight first.

    A way is given up where another one at the same vertex needs no link that it does not need,
    and, by weight, does not take more: it came before. Sets of links are bits of one number.
    """
    bits, needs = _bits(solver, layers)
    goals, arrived = set(targets), list[int]()
    kept: dict[int, list[int]] = {}
    waiting: list[tuple[int, int, int, int]] = \
        [(0, 0, vertex, 0) for vertex in sorted(set(sources))]
    ways = 0
    while waiting and ways < MOST_WAYS and len(arrived) < MOST_SETS:
        first, second, vertex, needed = heappop(waiting)
        if _holds_another(needed, kept.get(vertex, ())) or _holds_another(needed, arrived):
            continue
        ways += 1
        if vertex in goals:
            arrived.append(needed)
            continue
        kept.setdefault(vertex, []).append(needed)
        weight = first if by_weight else second
        for place in range(layers.first[vertex], layers.first[vertex + 1]):
            head, more = layers.head[place], needed | needs[place]
            if not _holds_another(more, kept.get(head, ())):
                size, total = more.bit_count(), weight + solver.weights[layers.arc[place]]
                order = (total, size) if by_weight else (size, total)
                heappush(waiting, (*order, head, more))
    return [frozenset(link for link, bit in bits.items() if needed & bit) for needed in arrived]


def _bits(solver: Solver, layers: Graph) -> tuple[dict[int, int], list[int]]:
    """Give each link that carries nothing a bit, and each arc of the graph the bit it needs."""
    arcs, carrying = solver.graph.arcs, solver.search.carrying
    closed = sorted({arcs[arc].record for arc in layers.arc
                     if arcs[arc].kind == MOVE and not carrying[arc]})
    bits = {link: 1 << place for place, link in enumerate(closed)}
    return bits, [0 if carrying[arc] or arcs[arc].kind != MOVE else bits[arcs[arc].record]
                  for arc in layers.arc]


def _closed_links(solver: Solver, route: Route) -> frozenset[int]:
    index, carrying = solver.snapshot.network.links.index, solver.snapshot.carrying
    return frozenset(index[link] for link in route.link_ids if not carrying[index[link]])


def _holds_another(needed: int, others: Iterable[int]) -> bool:
    return any(other & needed == other for other in others)


def _restored(solver: Solver, links: frozenset[int]) -> Blocking | None:
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
