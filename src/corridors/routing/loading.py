"""All or nothing: demand put on the best ways, at what arcs take now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corridors.errors import Problem, QueryError
from corridors.routing.delays import Floats
from corridors.routing.flow_network import Demand, FlowNetwork, Ints

__all__ = ["Loaded", "Loader"]


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """Demand on best ways.

    Parameters
    ----------
    flow
        Of each arc.
    cost
        What the best way of each pair takes; infinite where there is none.
    pairs, arcs
        For every step of every way, nearest the destination first: the pair, and the arc.
    """

    flow: Floats
    cost: Floats = field(repr=False)
    pairs: Ints = field(repr=False)
    arcs: Ints = field(repr=False)

    def ways(self, count: int) -> list[tuple[int, ...]]:
        """Give the arcs of the way of each pair, from its origin on.

        Parameters
        ----------
        count
            Number of pairs.
        """
        found: list[list[int]] = [[] for _ in range(count)]
        for pair, arc in zip(self.pairs.tolist(), self.arcs.tolist(), strict=True):
            found[pair].append(arc)
        return [tuple(reversed(arcs)) for arcs in found]


class Loader:
    """A network and a demand, laid out once so that each loading is quick.

    Zones are split in two: what goes out of one begins at a node of its own, so that no way leads
    through. Of parallel arcs the one that takes least now is used, the first of equals.
    """

    def __init__(self, network: FlowNetwork, demand: Demand) -> None:
        self.network, self.demand = network, demand
        self._check()
        count, zones = network.count, network.zones
        self.nodes = count + zones
        tail = np.where(network.tail < zones, network.tail + count, network.tail)
        key = tail * self.nodes + network.head
        self._order = np.argsort(key, kind="stable")
        self._keys, self._starts = np.unique(key[self._order], return_index=True)
        self._parallel = len(self._keys) < len(key)
        self._indices = (self._keys % self.nodes).astype(np.int32)
        self._indptr = np.searchsorted(self._keys // self.nodes,
                                       np.arange(self.nodes + 1)).astype(np.int32)
        starts = np.where(demand.origin < zones, demand.origin + count, demand.origin)
        self._sources, self._row = np.unique(starts, return_inverse=True)
        self._matrix: Any = None
        self._moving = np.flatnonzero((demand.amount > 0)
                                      & (demand.origin != demand.destination))

    def load(self, cost: Floats) -> Loaded:
        """Put the demand on the best ways.

        Parameters
        ----------
        cost
            What each arc takes, >= 0.
        """
        weight, used = self._least(cost)
        distance, before = self._trees(weight)
        demand, row = self.demand, self._row
        far = distance[row, demand.destination] if len(demand) else np.zeros(0)
        pair = self._moving[np.isfinite(far[self._moving])]
        at, source = demand.destination[pair], self._sources[row[pair]]
        pairs, keys = [], []
        while len(pair):
            come = before[row[pair], at].astype(np.int64)
            pairs.append(pair)
            keys.append(come * self.nodes + at)
            on = come != source
            pair, at, source = pair[on], come[on], source[on]
        if not pairs:
            none = np.zeros(0, dtype=np.int64)
            return Loaded(np.zeros(len(cost)), self._own(far), none, none)
        steps = np.concatenate(pairs)
        arcs = used[np.searchsorted(self._keys, np.concatenate(keys))]
        flow = np.bincount(arcs, demand.amount[steps], minlength=len(cost))
        return Loaded(flow, self._own(far), steps, arcs)

    def _own(self, far: Floats) -> Floats:
        """Let a pair of one place take nothing, even where its zone is split in two."""
        return np.where(self.demand.origin == self.demand.destination, 0.0, far)

    def _least(self, cost: Floats) -> tuple[Floats, Ints]:
        """Give, for each pair of nodes with arcs, the least cost and which arc it is."""
        if not self._parallel:
            return cost[self._order], self._order
        ordered = cost[self._order]
        least = np.minimum.reduceat(ordered, self._starts)
        sizes = np.diff(np.append(self._starts, len(ordered)))
        places = np.flatnonzero(ordered == np.repeat(least, sizes))[::-1]
        used = np.empty(len(least), dtype=np.int64)
        used[np.repeat(np.arange(len(least)), sizes)[places]] = self._order[places]
        return least, used

    def _trees(self, weight: Floats) -> tuple[Floats, Ints]:
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import dijkstra

        if self._matrix is None:
            self._matrix = csr_array((weight.astype(float), self._indices, self._indptr),
                                     shape=(self.nodes, self.nodes))
        self._matrix.data[:] = weight
        if not len(self._sources):
            return np.zeros((0, self.nodes)), np.zeros((0, self.nodes), dtype=np.int64)
        found: tuple[Floats, Ints] = dijkstra(self._matrix, indices=self._sources,
                                              return_predecessors=True)
        return found

    def _check(self) -> None:
        for name in ("origin", "destination"):
            nodes = getattr(self.demand, name)
            stray = np.flatnonzero((nodes < 0) | (nodes >= self.network.count))
            if len(stray):
                raise QueryError(Problem(
                    "Q71", f"the {name} {nodes[stray[0]]} of pair {stray[0]} is no node of "
                           f"{self.network.count}", "Nodes are counted from 0 on."))
