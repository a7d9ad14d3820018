"""Dijkstra with the standard library: nothing to import, quick for small networks."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf
from typing import Any, NamedTuple

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

    Vertices that no arc leaves, such as the doors where routes end, are never queued: what they
    are away is known when their neighbours are. Half of the bundled state graph are doors.

    Notes
    -----
    Source: E. W. Dijkstra, A note on two problems in connexion with graphs, 1959.
    """

    engine = "heapq"

    def __init__(self, graph: Graph, weights: Sequence[int]) -> None:
        super().__init__(graph, weights)
        if "ends" not in graph.memo:
            graph.memo["ends"] = _Ends.of(graph)
        self._ends: _Ends = graph.memo["ends"]
        self.weights = plain(self.weights)
        # Listed when a vertex is first passed: most searches end long before they passed all.
        self._steps: list[list[tuple[int, int]] | None] = [None] * graph.count

    def _leaving(self, vertex: int) -> list[tuple[int, int]]:
        """Give weight and head of the open arcs that leave a vertex for one that leads on."""
        ends, weights = self._ends, self.weights
        return [(weights[place], ends.head[place])
                for place in range(ends.first[vertex], ends.first[vertex + 1])
                if weights[place] != CLOSED and ends.head[place] not in ends.last]

    def _tree(self, sources: Sequence[int], targets: Sequence[int]) -> list[int]:
        starts, goals = plain(sources), plain(targets)
        distance: list[Any] = [inf] * self.graph.count
        for vertex in starts:
            distance[vertex] = 0
        farthest = self._search(distance, starts, goals)
        for vertex, arrivals in self._ends.last.items() if not goals else ():
            distance[vertex] = min([distance[vertex], *(
                distance[tail] + self.weights[place] for tail, place in arrivals
                if self.weights[place] != CLOSED)])
        # What is farther was seen, but perhaps not by the best way.
        return [UNREACHED if reached == inf or reached > farthest else reached
                for reached in distance]

    def _search(self, distance: list[Any], starts: list[int], goals: list[int]) -> float:
        """Settle vertices, nearest first, until the farthest goal and all as far are settled."""
        steps, arriving = self._steps, self._arriving(goals)
        waiting = [(0, vertex) for vertex in sorted(starts)]
        farthest: float = inf
        while waiting:
            reached, vertex = heappop(waiting)
            if reached > farthest:
                break
            if reached > distance[vertex]:
                continue
            if vertex in arriving:
                for weight, goal in arriving[vertex]:
                    distance[goal] = min(distance[goal], reached + weight)
                farthest = max(distance[goal] for goal in goals)
            leaving = steps[vertex]
            if leaving is None:
                leaving = steps[vertex] = self._leaving(vertex)
            for weight, head in leaving:
                further = reached + weight
                if further < distance[head]:
                    distance[head] = further
                    heappush(waiting, (further, head))
        return farthest

    def _arriving(self, goals: list[int]) -> dict[int, list[tuple[int, int]]]:
        """Give, by the vertex where it is looked at, what each goal is away from there."""
        found: dict[int, list[tuple[int, int]]] = {}
        for goal in dict.fromkeys(goals):
            # A goal that leads on is reached when it is settled itself.
            found.setdefault(goal, []).append((0, goal))
            for tail, place in self._ends.last.get(goal, ()):
                if self.weights[place] != CLOSED:
                    found.setdefault(tail, []).append((self.weights[place], goal))
        return found

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
            self._steps[self._ends.tail[place]] = None


class _Ends(NamedTuple):
    """A graph as lists, with the vertices where every way ends.

    Parameters
    ----------
    first, head, tail
        First arc of each vertex, and both ends of each arc.
    last
        Tails and places of the arcs into each vertex that none leaves.
    """

    first: list[int]
    head: list[int]
    tail: list[int]
    last: dict[int, list[tuple[int, int]]]

    @classmethod
    def of(cls, graph: Graph) -> _Ends:
        first, head = plain(graph.first), plain(graph.head)
        tail = [vertex for vertex in range(graph.count)
                for _ in range(first[vertex], first[vertex + 1])]
        last: dict[int, list[tuple[int, int]]] = {
            vertex: [] for vertex in range(graph.count) if first[vertex] == first[vertex + 1]}
        for place, vertex in enumerate(head):
            if vertex in last:
                last[vertex].append((tail[place], place))
        return cls(first, head, tail, last)
