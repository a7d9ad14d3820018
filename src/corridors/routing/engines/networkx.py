"""The oracle: networkx, slow and trusted."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

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

    Examples
    --------
    >>> solve(Graph.of(3, [(0, 1, 0), (0, 1, 1)]), [4, 3], [0])
    [0, 3, -1]
    """
    full = nx.MultiDiGraph()
    full.add_nodes_from(range(graph.count))
    for tail in range(graph.count):
        for place in range(graph.first[tail], graph.first[tail + 1]):
            full.add_edge(tail, graph.head[place], weight=weights[place])
    found: dict[int, int] = {}
    if sources:
        found = nx.multi_source_dijkstra_path_length(full, set(sources), weight="weight")
    return [found.get(vertex, UNREACHED) for vertex in range(graph.count)]
