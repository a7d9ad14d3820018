"""Dijkstra with the standard library: nothing to import, quick for small networks."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf
from typing import Any

from corridors.routing.engines import CLOSED, UNREACHED, Graph
from corridors.routing.engines.guard import Guarded, plain

__all__ = ["Searches", "prepare"]


def prepare(graph: Graph, weights: Sequence[int]) -> Searches:
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
    return Searches(graph, weights)


class Searches(Guarded):
    """A weighted graph searched by Dijkstra's algorithm.

    Notes
    -----
    Source: E. W. Dijkstra, A note on two problems in connexion with graphs, 1959.
    """

    engine = "heapq"

    def __init__(self, graph: Graph, weights: Sequence[int]) -> None:
        super().__init__(graph, weights)
        if "lists" not in graph.memo:
            graph.memo["lists"] = plain(graph.first), plain(graph.head)
        self._first, self._head = graph.memo["lists"]
        # Whatever is added to infinity is no improvement, so the search asks no arc if it is open.
        self._steps: list[Any] = [inf if weight == CLOSED else weight
                                  for weight in plain(self.weights)]

    def _tree(self, sources: Sequence[int], targets: Sequence[int], /) -> list[int]:
        """Settle vertices, nearest first, until the farthest target and all as far are settled."""
        first, head, steps = self._first, self._head, self._steps
        distance: list[Any] = [inf] * self.graph.count
        waiting = [(0, vertex) for vertex in sorted(plain(sources))]
        for _, vertex in waiting:
            distance[vertex] = 0
        missing, farthest = set(plain(targets)), inf
        while waiting:
            reached, vertex = heappop(waiting)
            if reached > farthest:
                break
            if reached > distance[vertex]:
                continue
            if vertex in missing:
                missing.remove(vertex)
                farthest = inf if missing else reached
            for place in range(first[vertex], first[vertex + 1]):
                further = reached + steps[place]
                if further < distance[head[place]]:
                    distance[head[place]] = further
                    heappush(waiting, (further, head[place]))
        # What is farther was seen, but perhaps not by the best way.
        return [UNREACHED if reached == inf or reached > farthest else reached
                for reached in distance]

    def _matrix(self, sources: Sequence[int], targets: Sequence[int]) -> list[list[int]]:
        goals = plain(targets)
        return [[tree[goal] for goal in goals]
                for tree in (self._tree([source], goals) for source in plain(sources))]

    def _pairs(self, origins: list[int], destinations: list[int]) -> list[int]:
        wanted: dict[int, list[int]] = {}
        for origin, destination in zip(origins, destinations, strict=True):
            wanted.setdefault(origin, []).append(destination)
        found = {(origin, goal): least for origin, goals in wanted.items()
                 for goal, least in zip(goals, self._matrix([origin], goals)[0], strict=True)}
        return [found[pair] for pair in zip(origins, destinations, strict=True)]

    def _set(self, changes: dict[int, int]) -> None:
        for place, weight in changes.items():
            self.weights[place] = weight
            self._steps[place] = inf if weight == CLOSED else weight
