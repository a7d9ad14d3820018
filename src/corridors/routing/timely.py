"""The best path where some arcs are closed for a time, and are waited for or gone round.

A way to a vertex is given up only where another one takes no more, arrives no later and uses up
no more of what is limited: the earlier one can do whatever the later one does, since it can wait.
So every way that is not beaten on all counts is kept. Ways are taken in the order of what they
take in the end at the least, then of arrival, legs and tie keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from operator import le
from typing import NamedTuple

from corridors.routing.canonical import Path
from corridors.routing.engines import UNREACHED, Graph

__all__ = ["Steps", "least_left", "timely_path"]


class Steps(NamedTuple):
    """What the arcs of a graph take, in its order, and when they may be entered.

    Parameters
    ----------
    spent
        What is spent on each arc besides time: metres, cents or grams; all 0 where only time
        counts.
    times
        Thousandths of an hour.
    legs, keys
        Number of legs, and tie key.
    gates
        For arcs that are closed for a time: gives for a moment the first one from it on at
        which the arc may be entered. None for arcs that are always open.
    rates
        What one unit spent and one unit of time count in the total that is to be least.
    used, most
        For each thing that is limited, such as borders, what each arc uses up of it, and the most
        that a route may.
    """

    spent: Sequence[int]
    times: Sequence[int]
    legs: Sequence[int]
    keys: Sequence[str]
    gates: Sequence[Callable[[int], int] | None]
    rates: tuple[int, int]
    used: Sequence[Sequence[int]] = ()
    most: Sequence[int] = ()

    def total(self, spent: int, time: int) -> int:
        """Give the total that is to be least."""
        return self.rates[0] * spent + self.rates[1] * time

    def picked(self, places: Sequence[int]) -> Steps:
        """Give the same for the arcs of another graph, of which each stands for one of these.

        Parameters
        ----------
        places
            For each arc of the other graph the one of this.
        """
        return self._replace(spent=[self.spent[place] for place in places],
                             times=[self.times[place] for place in places],
                             legs=[self.legs[place] for place in places],
                             keys=[self.keys[place] for place in places],
                             gates=[self.gates[place] for place in places])

    def arrival(self, place: int, at: int) -> int:
        """Give the moment at which an arc that is reached at a moment ends."""
        gate = self.gates[place]
        return (at if gate is None else gate(at)) + self.times[place]


# Least total in the end, arrival, legs and keys so far; vertex, what was spent, what was used up of
# each limit, how it came here.
Way = tuple[int, int, int, tuple[str, ...], int, int, tuple[int, ...], tuple[int, int]]
# What was spent, arrival, what was used up, keys and number of a way that is kept at a vertex.
Kept = tuple[int, int, tuple[int, ...], tuple[str, ...], int]


def timely_path(graph: Graph, steps: Steps, ends: tuple[Sequence[int], Sequence[int]],
                latest: int) -> Path | None:
    """Give the path that takes least and arrives in time.

    Parameters
    ----------
    graph
        The graph.
    steps
        What its arcs take.
    ends
        Sources, left at the moment 0, and targets.
    latest
        Latest moment of arrival.

    Returns
    -------
    path
        The path, or None if none arrives in time. Of equally good ones the earliest, then the one
        with the fewest legs, then with the smallest keys; a wait is no leg here.

    Notes
    -----
    Source: label setting with dominance (M. Desrochers and F. Soumis, 1988), exact; guided by the
    least that is left to a target (P. Hart, N. Nilsson and B. Raphael, 1968).

    Examples
    --------
    A canal of 2 h opens at the moment 9; the way round takes 5 h.

    >>> graph = Graph.of(2, [(0, 1, 0), (0, 1, 1)])
    >>> steps = Steps([0, 0], [2, 5], [1, 1], ["canal", "round"],
    ...               [lambda at: max(at, 9), None], (0, 1))
    >>> timely_path(graph, steps, ([0], [1]), 100).places
    (1,)
    """
    left = [least_left(graph, column, ends[1])
            for column in (steps.spent, steps.times, *steps.used)]
    targets, tied = set(ends[1]), set[int]()
    kept, ways = defaultdict[int, list[Kept]](list), list[tuple[int, int]]()
    nothing = tuple(0 for _ in steps.most)
    waiting: list[Way] = [(steps.total(left[0][vertex], left[1][vertex]), 0, 0, (), vertex, 0,
                           nothing, (-1, -1)) for vertex in sorted(set(ends[0]))
                          if left[1][vertex] != UNREACHED]
    goal: tuple[tuple[int, int], tuple[str, ...], int] | None = None
    while waiting and (goal is None or waiting[0][:2] == goal[0]):
        total, at, count, said, vertex, spent, used, came = heappop(waiting)
        if _beaten(kept[vertex], (spent, at, used, said), tied):
            continue
        number = len(ways)
        ways.append(came)
        kept[vertex].append((spent, at, used, said, number))
        if vertex in targets:
            goal = goal or ((total, at), said, number)
            if said != goal[1]:
                tied.add(goal[2])
            continue
        way = (total, at, count, said, vertex, spent, used, (number, -1))
        for further in _onward(graph, steps, left, way, latest):
            heappush(waiting, further)
    return None if goal is None else _read(graph, ways, goal[2], tied, ends[0])


def _onward(graph: Graph, steps: Steps, left: Sequence[Sequence[int]], way: Way, latest: int
            ) -> Iterator[Way]:
    """Prolong a way by each arc, where a target can still be reached in time and within limits."""
    _, at, count, said, vertex, spent, used, (number, _) = way
    for place in range(graph.first[vertex], graph.first[vertex + 1]):
        head, arrives = graph.head[place], steps.arrival(place, at)
        uses = tuple(before + column[place]
                     for before, column in zip(used, steps.used, strict=True))
        if left[1][head] == UNREACHED or arrives + left[1][head] > latest or any(
                many + still[head] > most
                for many, still, most in zip(uses, left[2:], steps.most, strict=True)):
            continue
        more = spent + steps.spent[place]
        yield (steps.total(more + left[0][head], arrives + left[1][head]), arrives,
               count + steps.legs[place], (*said, steps.keys[place]), head, more, uses,
               (number, place))


def _beaten(kept: Sequence[Kept], way: tuple[int, int, tuple[int, ...], tuple[str, ...]],
            tied: set[int]) -> bool:
    """Say whether a way takes no less and arrives no earlier than one before it."""
    spent, at, used, said = way
    for other_spent, other_at, other_used, other_said, number in kept:
        if other_spent <= spent and other_at <= at and all(map(le, other_used, used)):
            if (other_spent, other_at) == (spent, at) and other_said != said:
                tied.add(number)
            return True
    return False


def _read(graph: Graph, ways: Sequence[tuple[int, int]], last: int, tied: set[int],
          sources: Sequence[int]) -> Path:
    places, equal = list[int](), False
    while last != -1:
        equal = equal or last in tied
        last, place = ways[last]
        places += [place] if place != -1 else []
    places.reverse()
    # The arcs of a vertex lie together, so its position tells where the first one starts.
    start = next(vertex for vertex in sources if not places
                 or graph.first[vertex] <= places[0] < graph.first[vertex + 1])
    return Path((start, *(graph.head[place] for place in places)), tuple(places), tied=equal)


def least_left(graph: Graph, weights: Sequence[int], targets: Sequence[int]) -> list[int]:
    """Give the least weight from every vertex to a target.

    Parameters
    ----------
    graph
        The graph.
    weights
        Whole numbers >= 0, one per arc.
    targets
        Vertices to arrive at.

    Returns
    -------
    left
        One per vertex; :data:`~corridors.routing.engines.UNREACHED` where no target is reached.

    Examples
    --------
    >>> least_left(Graph.of(3, [(0, 1, 0), (1, 2, 1)]), [4, 3], [1])
    [4, 0, -1]
    """
    into: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for tail in range(graph.count):
        for place in range(graph.first[tail], graph.first[tail + 1]):
            into[graph.head[place]].append((tail, weights[place]))
    left = [UNREACHED] * graph.count
    waiting = [(0, target) for target in sorted(set(targets))]
    while waiting:
        weight, vertex = heappop(waiting)
        if left[vertex] == UNREACHED:
            left[vertex] = weight
            for tail, more in into[vertex]:
                if left[tail] == UNREACHED:
                    heappush(waiting, (weight + more, tail))
    return left
