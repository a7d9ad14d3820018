"""Loopless paths through a graph, in order: the best first, then the next, as many as are wanted.

A path is told by the keys of its arcs, such as link ids: parallel links make different paths, and
one sequence of links that runs through different states, as over track of two gauges, is one path.
It is loopless where no place is entered twice; what is done at a place enters none.

All paths are one set at first. Its best path is taken out, and what is left falls into parts: the
paths that leave the one taken at its first step, at its second, and so on (Lawler's form of Yen's
method, on the keys and not on the vertices). A part is searched only when no other part can be
better; see :mod:`corridors.routing.deviations`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import count, islice, pairwise
from typing import NamedTuple

from corridors.routing.canonical import Columns, Path
from corridors.routing.deviations import Ground
from corridors.routing.engines import UNREACHED, Graph
from corridors.routing.parts import Limit, Part, Places, Run, Word

__all__ = ["Found", "k_shortest", "loopless_paths", "told_ties"]


class Found(NamedTuple):
    """A loopless path, and what it takes.

    Parameters
    ----------
    weight
        Its total weight.
    path
        The path; whether others are as good is not known yet.
    """

    weight: int
    path: Path


def k_shortest(graph: Graph, columns: Columns, ends: tuple[Sequence[int], Sequence[int]],
               places: Places, k: int, limits: Sequence[Limit] = ()) -> tuple[Path, ...]:
    """Give the k shortest loopless paths.

    Parameters
    ----------
    graph
        The graph.
    columns
        Weight, number of legs (1 or more) and tie key of each arc, in the order of the graph.
    ends
        Sources and targets.
    places
        What must not be entered twice.
    k
        How many.
    limits
        What may not be used up beyond a limit.

    Returns
    -------
    paths
        At most ``k``, in the order of weight, number of legs and keys.

    Raises
    ------
    QueryError
        If the search for one of them would take too long.

    Notes
    -----
    Source: J. Y. Yen, Finding the k shortest loopless paths in a network, 1971; E. L. Lawler, A
    procedure for computing the k best solutions, 1972.

    Examples
    --------
    >>> rows = [(0, 1, "b", 5), (0, 1, "a", 5), (1, 2, "c", 1), (1, 0, "d", 1), (0, 2, "e", 9)]
    >>> graph = Graph.of(3, [(tail, head, row) for row, (tail, head, *_) in enumerate(rows)])
    >>> keys, weights = [rows[row][2] for row in graph.arc], [rows[row][3] for row in graph.arc]
    >>> paths = k_shortest(graph, (weights, [1] * 5, keys), ([0], [2]), Places(0, graph.head), 9)
    >>> [[keys[place] for place in path.places] for path in paths]
    [['a', 'c'], ['b', 'c'], ['e']]
    >>> [path.tied for path in paths]
    [True, True, False]
    """
    return told_ties(list(islice(loopless_paths(graph, columns, ends, places, limits), k + 1)), k)


def told_ties(found: Sequence[Found], most: int) -> tuple[Path, ...]:
    """Give the first paths of some, each with whether the one before or after is as good.

    Parameters
    ----------
    found
        Paths, best first: one more than wanted, where there are so many.
    most
        How many are wanted.
    """
    equal = [one.weight == after.weight for one, after in pairwise(found)]
    return tuple(one.path._replace(tied=before or after) for one, before, after in zip(
        found[:most], [False, *equal], [*equal, False], strict=False))


def loopless_paths(graph: Graph, columns: Columns, ends: tuple[Sequence[int], Sequence[int]],
                   places: Places, limits: Sequence[Limit] = ()) -> Iterator[Found]:
    """Give all loopless paths one after the other.

    Parameters
    ----------
    graph, columns, ends, places, limits
        As for :func:`k_shortest`.

    Yields
    ------
    found
        In the order of weight, number of legs and keys.

    Raises
    ------
    QueryError
        If the search for one of them would take too long.
    """
    ground = Ground.of(graph, columns, ends[1], (places, limits))
    sources = [vertex for vertex in sorted(set(ends[0])) if ground.left[vertex] != UNREACHED]
    if not ground.targets.isdisjoint(sources):
        yield Found(0, Path((min(ground.targets.intersection(sources)),), (), tied=False))
        return
    number = count()
    # Of equal bounds a part that was not searched comes first: it may hold the smaller keys.
    waiting: list[tuple[int, bool, Word, int, Part, tuple[int, ...]]] = []

    def wait(part: Part) -> None:
        bound = ground.bound(part)
        if bound != UNREACHED:
            heappush(waiting, (bound, False, (), next(number), part, ()))

    wait(Part((), {vertex: Run(0, (0,) * len(limits), ()) for vertex in sources},
              frozenset({places.start}), frozenset()))
    while waiting:
        total, searched, word, _, part, arcs = heappop(waiting)
        if searched:
            yield Found(total // ground.leg, _path(graph, arcs))
            for smaller in ground.split(part, word):
                wait(smaller)
            continue
        best = ground.search(part)
        if best is not None:
            total, word, arcs, part = best
            heappush(waiting, (total, True, word, next(number), part, arcs))


def _path(graph: Graph, arcs: tuple[int, ...]) -> Path:
    start = bisect_right(graph.first, arcs[0]) - 1
    return Path((start, *(int(graph.head[arc]) for arc in arcs)), arcs, tied=False)
