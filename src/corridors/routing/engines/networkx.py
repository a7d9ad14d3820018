"""The oracle: networkx, slow and trusted."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from corridors.routing.engines import CLOSED, UNREACHED, Graph
from corridors.routing.engines.guard import Guarded, plain

__all__ = ["Oracle", "prepare"]


def prepare(graph: Graph, weights: Sequence[int]) -> Oracle:
    """Make a graph ready.

    Parameters
    ----------
    graph
        The graph.
    weights
        One per arc, in the order of the graph.

    Examples
    --------
    >>> prepare(Graph.of(3, [(0, 1, 0), (0, 1, 1)]), [4, 3]).tree([0])
    [0, 3, -1]
    """
    return Oracle(graph, weights)


class Oracle(Guarded):
    """A weighted graph as a multigraph of networkx, with the open arcs alone."""

    engine = "networkx"

    def __init__(self, graph: Graph, weights: Sequence[int]) -> None:
        super().__init__(graph, weights)
        self._open = self._multigraph()

    def _tree(self, sources: Sequence[int], _targets: Sequence[int], /) -> list[int]:
        found = nx.multi_source_dijkstra_path_length(self._open, set(plain(sources)),
                                                     weight="weight")
        return [found.get(vertex, UNREACHED) for vertex in range(self.graph.count)]

    def _matrix(self, sources: Sequence[int], targets: Sequence[int]) -> list[list[int]]:
        goals = plain(targets)
        trees = {source: self._tree([source], ()) for source in set(plain(sources))}
        return [[trees[source][goal] for goal in goals] for source in plain(sources)]

    def _pairs(self, origins: list[int], destinations: list[int]) -> list[int]:
        trees = {origin: self._tree([origin], ()) for origin in set(origins)}
        return [trees[origin][destination]
                for origin, destination in zip(origins, destinations, strict=True)]

    def _set(self, changes: dict[int, int]) -> None:
        for place, weight in changes.items():
            self.weights[place] = weight
        self._open = self._multigraph()

    def _multigraph(self) -> nx.MultiDiGraph:
        first, head, weights = map(plain, (self.graph.first, self.graph.head, self.weights))
        full = nx.MultiDiGraph()
        full.add_nodes_from(range(self.graph.count))
        for tail in range(self.graph.count):
            full.add_weighted_edges_from((tail, head[place], weights[place])
                                         for place in range(first[tail], first[tail + 1])
                                         if weights[place] != CLOSED)
        return full
