"""The canonical path of a large network, read off distances without a look at all of it.

The rule is that of :mod:`corridors.routing.canonical`: of the best paths the one with the fewest
links, and of those the one with the smallest link ids, from the origin on. Here every arc is one
link and paths are walked from the target back, so that only what lies on a best path is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corridors.routing.canonical import Path
from corridors.routing.engines import CLOSED, UNREACHED, Graph
from corridors.routing.engines.guard import plain

__all__ = ["Backward", "tight_path"]


class Backward:
    """The arcs into each vertex of a graph.

    Parameters
    ----------
    graph
        The graph. What is made of it is kept in its memo.
    """

    def __init__(self, graph: Graph) -> None:
        if "backward" not in graph.memo:
            graph.memo["backward"] = _turned(graph)
        self._first, self._tail, self._place = graph.memo["backward"]

    def into(self, vertex: int) -> Iterator[tuple[int, int]]:
        """Give tail and place of each arc into a vertex.

        Parameters
        ----------
        vertex
            The vertex.
        """
        span = slice(self._first[vertex], self._first[vertex + 1])
        return zip(plain(self._tail[span]), plain(self._place[span]), strict=True)


def tight_path(graph: Graph, weights: Sequence[int], rank: Sequence[int],
               distance: Sequence[int], ends: tuple[int, int]) -> Path | None:
    """Read the canonical path off the distances of an engine.

    Parameters
    ----------
    graph
        The graph.
    weights
        Weight of each arc, in the order of the graph.
    rank
        For each arc the rank of its link among all links by id.
    distance
        Least weight from the source to each vertex that is no farther than the target.
    ends
        Source and target.

    Returns
    -------
    path
        The path, or None if the target is not reached.

    Examples
    --------
    >>> graph = Graph.of(3, [(0, 1, 0), (0, 1, 1), (1, 2, 2)])
    >>> tight_path(graph, [5, 5, 1], [1, 0, 2], [0, 5, 6], (0, 2))
    Path(vertices=(0, 1, 2), places=(1, 2), tied=True)
    """
    source, target = ends
    if distance[target] == UNREACHED:
        return None
    left, onward = _links_left(graph, weights, distance, target)
    vertices, places, tied = [source], [], False
    while left[vertices[-1]] > 0:
        steps = onward[vertices[-1]]
        best = min((place for place, head in steps if left[head] + 1 == left[vertices[-1]]),
                   key=lambda place: (int(rank[place]), place))
        tied = tied or any(rank[place] != rank[best] for place, _ in steps)
        vertices.append(int(graph.head[best]))
        places.append(best)
    return Path(tuple(vertices), tuple(places), tied)


def _links_left(graph: Graph, weights: Sequence[int], distance: Sequence[int], target: int,
                ) -> tuple[dict[int, int], dict[int, list[tuple[int, int]]]]:
    """Give the fewest links to the target from each vertex on a best path, and its tight arcs."""
    backward = Backward(graph)
    left, front = {target: 0}, [target]
    onward: dict[int, list[tuple[int, int]]] = {target: []}
    while front:
        found: list[int] = []
        for head in front:
            reached = distance[head]
            for tail, place in backward.into(head):
                weight = weights[place]
                if distance[tail] == UNREACHED or weight == CLOSED \
                        or distance[tail] + weight != reached:
                    continue
                onward.setdefault(tail, []).append((place, head))
                if tail not in left:
                    left[tail] = left[head] + 1
                    found.append(tail)
        front = found
    return left, onward


def _turned(graph: Graph) -> tuple[Any, Any, Any]:
    """Order arcs by head: first arc into each vertex, tails, places."""
    if hasattr(graph.head, "dtype"):
        import numpy as np

        tail = np.repeat(np.arange(graph.count), np.diff(np.asarray(graph.first)))
        order = np.argsort(np.asarray(graph.head), kind="stable")
        first = np.zeros(graph.count + 1, dtype=np.int64)
        np.cumsum(np.bincount(np.asarray(graph.head), minlength=graph.count), out=first[1:])
        return first, tail[order], order
    tails = [tail for tail in range(graph.count)
             for _ in range(graph.first[tail], graph.first[tail + 1])]
    ordered = sorted(range(len(tails)), key=lambda place: graph.head[place])
    counts = [0] * (graph.count + 1)
    for head in graph.head:
        counts[head + 1] += 1
    for vertex in range(graph.count):
        counts[vertex + 1] += counts[vertex]
    return counts, [tails[place] for place in ordered], ordered
