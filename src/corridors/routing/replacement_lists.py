"""The best route without each of its links, for small undirected networks, in plain Python.

The same algorithm as :mod:`corridors.routing.replacement_arrays`, without anything to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

__all__ = ["replaced"]

UNSEEN = -1

Beside = list[list[tuple[int, int, int]]]
"""For each node its neighbours: weight, neighbour, link."""


class Tree(NamedTuple):
    """Best ways from one node to all.

    Parameters
    ----------
    distance
        Of each node, :data:`UNSEEN` where there is no way.
    before, by
        Node and link before each node.
    order
        Nodes reached, each after the one before it.
    """

    distance: list[int]
    before: list[int]
    by: list[int]
    order: list[int]


def replaced(count: int, links: Sequence[tuple[int, int, int]],
             pairs: Sequence[tuple[int, int]],
             ) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Give what the loss of each link adds to the cost of each pair.

    Parameters
    ----------
    count
        Number of nodes.
    links
        Two ends and the weight, a whole number >= 0 in both directions, of each link.
    pairs
        Origin and destination of each pair.

    Returns
    -------
    cost, losses
        Cost of each pair, -1 where unreachable; and pair, link and what its loss adds, -1 where it
        cuts the pair off. Only where something is added or cut, by pair and link.

    Examples
    --------
    A square, and a route along two of its sides:

    >>> replaced(4, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 0, 2)], [(0, 2)])
    ([2], [(0, 0, 1), (0, 1, 1)])
    """
    beside: Beside = [[] for _ in range(count)]
    for link, (tail, head, weight) in enumerate(links):
        beside[tail].append((weight, head, link))
        beside[head].append((weight, tail, link))
    trees = {node: _tree(beside, node) for node in sorted({end for pair in pairs for end in pair})}
    cost, losses = [], []
    for pair, (origin, destination) in enumerate(pairs):
        least = trees[origin].distance[destination]
        cost.append(least)
        if least > 0 or (least == 0 and origin != destination):
            route, others = _others(links, trees[origin], trees[destination].distance, destination)
            losses += sorted((pair, link, UNSEEN if other == UNSEEN else other - least)
                             for link, other in zip(route, others, strict=True) if other != least)
    return cost, losses


def _tree(beside: Beside, source: int) -> Tree:
    distance, before, by = ([UNSEEN] * len(beside) for _ in range(3))
    order: list[int] = []
    waiting = [(0, source, UNSEEN, UNSEEN)]
    while waiting:
        reached, node, came, link = heappop(waiting)
        if distance[node] != UNSEEN:
            continue
        distance[node], before[node], by[node] = reached, came, link
        order.append(node)
        for weight, other, along in beside[node]:
            if distance[other] == UNSEEN:
                heappush(waiting, (reached + weight, other, node, along))
    return Tree(distance, before, by, order)


def _others(links: Sequence[tuple[int, int, int]], tree: Tree, back: list[int],
            destination: int) -> tuple[list[int], list[int]]:
    """Give the links of the route to the destination, and the cost without each of them."""
    route, nodes, node = [], [destination], destination
    while tree.by[node] != UNSEEN:
        route.append(tree.by[node])
        node = tree.before[node]
        nodes.append(node)
    route.reverse()
    label = _labels(tree, nodes[::-1])
    on_route, offers = set(route), []
    for link, (tail, head, weight) in enumerate(links):
        start, end = label[tail], label[head]
        if start != end and link not in on_route:
            if start < end:
                offers.append((tree.distance[tail] + weight + back[head], start, end))
            else:
                offers.append((tree.distance[head] + weight + back[tail], end, start))
    return route, _least_over(len(route), offers)


def _labels(tree: Tree, route: list[int]) -> list[int]:
    """Give the place on the route where the branch of each node leaves it."""
    label = [0] * len(tree.distance)
    place = {node: number for number, node in enumerate(route)}
    for node in tree.order:
        label[node] = place[node] if node in place else label[tree.before[node]]
    return label


def _least_over(count: int, offers: list[tuple[int, int, int]]) -> list[int]:
    """Give the least offer at each of ``count`` places; an offer is made to a span of them."""
    least = [UNSEEN] * count
    # The next place at or after each one that has no offer yet.
    free = list(range(count + 1))
    for offer, start, end in sorted(offers):
        place = start
        while True:
            while free[place] != place:
                free[place] = free[free[place]]
                place = free[place]
            if place >= end:
                break
            least[place] = offer
            free[place] = place + 1
    return least
