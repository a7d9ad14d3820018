"""Best ways in many draws at once, and which way is the best in which of them.

Labels are rows with a number for each draw, and an arc is looked at for all draws together: what a
search costs hardly depends on how many draws there are. Arcs that can be on no best way in any draw
are left out before, by the least each arc takes and the most that a known way takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridors.routing.canonical import read_path
from corridors.routing.engines import Graph

__all__ = ["Arcs", "Best", "best_ways"]

Ints = NDArray[np.int64]
Places = tuple[int, ...]

FAR = 1 << 60
"""Label of what is not reached: no sum of weights comes near it."""


@dataclass(frozen=True, slots=True)
class Arcs:
    """The open arcs between two sets of doors, with a weight in each draw.

    Parameters
    ----------
    count
        Number of vertices.
    tail, head
        Ends of each arc.
    weights
        A row for each arc, a column for each draw.
    legs, keys, moves
        Number of legs, tie key, and whether it is a move along a link.
    """

    count: int
    tail: Sequence[int]
    head: Sequence[int]
    weights: Ints
    legs: Sequence[int]
    keys: Sequence[str]
    moves: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Best:
    """The best ways of an OD pair.

    Parameters
    ----------
    total
        Least weight in each draw.
    paths
        Arcs of each way that is the best in some draw, and those draws.
    """

    total: Ints
    paths: dict[Places, NDArray[np.intp]]


def best_ways(arcs: Arcs, origin: int, destinations: Sequence[int]) -> list[Best | None]:
    """Find the best ways from a vertex to others, in every draw.

    Parameters
    ----------
    arcs
        The arcs.
    origin
        Where they begin.
    destinations
        Where they end.

    Returns
    -------
    best
        For each destination; None where there is no way. Of ways that are equally good it is the
        one with the fewest legs, and of those the one with the smallest keys: the way that
        :func:`~corridors.routing.canonical.read_path` reads.

    Notes
    -----
    Labels are corrected until none changes (R. Bellman, On a routing problem, 1958), in the order
    in which Dijkstra's algorithm settles vertices by mean weights, so that few change twice.
    """
    mean = arcs.weights.mean(axis=1).tolist()
    order, came = _tree(_leaving(arcs, range(len(arcs.tail))), mean, origin)
    limits = _limits(arcs, origin, [goal for goal in destinations if goal in order], came)
    kept = _useful(arcs, origin, limits)
    labels = _labels(arcs, kept, origin, order, limits)
    into: dict[int, list[int]] = {}
    for place in kept:
        into.setdefault(arcs.head[place], []).append(place)
    return [Best(labels[goal], _paths(arcs, into, labels, origin, goal)) if goal in labels
            else None for goal in destinations]


def _leaving(arcs: Arcs, places: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    """Give place and head of the arcs out of each vertex."""
    found: dict[int, list[tuple[int, int]]] = {}
    for place in places:
        found.setdefault(arcs.tail[place], []).append((place, arcs.head[place]))
    return found


def _tree(steps: dict[int, list[tuple[int, int]]], weights: Sequence[float], start: int
          ) -> tuple[dict[int, float], dict[int, int]]:
    """Give the least weight to each vertex that is reached, and the arc it is reached by."""
    found: dict[int, float] = {}
    seen: dict[int, float] = {start: 0}
    came: dict[int, int] = {}
    waiting: list[tuple[float, int]] = [(0, start)]
    while waiting:
        reached, vertex = heappop(waiting)
        if vertex in found:
            continue
        found[vertex] = reached
        for place, head in steps.get(vertex, ()):
            further = reached + weights[place]
            if further < seen.get(head, FAR):
                seen[head], came[head] = further, place
                heappush(waiting, (further, head))
    return found, came


def _limits(arcs: Arcs, origin: int, goals: Sequence[int], came: dict[int, int]
            ) -> list[tuple[Ints, dict[int, float]]]:
    """Give for each goal what a known way takes, and the least from each vertex to the goal."""
    entering: dict[int, list[tuple[int, int]]] = {}
    for place, head in enumerate(arcs.head):
        entering.setdefault(head, []).append((place, arcs.tail[place]))
    lows, limits = arcs.weights.min(axis=1).tolist(), []
    for goal in goals:
        known, vertex = np.zeros(arcs.weights.shape[1], dtype=np.int64), goal
        while vertex != origin:
            known += arcs.weights[came[vertex]]
            vertex = arcs.tail[came[vertex]]
        limits.append((known, _tree(entering, lows, goal)[0]))
    return limits


def _useful(arcs: Arcs, origin: int, limits: Sequence[tuple[Ints, dict[int, float]]]
            ) -> list[int]:
    """Leave out arcs that even at their least are on no way as good as a known one."""
    lows, places = arcs.weights.min(axis=1).tolist(), range(len(arcs.tail))
    ahead, _ = _tree(_leaving(arcs, places), lows, origin)
    kept = set[int]()
    for known, behind in limits:
        most = int(known.max())
        kept.update(place for place in places
                    if ahead.get(arcs.tail[place], FAR) + lows[place]
                    + behind.get(arcs.head[place], FAR) <= most)
    return sorted(kept)


def _labels(arcs: Arcs, kept: Sequence[int], origin: int, order: dict[int, float],
            limits: Sequence[tuple[Ints, dict[int, float]]]) -> dict[int, Ints]:
    """Give the least weight to each vertex in each draw in which a best way passes it."""
    steps, rank = _leaving(arcs, kept), {vertex: at for at, vertex in enumerate(order)}
    labels: dict[int, Ints] = {origin: np.zeros(arcs.weights.shape[1], dtype=np.int64)}
    waiting, queued = [(rank[origin], origin)], {origin}
    while waiting:
        _, vertex = heappop(waiting)
        queued.discard(vertex)
        here = labels[vertex]
        if all((here > known - behind.get(vertex, FAR)).all() for known, behind in limits):
            continue  # no way through it is as good as the known ones, in any draw
        for place, head in steps.get(vertex, ()):
            further = here + arcs.weights[place]
            if head not in labels:
                labels[head] = further
            else:
                np.minimum(further, labels[head], out=further)
                if (further == labels[head]).all():
                    continue
                labels[head] = further
            if head not in queued:
                queued.add(head)
                heappush(waiting, (rank[head], head))
    return labels


def _paths(arcs: Arcs, into: dict[int, list[int]], labels: dict[int, Ints], origin: int,
           goal: int) -> dict[Places, NDArray[np.intp]]:
    """Walk back from the goal along tight arcs, and part the draws where their ways part."""
    found: dict[Places, NDArray[np.intp]] = {}
    tied: list[NDArray[np.intp]] = []
    waiting: list[tuple[int, Places, Any]] = [(goal, (), np.arange(arcs.weights.shape[1]))]
    while waiting:
        vertex, path, draws = waiting.pop()
        if vertex == origin:
            found[path] = draws
            continue
        tight = _tight(arcs, into.get(vertex, ()), labels, draws)
        if len(tight) > 1:
            alone = np.sum([is_tight for _, is_tight in tight], axis=0) == 1
            tied += [] if alone.all() else [draws[~alone]]
            tight = [(place, is_tight & alone) for place, is_tight in tight]
        waiting += [(arcs.tail[place], (place, *path), draws[is_tight])
                    for place, is_tight in tight if is_tight.any()]
    for path, draws in _decided(arcs, into, labels, (origin, goal), tied):
        found[path] = np.sort(np.concatenate([found[path], draws])) if path in found else draws
    return found


def _tight(arcs: Arcs, places: Iterable[int], labels: dict[int, Ints], draws: Any
           ) -> list[tuple[int, NDArray[np.bool_]]]:
    """Tell in which draws each arc into a vertex is on a best way to it."""
    return [(place, labels[arcs.tail[place]][draws] + arcs.weights[place][draws]
             == labels[arcs.head[place]][draws])
            for place in places if arcs.tail[place] in labels]


def _decided(arcs: Arcs, into: dict[int, list[int]], labels: dict[int, Ints],
             ends: tuple[int, int], tied: list[NDArray[np.intp]]
             ) -> Iterator[tuple[Places, NDArray[np.intp]]]:
    """Decide draws in which several ways are equally good: once for all with the same ones."""
    if not tied:
        return
    draws = np.sort(np.concatenate(tied))
    rows: list[tuple[int, NDArray[np.bool_]]] = []
    seen, waiting = {ends[1]}, [ends[1]]
    while waiting:
        for place, is_tight in _tight(arcs, into.get(waiting.pop(), ()), labels, draws):
            if is_tight.any():
                rows.append((place, is_tight))
                if arcs.tail[place] not in seen:
                    seen.add(arcs.tail[place])
                    waiting.append(arcs.tail[place])
    alike = np.stack([is_tight for _, is_tight in rows])
    _, first, number = np.unique(alike, axis=1, return_index=True, return_inverse=True)
    for which, draw in enumerate(draws[first].tolist()):
        yield _read(arcs, [place for place, _ in rows], labels, ends, draw), \
            draws[number.ravel() == which]


def _read(arcs: Arcs, places: Sequence[int], labels: dict[int, Ints], ends: tuple[int, int],
          draw: int) -> Places:
    graph = Graph.of(arcs.count, [(arcs.tail[at], arcs.head[at], at) for at in places])
    weights = [int(arcs.weights[at, draw]) for at in graph.arc]
    columns = weights, [arcs.legs[at] for at in graph.arc], [arcs.keys[at] for at in graph.arc]
    distance = [int(labels[vertex][draw]) if vertex in labels else -1
                for vertex in range(arcs.count)]
    path = read_path(graph, columns, distance, ([ends[0]], [ends[1]]),
                     [arcs.moves[at] for at in graph.arc])
    if path is None:
        raise AssertionError("a label without a way")
    return tuple(graph.arc[place] for place in path.places)
