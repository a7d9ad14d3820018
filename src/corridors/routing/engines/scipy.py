"""Dijkstra in compiled code: large networks, up to some hundred searches.

A sparse matrix holds one number per pair of vertices, and the usual way to make one adds parallel
arcs together. So the matrix is made here: the least of parallel arcs, arcs of weight zero as
explicit zeros, no closed ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from corridors.routing.engines import CLOSED, UNREACHED, Graph, Weighted
from corridors.routing.engines.guard import Guarded

__all__ = ["BATCH", "Matrices", "prepare"]

BATCH = 64
"""Searches per call: a call cannot be interrupted, and holds a row for each of them."""

EXACT = 2**53
"""Up to here the floating-point numbers that scipy computes with hold every whole number."""


def prepare(graph: Graph, weights: Sequence[int]) -> Weighted:
    """Make a graph ready.

    Parameters
    ----------
    graph
        The graph.
    weights
        One per arc, in the order of the graph.

    Returns
    -------
    weighted
        A graph so large that sums could lose a digit, more than four million vertices, is left
        to the engine ``heapq``.

    Examples
    --------
    >>> prepare(Graph.of(3, [(0, 1, 0), (0, 1, 1)]), [4, 3]).tree([0])
    [0, 3, -1]
    """
    if graph.count * CLOSED > EXACT:
        from corridors.routing.engines import heapq

        return heapq.prepare(graph, weights)
    return Matrices(graph, weights)


class Matrices(Guarded):
    """A weighted graph as a sparse matrix."""

    engine = "scipy"

    def __init__(self, graph: Graph, weights: Sequence[int]) -> None:
        super().__init__(graph, weights)
        self.weights = np.asarray(self.weights, dtype=np.int64)
        if "entries" not in graph.memo:
            graph.memo["entries"] = _entries(graph)
        self._made: csr_array | None = None

    def _tree(self, sources: Sequence[int], _targets: Sequence[int], /) -> list[int]:
        starts = np.unique(np.asarray(sources, dtype=np.int64))
        reached = dijkstra(self._matrix_of_weights(), indices=starts, min_only=True)
        return cast("list[int]", _whole(reached).tolist())

    def _matrix(self, sources: Sequence[int], targets: Sequence[int]) -> Sequence[Sequence[int]]:
        starts, goals = np.asarray(sources, dtype=np.int64), np.asarray(targets, dtype=np.int64)
        weights = self._matrix_of_weights()
        found = np.empty((len(starts), len(goals)), dtype=np.int64)
        for start in range(0, len(starts), BATCH):
            batch = slice(start, start + BATCH)
            found[batch] = _whole(dijkstra(weights, indices=starts[batch])[:, goals])
        return cast("Sequence[Sequence[int]]", found)

    def _pairs(self, origins: list[int], destinations: list[int]) -> list[int]:
        starts, row = np.unique(origins, return_inverse=True)
        weights, goals = self._matrix_of_weights(), np.asarray(destinations)
        found = np.empty(len(goals), dtype=np.int64)
        for start in range(0, len(starts), BATCH):
            here = np.flatnonzero((row >= start) & (row < start + BATCH))
            trees = dijkstra(weights, indices=starts[start:start + BATCH])
            found[here] = _whole(trees[row[here] - start, goals[here]])
        return found.tolist()

    def _set(self, changes: dict[int, int]) -> None:
        for place, weight in changes.items():
            self.weights[place] = weight
        self._made = None

    def _matrix_of_weights(self) -> csr_array:
        """Give the matrix of the weights as they are now."""
        if self._made is None:
            order, starts, tail, head = self.graph.memo["entries"]
            least = np.minimum.reduceat(self.weights[order], starts) if len(starts) else order
            usable = least < CLOSED
            first = np.zeros(self.graph.count + 1, dtype=np.int32)
            np.cumsum(np.bincount(tail[usable], minlength=self.graph.count), out=first[1:])
            self._made = csr_array((least[usable].astype(np.float64), head[usable], first),
                                   shape=(self.graph.count, self.graph.count))
        return self._made


def _entries(graph: Graph) -> tuple[NDArray[Any], ...]:
    """Order arcs so that parallel ones lie together: order, first of each group, its ends."""
    first, head = np.asarray(graph.first), np.asarray(graph.head, dtype=np.int64)
    tail = np.repeat(np.arange(graph.count), np.diff(first))
    order = np.lexsort((head, tail))
    tail, head = tail[order], head[order]
    differs = np.ones(len(order), dtype=bool)
    differs[1:] = (np.diff(tail) != 0) | (np.diff(head) != 0)
    starts = np.flatnonzero(differs)
    return order, starts, tail[starts], head[starts].astype(np.int32)


def _whole(reached: NDArray[np.float64]) -> NDArray[np.int64]:
    """Turn what scipy computes with into whole numbers, exactly."""
    return np.where(np.isinf(reached), UNREACHED, reached).astype(np.int64)
