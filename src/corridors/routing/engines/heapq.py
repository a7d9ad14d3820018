"""Dijkstra with the standard library: nothing to import, quick for small networks."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from corridors.routing.engines import UNREACHED, Graph

__all__ = ["solve"]


def solve(graph: Graph, weights: Sequence[int], sources: Sequence[int]) -> list[int]:
    """Give the least total weight from any source to every vertex.

    Parameters
    ----------
    graph
        The graph.
    weights
        Whole numbers >= 0, one per arc, in the order of the graph.
    sources
        Vertices to start from.

    Returns
    -------
    distances
        One per vertex; :data:`~corridors.routing.engines.UNREACHED` where there is no way.

    Notes
    -----
    Source: E. W. Dijkstra, A note on two problems in connexion with graphs, 1959.

    Examples
    --------
    >>> solve(Graph.of(3, [(0, 1, 0), (0, 1, 1)]), [4, 3], [0])
    [0, 3, -1]
    """
    first, head = graph.first, graph.head
    distance = [UNREACHED] * graph.count
    waiting = [(0, vertex) for vertex in sorted(set(sources))]
    while waiting:
        reached, vertex = heappop(waiting)
        if distance[vertex] != UNREACHED:
            continue
        distance[vertex] = reached
        for place in range(first[vertex], first[vertex + 1]):
            if distance[head[place]] == UNREACHED:
                heappush(waiting, (reached + weights[place], head[place]))
    return distance
