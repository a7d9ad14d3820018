"""What the engine ``cch`` is made of: contractions by two libraries, and how far a way can be.

Both libraries wrap RoutingKit. `routingkit-cch` answers one pair in microseconds and takes new
weights for a few arcs as quickly; `pyroutingkit` fills whole matrices, in arrays. Each keeps its
weights until it is asked again, and takes changes only then: a link that is closed, asked about
and opened again, over and over, costs one update each time and not two.
"""

from __future__ import annotations

from threading import current_thread, main_thread
from typing import Any

import numpy as np
from numpy.typing import NDArray
from routingkit_cch import (
    CCH,
    CCHMetric,
    CCHMetricPartialUpdater,
    CCHOneToMany,
    CCHQuery,
    compute_order_inertial,
)
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from corridors.routing.engines import CLOSED, Graph
from corridors.routing.engines.guard import plain

try:
    import pyroutingkit
except ImportError:  # there is none for Windows
    pyroutingkit = None

__all__ = ["Longest", "Matrix", "Single", "has_matrices"]


def has_matrices() -> bool:
    """Tell whether the library that fills matrices is here."""
    return pyroutingkit is not None


class Single:
    """A contraction for single searches (`routingkit-cch`).

    Parameters
    ----------
    graph
        The graph. The order of contraction is made once for it.
    weights
        Weights as they are at any time; whoever changes them says so.
    """

    def __init__(self, graph: Graph, weights: Any) -> None:
        if "cch" not in graph.memo:
            graph.memo["cch"] = _contracted(graph)
        self._graph, self._weights = graph, weights
        self._metric: CCHMetric | None = None
        self._updater: CCHMetricPartialUpdater | None = None
        self._late: dict[int, int] = {}

    def change(self, changes: dict[int, int]) -> None:
        """Note weights that changed, by place."""
        self._late.update(changes)

    def query(self) -> CCHQuery:
        """Give a query with the weights of now. It must be gone before they change again."""
        return CCHQuery(self._current())

    def towards(self, targets: list[int]) -> CCHOneToMany:
        """Give a query for many targets. It must be gone before weights change again."""
        return CCHOneToMany(self._current(), targets)

    def passed(self) -> list[int]:
        """Give the vertices that some arc enters and some arc leaves: no way passes others."""
        if "cch passed" not in self._graph.memo:
            first, entered = plain(self._graph.first), set(plain(self._graph.head))
            self._graph.memo["cch passed"] = [
                vertex for vertex in range(self._graph.count)
                if first[vertex] < first[vertex + 1] and vertex in entered]
        found: list[int] = self._graph.memo["cch passed"]
        return found

    def into(self) -> list[list[tuple[int, int]]]:
        """Give tail and place of the arcs into each vertex."""
        if "cch into" not in self._graph.memo:
            first, head = plain(self._graph.first), plain(self._graph.head)
            made: list[list[tuple[int, int]]] = [[] for _ in range(self._graph.count)]
            for tail in range(self._graph.count):
                for place in range(first[tail], first[tail + 1]):
                    made[head[place]].append((tail, place))
            self._graph.memo["cch into"] = made
        found: list[list[tuple[int, int]]] = self._graph.memo["cch into"]
        return found

    def _current(self) -> CCHMetric:
        if self._metric is not None and self._late:
            self._update(self._metric)
        if self._metric is None:
            self._metric = CCHMetric(self._graph.memo["cch"], plain(self._weights))
        self._late.clear()
        return self._metric

    def _update(self, metric: CCHMetric) -> None:
        try:
            self._updating().apply(metric, self._late)
        except BaseException as error:
            # The library panics, outside of Exception, where a query is still alive. The metric
            # is then made anew, which is always right.
            self._metric = None
            if type(error).__name__ != "PanicException":
                raise

    def _updating(self) -> CCHMetricPartialUpdater:
        """Give what updates weights: making one costs more than a change, so that it is kept.

        It may be used and dropped only by the thread that made it, so other threads than the main
        one make theirs for each change.
        """
        if current_thread() is not main_thread():
            return CCHMetricPartialUpdater(self._graph.memo["cch"])
        if self._updater is None:
            self._updater = CCHMetricPartialUpdater(self._graph.memo["cch"])
        return self._updater


class Matrix:
    """A contraction for whole matrices (`pyroutingkit`).

    Parameters
    ----------
    graph
        The graph. The order of contraction is made once for it.
    weights
        Weights as they are at any time; whoever changes them says so.
    """

    def __init__(self, graph: Graph, weights: Any) -> None:
        if "cch matrices" not in graph.memo:
            graph.memo["cch matrices"] = _topology(graph)
        self._metric = pyroutingkit.CCHMetric(graph.memo["cch matrices"])
        self._metric.customize(np.asarray(weights).astype(np.uint32))
        self._late: dict[int, int] = {}

    def change(self, changes: dict[int, int]) -> None:
        """Note weights that changed, by place."""
        self._late.update(changes)

    def distances(self, sources: NDArray[Any], targets: NDArray[Any]) -> NDArray[np.uint32]:
        """Give the distance from each source to each target, :data:`CLOSED` where there is none."""
        if self._late:
            self._metric.update_weights(np.fromiter(self._late, np.uint32),
                                        np.fromiter(self._late.values(), np.uint32))
            self._late.clear()
        found: NDArray[np.uint32] = self._metric.distances_many_to_many(
            sources.astype(np.uint32), targets.astype(np.uint32))
        return found


class Longest:
    """A bound that no least total weight exceeds, whatever is closed.

    Parameters
    ----------
    graph
        The graph.
    weights
        Weights as they are when this is made.

    Notes
    -----
    A best way passes no vertex twice, so each vertex lies next to at most two others on it. Its
    weight is half the sum, over its vertices, of the weights on both sides; so half the sum over
    all vertices of the largest weights to two different neighbours is enough.

    Examples
    --------
    >>> Longest(Graph.of(3, [(0, 1, 0), (1, 2, 1)]), [4, 2]).bound
    6
    """

    def __init__(self, graph: Graph, weights: Any) -> None:
        self.raised = False
        given = np.asarray(weights, dtype=np.int64)
        most = np.where(given == CLOSED, 0, given)
        # A list: a scenario looks at a hundred entries, which are quicker to get from it.
        self._most: list[int] = most.tolist()
        tail, head = _ends(graph)
        one, other = np.concatenate([tail, head]), np.concatenate([head, tail])
        both = np.concatenate([most, most])
        order = np.lexsort((-both, other, one))
        one, other, both = one[order], other[order], both[order]
        best = (_starts(one, other)) & (one != other)
        one, both = one[best], both[best]
        order = np.lexsort((-both, one))
        rank = np.arange(len(one)) - np.searchsorted(one, one)
        self.bound = -(-int(both[order][rank < 2].sum()) // 2)

    def change(self, changes: dict[int, int]) -> None:
        """Take note of weights that changed: what grows may lengthen a way by as much.

        What shrinks or closes is not taken off, so that a bound made anew may be lower.
        """
        for place, weight in changes.items():
            if weight != CLOSED and weight > self._most[place]:
                self.bound += weight - self._most[place]
                self._most[place] = weight
                self.raised = True


def _starts(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which rows of sorted columns differ from the one before."""
    differs = np.ones(len(one), dtype=bool)
    differs[1:] = (np.diff(one) != 0) | (np.diff(other) != 0)
    return differs


def _ends(graph: Graph) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give tail and head of every arc."""
    tail = np.repeat(np.arange(graph.count), np.diff(np.asarray(graph.first)))
    return tail, np.asarray(graph.head, dtype=np.int64)


def _contracted(graph: Graph) -> CCH:
    """Contract a graph in the order of a nested dissection."""
    tail, head = (column.tolist() for column in _ends(graph))
    lon, lat = (np.asarray(column, dtype=np.float64).tolist() for column in _positions(graph))
    order = compute_order_inertial(graph.count, tail, head, lat, lon)
    return CCH(order, tail, head, False)


def _topology(graph: Graph) -> Any:
    """Contract a graph, the order left to the library."""
    lon, lat = (np.asarray(column, dtype=np.float32) for column in _positions(graph))
    made = pyroutingkit.CCHTopology()
    made.build(*(column.astype(np.uint32) for column in _ends(graph)), lat, lon, graph.count)
    return made


def _positions(graph: Graph) -> tuple[Any, Any]:
    """Give where vertices lie: in degrees where known, else by steps from far vertices."""
    if graph.lonlat is not None and np.isfinite(graph.lonlat).all():
        return graph.lonlat
    if "steps" not in graph.memo:
        graph.memo["steps"] = _steps(graph)
    found: tuple[Any, Any] = graph.memo["steps"]
    return found


def _steps(graph: Graph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Place vertices by their steps from three that lie far apart, in each piece of the graph.

    A dissection needs to know only which vertices lie towards which side.
    """
    tail, head = _ends(graph)
    size = (graph.count, graph.count)
    near = csr_array((np.ones(len(tail)), (tail, head)), shape=size)
    pieces, piece = connected_components(near, directed=False)
    order = np.argsort(piece, kind="stable")

    def steps(start: NDArray[Any]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = dijkstra(near, directed=False, unweighted=True,
                                              indices=start, min_only=True)
        return found

    def farthest(distance: NDArray[np.float64]) -> NDArray[Any]:
        ranked = order[np.lexsort((distance[order], piece[order]))]
        return ranked[np.searchsorted(piece[ranked], np.arange(pieces), side="right") - 1]

    west = steps(farthest(steps(farthest(np.zeros(graph.count)))))
    east = steps(farthest(west))
    south = steps(farthest(np.minimum(west, east)))
    return west - east, south
