"""The best route under a limit, such as the kilometres by road.

A route that is longer may use less road, so the best way to a place is not enough: every way that
is not beaten on both counts is kept. Ways are taken in the order of the canonical route (weight,
legs, link ids), so that the first one to arrive is the canonical one.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from corridors.routing.canonical import Columns, Path
from corridors.routing.engines import Graph

__all__ = ["limited_path"]

Way = tuple[int, int, tuple[str, ...], int, int, tuple[int, ...]]


def limited_path(graph: Graph, columns: Columns, used: Sequence[int], limit: int,
                 ends: tuple[Sequence[int], Sequence[int]]) -> Path | None:
    """Give the canonical best path that stays within a limit.

    Parameters
    ----------
    graph
        The graph.
    columns
        Weight, number of legs and tie key of each arc, in the order of the graph.
    used
        What each arc uses up of the limit, whole numbers >= 0.
    limit
        Most that may be used up.
    ends
        Sources and targets.

    Returns
    -------
    path
        The path, or None if there is none within the limit.

    Notes
    -----
    Source: label setting with dominance (M. Desrochers and F. Soumis, 1988), exact.

    Examples
    --------
    >>> graph = Graph.of(2, [(0, 1, 0), (0, 1, 1)])
    >>> limited_path(graph, ([5, 9], [1, 1], ["road", "rail"]), [5, 0], 4, ([0], [1])).places
    (1,)
    """
    weights, legs, keys = columns
    targets = set(ends[1])
    least_used: dict[int, int] = {}
    waiting: list[Way] = [(0, 0, (), vertex, 0, ()) for vertex in sorted(set(ends[0]))]
    first: Path | None = None
    found: tuple[int, tuple[str, ...]] = (0, ())
    while waiting:
        weight, steps, said, vertex, spent, places = heappop(waiting)
        if first is not None and weight > found[0]:
            break
        if spent >= least_used.get(vertex, limit + 1):
            continue
        least_used[vertex] = spent
        if vertex in targets:
            if first is None:
                first, found = _path(graph, ends[0], places, vertex), (weight, said)
            elif said != found[1]:
                return first._replace(tied=True)
            continue
        for place in range(graph.first[vertex], graph.first[vertex + 1]):
            total = spent + used[place]
            if total < least_used.get(graph.head[place], limit + 1):
                heappush(waiting, (weight + weights[place], steps + legs[place],
                                   (*said, keys[place]), graph.head[place], total,
                                   (*places, place)))
    return first


def _path(graph: Graph, sources: Sequence[int], places: tuple[int, ...], last: int) -> Path:
    start = last
    if places:
        # The arcs of a vertex lie together, so its position tells where the first one starts.
        start = next(vertex for vertex in sources
                     if graph.first[vertex] <= places[0] < graph.first[vertex + 1])
    return Path((start, *(graph.head[place] for place in places)), places, tied=False)
