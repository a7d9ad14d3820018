"""The best route without each of its links, for large undirected networks, in arrays.

Two trees of least weights answer for all links of a route at once. Every node is labelled with how
far along the route its branch of the tree from the origin leaves it. When a link of the route is
lost, the best way round crosses from a smaller label to a larger one by exactly one other link, and
follows a tree on either side of it. So each other link makes one offer, to the links of the route
between the labels of its ends, and the least offer is the cost without the link.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np

from corridors.routing.elimination import Rows, eliminate, longest
from corridors.routing.kernel import kernel_of

__all__ = ["EXACT", "Losses", "replaced"]

Ints: TypeAlias = Any

EXACT = 2**53
"""Whole numbers are exact up to here in the numbers that scipy computes with."""

TREES = 64
"""Distances are held from so many places at once."""

Losses: TypeAlias = tuple[Ints, Ints, Ints, Ints]
"""Cost of each pair, -1 where unreachable; then pair, link and what its loss adds, -1 for a cut."""


def replaced(count: int, rows: Rows, pairs: Ints) -> Losses | None:
    """Give what the loss of each link adds to the cost of each pair.

    Parameters
    ----------
    count
        Number of nodes.
    rows
        Ends of each link, and its weight in both directions: whole numbers >= 0.
    pairs
        Origin and destination of each pair, a row each.

    Returns
    -------
    losses
        Only where something is added or cut, by pair and link. None where weights are so large
        that sums would lose a digit.

    Notes
    -----
    Source: K. Malik, A. K. Mittal and S. K. Gupta, The k most vital arcs in the shortest path
    problem, 1989. It holds for undirected networks only.

    Examples
    --------
    A square, and a route along two of its sides:

    >>> square = np.array([0, 1, 2, 3]), np.array([1, 2, 3, 0]), np.array([1, 1, 1, 2])
    >>> [column.tolist() for column in replaced(4, square, np.array([[0, 2]]))]
    [[2], [0, 0], [0, 1], [1, 1]]
    """
    kernel = kernel_of(count, rows[:2], rows[2], np.unique(pairs))
    nodes, weight = len(kernel.nodes), kernel.weight
    # Of ways of one weight that with fewer chains: then no chain weighs nothing, and trees are
    # read off distances. No way has as many chains as there are nodes.
    scale = 1 if weight.min(initial=1) > 0 else max(nodes, 1)
    inner = (kernel.tail, kernel.head, weight * scale + (scale > 1))
    bound = 2 * longest(nodes, inner) + int(inner[2].max(initial=0))
    if bound >= EXACT or int(weight.max(initial=0)) * scale >= EXACT:
        return None
    asked = np.searchsorted(kernel.nodes, pairs)
    cost = np.full(len(pairs), -1)
    found = []
    for pair, least, chains, others in _each(nodes, inner, asked, bound):
        cost[pair] = least // scale
        added = np.where(others < 0, -1, others // scale - cost[pair])
        felt = added != 0
        found.append((np.full(np.count_nonzero(felt), pair), chains[felt], added[felt]))
    of, chain, added = (np.concatenate([np.zeros(0, dtype=np.int64), *columns])
                        for columns in zip(*found, strict=True)) if found else [cost[:0]] * 3
    row, link = kernel.links_of(chain)
    order = np.lexsort((link, of[row]))
    return cost, of[row][order], link[order], added[row][order]


def _each(count: int, rows: Rows, pairs: Ints, bound: int,
          ) -> Iterator[tuple[int, int, Ints, Ints]]:
    """Give pair, cost, links of its route and cost without each (-1: none), in any order."""
    kept = np.zeros(count, dtype=bool)
    kept[pairs] = True
    shrunk = eliminate(count, rows, kept, bound)
    for batch in _batches(pairs):
        sources, which = np.unique(pairs[batch], return_inverse=True)
        distances = shrunk.distances(sources)
        rows = (rows[0], rows[1], rows[2].astype(distances.dtype))
        for pair, (start, goal) in zip(batch, which.reshape(-1, 2), strict=True):
            origin, destination = pairs[pair].tolist()
            least = int(distances[start][destination])
            if origin != destination and least < shrunk.far:
                links, others = _one(rows, (distances[start], distances[goal]),
                                     (origin, destination), shrunk.far)
                yield pair, least, links, others
            elif origin == destination:
                yield pair, 0, rows[0][:0], rows[0][:0]


def _batches(pairs: Ints) -> Iterator[list[int]]:
    """Divide pairs so that each part has few different ends."""
    batch: list[int] = []
    ends: set[int] = set()
    for pair in np.lexsort((pairs[:, 1], pairs[:, 0])).tolist():
        if len(ends | set(pairs[pair].tolist())) > TREES:
            yield batch
            batch, ends = [], set()
        batch.append(pair)
        ends |= set(pairs[pair].tolist())
    if batch:
        yield batch


def _one(rows: Rows, distances: tuple[Ints, Ints], ends: tuple[int, int], far: int,
         ) -> tuple[Ints, Ints]:
    """Give the links of one best route, and the cost without each of them."""
    tail, head, weight = rows
    there, back = distances
    before, by = _tree(rows, there)
    nodes, links = _route(before, by, *ends)
    label = _labels(before, nodes)
    at_tail, at_head = label.take(tail), label.take(head)
    across = at_tail != at_head
    across[links] = False
    by = np.flatnonzero(across)
    at_tail, at_head, tail, head = at_tail[by], at_head[by], tail[by], head[by]
    onward = at_tail < at_head
    offer = (there[np.where(onward, tail, head)] + weight[by]
             + back[np.where(onward, head, tail)]).astype(np.int64)
    least = _least_over(len(links), (np.minimum(at_tail, at_head), np.maximum(at_tail, at_head)),
                        offer, far)
    return links, np.where(least < far, least, -1)


def _tree(rows: Rows, distance: Ints) -> tuple[Ints, Ints]:
    """Give the node before each node on a best way to it, itself at a root, and the link."""
    tail, head, weight = rows
    step = distance.take(head) - distance.take(tail)
    before, by = np.arange(len(distance)), np.full(len(distance), -1)
    for tight, nodes, others in ((np.flatnonzero(step == weight), head, tail),
                                 (np.flatnonzero(step == -weight), tail, head)):
        after = nodes.take(tight)
        before[after], by[after] = others.take(tight), tight
    return before, by


def _route(before: Ints, by: Ints, origin: int, destination: int) -> tuple[Ints, Ints]:
    """Follow a tree back: nodes and links from the origin to the destination."""
    node, nodes, links = destination, [destination], []
    # A view hands out plain numbers, which is three times as quick as one entry of an array.
    back, along = before.data, by.data
    while node != origin:
        links.append(along[node])
        node = back[node]
        nodes.append(node)
    return np.array(nodes[::-1]), np.array(links[::-1])


def _labels(before: Ints, route: Ints) -> Ints:
    """Give the place on the route where the branch of each node leaves it; 0 where not reached."""
    leaves = before.copy()
    leaves[route] = route
    while True:
        nearer = leaves.take(leaves)
        if np.array_equal(nearer, leaves):
            break
        leaves = nearer
    place = np.zeros(len(before), dtype=np.int64)
    place[route] = np.arange(len(route))
    return place.take(leaves)


def _least_over(count: int, spans: tuple[Ints, Ints], offers: Ints, far: int) -> Ints:
    """Give the least offer at each of ``count`` places; an offer is made to a span of them.

    Each span is two overlapping ones whose length is a power of two; lengths are then halved.
    """
    start, end = spans
    level = np.frexp((end - start).astype(np.float64))[1] - 1
    best = np.full((int(level.max(initial=0)) + 1, count), far, dtype=np.int64)
    np.minimum.at(best, (level, start), offers)
    np.minimum.at(best, (level, end - (1 << level)), offers)
    for size in range(len(best) - 1, 0, -1):
        half = 1 << (size - 1)
        np.minimum(best[size - 1], best[size], out=best[size - 1])
        np.minimum(best[size - 1][half:], best[size][:-half], out=best[size - 1][half:])
    return best[0]
