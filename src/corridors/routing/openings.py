"""Which sets of keys open a way: minimal sets of closed links, lifted restrictions and the like.

Every arc may need keys: the closed link it runs over has to open, a restriction that forbids it
has to be lifted. A set of keys opens a way if the way needs no other. Two questions are answered:

- *by weight*: the sets of which no key can be left out, or the way takes more;
- *by number*: the sets of which no key can be left out, or there is no way (below a bound, if one
  is given).

Both are label-setting searches. A label is what a way to a vertex has needed so far; it is given
up where another one there needs no other key, takes no more, and has used no more of any limit.
Labels are taken in the order of a lower bound, the least weight to the target with every key at
hand, so that what cannot get below the bound is never looked at. And where the target can be
reached without a further key, that set is known at once and stops every label that holds it.
Sets of keys are bits of one whole number. Both are exact where they end by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from corridors.routing.engines import UNREACHED, Graph
from corridors.routing.still_to_come import least_to

__all__ = ["MOST_WAYS", "Found", "Ground", "Limit", "openings"]

MOST_WAYS = 40_000
"""After how many ways a search ends, some 2 seconds; on the shipped data it needs a few hundred."""


class Limit(NamedTuple):
    """Something that may be used only so much.

    Parameters
    ----------
    used
        What each arc uses of it, whole numbers >= 0.
    most
        Most that may be used.
    lift
        The key that lifts the limit; 0 where nothing does.
    """

    used: Sequence[int]
    most: int
    lift: int = 0


class Ground(NamedTuple):
    """Where ways are looked for.

    Parameters
    ----------
    graph
        Vertices and arcs, whether open or not.
    weights, needs
        Weight of each arc, and the keys it needs, as bits.
    ends
        Vertices of the origin, and of the destination.
    limits
        What may be used only so much.
    """

    graph: Graph
    weights: Sequence[int]
    needs: Sequence[int]
    ends: tuple[Sequence[int], Sequence[int]]
    limits: tuple[Limit, ...] = ()


class Found(NamedTuple):
    """What a search found.

    Parameters
    ----------
    sets
        Keys, as bits, in the order in which they were found.
    complete
        Whether these are all.
    weights
        Least weight of a way that each set opens.
    """

    sets: tuple[int, ...]
    complete: bool
    weights: tuple[int, ...] = ()


Label = tuple[int, int, int, int, tuple[int, ...]]


def openings(ground: Ground, *, by_weight: bool, below: int | None = None,
             known: Sequence[int] = (), among: int = -1, most: int, ways: int = MOST_WAYS
             ) -> Found:
    """Give the minimal sets of keys that open a way.

    Parameters
    ----------
    ground
        Where ways are looked for.
    by_weight
        Whether a set counts that holds another one but opens a way of less weight: they come
        cheapest first. Else they come smallest first.
    below
        Weight that ways must stay under; None for any.
    known
        Sets that are known; none that holds one of them is given.
    among
        Keys of which a set must hold one to be given, as bits.
    most
        How many sets are given at most.
    ways
        After how many ways the search ends.

    Returns
    -------
    found
        The sets.

    Notes
    -----
    Source: label setting with dominance (E. Q. V. Martins, 1984), with the bounds of A*
    (P. E. Hart, N. J. Nilsson and B. Raphael, 1968).

    Examples
    --------
    A way of 9 that needs nothing more than the key 1; with the key 2 as well it takes 5.

    >>> graph = Graph.of(3, [(0, 1, 0), (1, 2, 1), (1, 2, 2)])
    >>> ground = Ground(graph, [4, 5, 1], [1, 0, 2], ([0], [2]))
    >>> openings(ground, by_weight=True, most=9)
    Found(sets=(3, 1), complete=True, weights=(5, 9))
    >>> openings(ground, by_weight=False, most=9)
    Found(sets=(1,), complete=True, weights=(9,))
    """
    search = _Search(ground, by_weight, below, list(known))
    waiting, given, weights = search.begun(), list[int](), list[int]()
    while waiting:
        label = heappop(waiting)
        if search.idle(label):
            continue
        if len(given) >= most or search.ways >= ways:
            return Found(tuple(given), False, tuple(weights))
        for after in search.taken(label):
            heappush(waiting, after)
        if label[2] in search.goals and (label[3] & among or among == -1):
            given.append(label[3])
            weights.append(search.bound(label))
    return Found(tuple(given), True, tuple(weights))


@dataclass(slots=True)
class _Search:
    """The state of a search."""

    ground: Ground
    by_weight: bool
    below: int | None
    arrived: list[int]
    ways: int = 0
    left: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    spare: list[list[int]] = field(default_factory=list)
    goals: set[int] = field(default_factory=set)
    kept: dict[int, list[tuple[int, int, tuple[int, ...]]]] = field(default_factory=dict)
    finished: list[tuple[int, int]] = field(default_factory=list)

    def begun(self) -> list[Label]:
        """Work out the bounds, and give the labels to start from."""
        ground = self.ground
        self.goals = set(ground.ends[1])
        self.left = _least(ground, ground.weights)
        self.free = _least(ground, ground.weights, free_alone=True)
        self.spare = [_least(ground, limit.used) for limit in ground.limits]
        nothing = tuple(0 for _ in ground.limits)
        labels = []
        for vertex in sorted(set(ground.ends[0])):
            spent = self._spent(vertex, nothing, None, 0)
            if self.left[vertex] != UNREACHED and spent is not None:
                labels.append(self._label(self.left[vertex], vertex, *spent))
        return [label for label in labels if self._under(self.bound(label))]

    def idle(self, label: Label) -> bool:
        """Say whether a label leads to nothing that is not found without it."""
        bound, needed, spent = self.bound(label), label[3], label[4]
        if any(other & needed == other for other in self.arrived):
            return True
        for other, total in self.finished:
            if other & needed == other and (total < bound or (
                    not self.by_weight and other != needed)):
                return True
        return self._beaten(label[2], needed, bound, spent)

    def taken(self, label: Label) -> list[Label]:
        """Take a label: it arrives, or goes on along every arc."""
        graph, weights, needs = self.ground.graph, self.ground.weights, self.ground.needs
        bound, vertex, needed, spent = self.bound(label), *label[2:]
        self.ways += 1
        if vertex in self.goals:
            self.arrived.append(needed)
            return []
        self.kept.setdefault(vertex, []).append((needed, bound, spent))
        weight = bound - self.left[vertex]
        if not spent and self.free[vertex] != UNREACHED:
            self._finish(needed, weight + self.free[vertex])
        after = []
        for place in range(graph.first[vertex], graph.first[vertex + 1]):
            head = graph.head[place]
            if self.left[head] == UNREACHED:
                continue
            total, more = weight + weights[place] + self.left[head], needed | needs[place]
            used = self._spent(head, spent, place, more)
            if used is not None and self._under(total) \
                    and not self._beaten(head, used[0], total, used[1]):
                after.append(self._label(total, head, *used))
        return after

    def _label(self, bound: int, vertex: int, needed: int, spent: tuple[int, ...]) -> Label:
        size = needed.bit_count()
        return (bound, size, vertex, needed, spent) if self.by_weight else \
            (size, bound, vertex, needed, spent)

    def bound(self, label: Label) -> int:
        """Give the lower bound of a label: at the destination, what the way takes."""
        return label[0] if self.by_weight else label[1]

    def _under(self, bound: int) -> bool:
        return self.below is None or bound < self.below

    def _beaten(self, vertex: int, needed: int, bound: int, spent: tuple[int, ...]) -> bool:
        any_weight = not self.by_weight and self.below is None
        # A plain loop: this is where most of the time goes, and a generator takes twice as long.
        for other, total, used in self.kept.get(vertex, ()):
            if other & needed == other and (any_weight or total <= bound) \
                    and (not spent or all(map(int.__le__, used, spent))):
                return True
        return False

    def _finish(self, needed: int, total: int) -> None:
        """Remember a set with which the target is reached without a further key."""
        if self._under(total) and not any(other & needed == other and known <= total
                                          for other, known in self.finished):
            self.finished = [(other, known) for other, known in self.finished
                             if not (needed & other == needed and total <= known)]
            self.finished.append((needed, total))

    def _spent(self, head: int, spent: tuple[int, ...], place: int | None, needed: int
               ) -> tuple[int, tuple[int, ...]] | None:
        """Give keys needed and limits used up at the end of an arc; None if a limit forbids it."""
        after = []
        for limit, spare, so_far in zip(self.ground.limits, self.spare, spent, strict=True):
            total = so_far + (0 if place is None else limit.used[place])
            if total + spare[head] > limit.most:
                if not limit.lift:
                    return None
                needed, total = needed | limit.lift, limit.most + 1
            after.append(total)
        return needed, tuple(after)


def _least(ground: Ground, weights: Sequence[int], *, free_alone: bool = False) -> list[int]:
    """Give the least weight from every vertex to the destination; over free arcs alone if asked."""
    graph = ground.graph
    into: list[list[tuple[int, int]]] = [[] for _ in range(graph.count)]
    for tail in range(graph.count):
        for place in range(graph.first[tail], graph.first[tail + 1]):
            if not (free_alone and ground.needs[place]):
                into[graph.head[place]].append((tail, weights[place]))
    return least_to(into, ground.ends[1])
