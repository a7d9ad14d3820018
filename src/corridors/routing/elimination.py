"""Distances from many places at once, in arrays: nodes are eliminated, what is left is searched.

A node with few neighbours can be taken out of a network if its neighbours are joined by shortcuts;
its own distance is then the least over its neighbours, whichever place one starts from. Taken out
by the thousand, nodes that are no neighbours of each other at the same time, a network shrinks to
a core that a search is quick on. Then all nodes are put back, the last one out first, for all
starting places together: a few sweeps over arrays instead of a search for each place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

__all__ = ["Eliminated", "eliminate", "longest"]

Ints: TypeAlias = Any
Rows: TypeAlias = tuple[Ints, Ints, Ints]
"""Ends and weights of links."""

Step: TypeAlias = tuple[Ints, list[tuple[Ints, Ints]]]
"""Nodes taken out together, those with most neighbours first; per column neighbour and weight."""

MOST_NEIGHBOURS = 6
"""Nodes with more neighbours stay in the core: joining them all costs more than it saves."""

WORTHWHILE = 50
"""A round that takes out less than one node in so many is the last with so few neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class Eliminated:
    """A core, and the way back from it.

    Parameters
    ----------
    count
        Number of nodes.
    far
        More than any distance; what is not reached has it.
    core
        Positions of the nodes of the core, in rising order.
    links
        The core as a sparse matrix.
    steps
        What was taken out, in order.
    """

    count: int
    far: int
    core: Ints
    links: Any
    steps: list[Step]

    def distances(self, sources: Ints) -> Ints:
        """Give the distance from each source to every node.

        Parameters
        ----------
        sources
            Nodes that were kept.

        Returns
        -------
        distances
            A row for each source; ``far`` for what is not reached.
        """
        kind = self.steps[0][1][0][1].dtype if self.steps else np.int64
        reached = np.full((self.count, len(sources)), self.far, dtype=kind)
        found = dijkstra(self.links, indices=np.searchsorted(self.core, sources))
        reached[self.core] = np.minimum(found.T, self.far)
        for nodes, columns in reversed(self.steps):
            least = reached[columns[0][0]] + columns[0][1][:, None]
            for beside, weight in columns[1:]:
                part = least[:len(beside)]
                np.minimum(part, reached[beside] + weight[:, None], out=part)
            reached[nodes] = np.minimum(least, self.far)
        return np.ascontiguousarray(reached.T)


def longest(count: int, rows: Rows) -> int:
    """Give a bound that no distance exceeds.

    Parameters
    ----------
    count
        Number of nodes.
    rows
        Ends and weights > 0 of the links.

    Returns
    -------
    bound
        From any node to any other one can go by way of one and the same third; so twice the
        farthest from it is enough. Whole up to 2**53.

    Examples
    --------
    >>> longest(3, (np.array([0, 1]), np.array([1, 2]), np.array([4, 5])))
    18
    """
    links = _matrix(count, _least(count, rows))
    _, part = connected_components(links, directed=False)
    _, one_each = np.unique(part, return_index=True)
    return 2 * int(dijkstra(links, indices=one_each, min_only=True).max(initial=0))


def eliminate(count: int, rows: Rows, kept: Ints, bound: int) -> Eliminated:
    """Take nodes out until a core is left.

    Parameters
    ----------
    count
        Number of nodes.
    rows
        Ends and weights > 0 of the links, which can be used both ways.
    kept
        Nodes that must stay: where distances start.
    bound
        No distance that is asked for is larger, nor twice it and a link between.

    Returns
    -------
    eliminated
        Exact: distances are those of a search from each source.

    Notes
    -----
    Source: D. Delling, A. V. Goldberg, A. Nowatzyk and R. F. Werneck, PHAST: hardware-accelerated
    shortest path trees, 2011; here without a hierarchy, in rounds of nodes that are no neighbours.

    Examples
    --------
    >>> line = np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([5, 6, 7])
    >>> ends = np.array([True, False, False, True])
    >>> eliminate(4, line, ends, 18).distances(np.array([0, 3])).tolist()
    [[0, 5, 11, 18], [18, 13, 7, 0]]
    """
    # Half the width is twice the speed: the arrays are what has to be moved.
    kind, far = (np.int32, 2**30 - 1) if bound < 2**30 - 1 else (np.int64, 2**61)
    chance = np.random.default_rng(0)
    rows, steps, most = _least(count, rows), [], 3
    while most <= MOST_NEIGHBOURS:
        first, head, weight = _arcs(count, rows)
        degree = np.diff(first)
        out = _apart(first, head, (degree > 0) & (degree <= most) & ~kept,
                     degree * count + chance.permutation(count))
        if len(out) * WORTHWHILE <= np.count_nonzero(degree):
            most += 1
            continue
        out = out[np.argsort(-degree[out], kind="stable")]
        columns = _columns(out, degree[out], first, (head, weight))
        steps.append((out, [(beside, np.minimum(far, value).astype(kind))
                            for beside, value in columns]))
        rows = _least(count, _without(rows, out, columns, far, count))
    core = np.unique(np.concatenate([rows[0], rows[1], np.flatnonzero(kept)]))
    ends = (np.searchsorted(core, rows[0]), np.searchsorted(core, rows[1]), rows[2])
    return Eliminated(count, far, core, _matrix(len(core), ends), steps)


def _least(count: int, rows: Rows) -> Rows:
    """Give the least of the links between two nodes, once."""
    one, other = np.minimum(rows[0], rows[1]), np.maximum(rows[0], rows[1])
    key = one * count + other
    order = np.lexsort((rows[2], key))
    key = key[order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    order = order[first]
    return one[order], other[order], rows[2][order]


def _arcs(count: int, rows: Rows) -> Rows:
    """Give the links of each node: position of its first, neighbours, weights."""
    tail, head = np.concatenate(rows[:2]), np.concatenate([rows[1], rows[0]])
    order = np.argsort(tail, kind="stable")
    first = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(tail, minlength=count), out=first[1:])
    return first, head[order], np.concatenate([rows[2], rows[2]])[order]


def _matrix(count: int, rows: Rows) -> Any:
    first, head, weight = _arcs(count, rows)
    return csr_array((weight.astype(np.float64), head.astype(np.int32), first.astype(np.int32)),
                     shape=(count, count))


def _apart(first: Ints, head: Ints, able: Ints, rank: Ints) -> Ints:
    """Choose among nodes such that no two are neighbours: those that rank before theirs."""
    tail = np.repeat(np.arange(len(able)), np.diff(first))
    beaten = able[tail] & able[head] & (rank[head] < rank[tail])
    chosen = able.copy()
    chosen[tail[beaten]] = False
    return np.flatnonzero(chosen)


def _columns(nodes: Ints, degree: Ints, first: Ints, arcs: tuple[Ints, Ints],
             ) -> list[tuple[Ints, Ints]]:
    """Give the first, second, ... neighbour and its weight of nodes, most neighbours first."""
    columns = []
    for number in range(int(degree.max(initial=0))):
        at = first[nodes[:np.searchsorted(-degree, -number)]] + number
        columns.append((arcs[0][at], arcs[1][at]))
    return columns


def _without(rows: Rows, out: Ints, columns: list[tuple[Ints, Ints]], far: int,
             count: int) -> Rows:
    """Take nodes out and join their neighbours by shortcuts."""
    gone = np.zeros(count, dtype=bool)
    gone[out] = True
    stay = ~(gone[rows[0]] | gone[rows[1]])
    tails, heads, weights = ([column[stay]] for column in rows)
    for number, (head, last) in enumerate(columns):
        for tail, weight in columns[:number]:
            tails.append(tail[:len(head)])
            heads.append(head)
            weights.append(np.minimum(far, weight[:len(head)] + last))
    return np.concatenate(tails), np.concatenate(heads), np.concatenate(weights)
