"""The best path that begins with a word and leaves it by none of some keys.

A word is the sequence of keys of a path. The search goes towards the target: the least weight that
is left from each vertex, over all arcs, tells what a way can come to at least (A*). It keeps off
the places that the word has passed, but might enter a new one twice. It is then made again, with
every way told apart by whether it has entered that place (decremental state space relaxation), so
that what it finds is loopless and the best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from operator import add, le

from corridors.errors import Problem, QueryError
from corridors.routing.canonical import Columns
from corridors.routing.engines import CLOSED, UNREACHED, Graph
from corridors.routing.parts import STAYS, Limit, Part, Places, Run, Step, Word
from corridors.routing.still_to_come import least_to

__all__ = ["MOST_WAYS", "Ground"]

MOST_WAYS = 500_000
"""After how many ways one search gives up, and says so."""

PATIENCE = 200
"""After how many ways a search looks back from the target whether there is any way at all."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A graph made ready for the search.

    Parameters
    ----------
    steps
        Steps out of each vertex; only those from which a target can be reached.
    entered
        Place that each arc enters.
    into
        For each vertex where steps to it come from, and the place they enter.
    left
        Least total from each vertex to a target, UNREACHED where there is no way.
    targets
        Where paths end.
    most, least
        Most that may be used up of each limit, and the least that is used from each vertex on.
    leg
        What the weight is multiplied by in a total, so that legs decide between equal weights.
    """

    steps: list[list[Step]]
    entered: Sequence[int]
    into: list[list[tuple[int, int]]]
    left: list[int]
    targets: frozenset[int]
    most: tuple[int, ...]
    least: list[list[int]]
    leg: int

    @classmethod
    def of(cls, graph: Graph, columns: Columns, targets: Sequence[int],
           rules: tuple[Places, Sequence[Limit]]) -> Ground:
        """Make a graph ready.

        Parameters
        ----------
        graph, columns
            The graph, and weight, number of legs and tie key of each arc.
        targets
            Where paths end.
        rules
            What must not be entered twice, and what may not be used up.
        """
        (weights, legs, keys), (places, limits) = columns, rules
        leg = sum(legs) + 1
        ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
        steps = [[Step(int(graph.head[arc]), int(weights[arc]) * leg + legs[arc],
                       ranks[keys[arc]], places.entered[arc], arc,
                       tuple(limit.used[arc] for limit in limits))
                  for arc in range(graph.first[vertex], graph.first[vertex + 1])
                  if weights[arc] < CLOSED]
                 for vertex in range(graph.count)]
        left = _least(steps, [[step.total for step in out] for out in steps], targets)
        steps = [[step for step in out if left[step.head] != UNREACHED] for out in steps]
        into: list[list[tuple[int, int]]] = [[] for _ in steps]
        for tail, out in enumerate(steps):
            for step in out:
                into[step.head].append((tail, step.entered))
        least = [_least(steps, [[step.used[number] for step in out] for out in steps], targets)
                 for number in range(len(limits))]
        return cls(steps, places.entered, into, left, frozenset(targets),
                   tuple(limit.most for limit in limits), least, leg)

    def onward(self, vertex: int, run: Run, passed: frozenset[int],
               banned: frozenset[int] = frozenset()) -> Iterator[tuple[int, Step, Run]]:
        """Give the steps out of a vertex: what a path with it takes at least, and the run so far.

        None enters a place that was passed, has a banned key, or goes beyond a limit.
        """
        for step in self.steps[vertex]:
            head, weight, key, entered, arc, used = step
            if entered in passed or key in banned:
                continue
            spent = tuple(map(add, run.spent, used)) if used else ()
            if spent and any(total + least[head] > most for total, least, most
                             in zip(spent, self.least, self.most, strict=True)):
                continue
            total = run.total + weight
            yield total + self.left[head], step, Run(total, spent, (*run.arcs, arc))

    def bound(self, part: Part) -> int:
        """Give what the best path of a part takes at least; UNREACHED where it has none."""
        return min((total for vertex, run in part.front.items()
                    for total, _, _ in self.onward(vertex, run, part.passed, part.banned)),
                   default=UNREACHED)

    def search(self, part: Part) -> tuple[int, Word, tuple[int, ...], Part] | None:
        """Give the best path of a part: total, word, arcs, and the part with what was learnt."""
        while True:
            best = self._best(part)
            if best is None:
                return None
            times = Counter(self.entered[arc] for arc in best[2])
            twice = {place for place, often in times.items() if often > 1 and place != STAYS}
            if not twice:
                return *best, part
            part = part._replace(watched=part.watched | twice)

    def _best(self, part: Part) -> tuple[int, Word, tuple[int, ...]] | None:
        """Give total, word and arcs of the best path that enters nothing watched twice."""
        waiting = [(total, (*part.word, step.key), step.head, run, part.watched & {step.entered})
                   for vertex, before in part.front.items() for total, step, run
                   in self.onward(vertex, before, part.passed, part.banned)]
        heapify(waiting)
        kept: dict[int, list[tuple[tuple[int, ...], frozenset[int]]]] = {}
        ways = 0
        while waiting:
            total, word, vertex, run, seen = heappop(waiting)
            if vertex in self.targets:
                return total, word, run.arcs
            others = kept.setdefault(vertex, [])
            if others and any(had <= seen and all(map(le, spent, run.spent))
                              for spent, had in others):
                continue
            others.append((run.spent, seen))
            ways += 1
            if ways > MOST_WAYS:
                raise _too_many()
            if ways == PATIENCE and not self._reached(part):
                return None
            for total, step, after in self.onward(vertex, run, part.passed | seen):
                entered = part.watched & {step.entered} if part.watched else seen
                heappush(waiting, (total, (*word, step.key), step.head, after, seen | entered))
        return None

    def _reached(self, part: Part) -> bool:
        """Say whether there is any way to a target, looking back from it."""
        heads = {step.head for vertex, run in part.front.items()
                 for _, step, _ in self.onward(vertex, run, part.passed, part.banned)}
        seen = set(self.targets)
        waiting = list(seen)
        while waiting and heads.isdisjoint(seen):
            for tail, entered in self.into[waiting.pop()]:
                if tail not in seen and entered not in part.passed:
                    seen.add(tail)
                    waiting.append(tail)
        return not heads.isdisjoint(seen)

    def split(self, part: Part, word: Word) -> Iterator[Part]:
        """Give the parts that are left of a part without one path, by where they leave it."""
        front, passed, length = part.front, part.passed, len(part.word)
        banned = part.banned | {word[length]}
        while True:
            yield Part(word[:length], front, passed, banned, part.watched)
            if length + 1 == len(word):
                return
            front, entered = self._read(front, word[length])
            length += 1
            passed, banned = passed | {entered} - {STAYS}, frozenset({word[length]})

    def _read(self, front: dict[int, Run], key: int) -> tuple[dict[int, Run], int]:
        """Read one more key: give the vertices it leads to, and the place it enters."""
        after: dict[int, Run] = {}
        place = STAYS
        for vertex, run in front.items():
            for step in self.steps[vertex]:
                if step.key == key and step.head not in self.targets:
                    said = Run(run.total + step.total, tuple(map(add, run.spent, step.used)),
                               (*run.arcs, step.arc))
                    after[step.head] = min(after.get(step.head, said), said)
                    place = step.entered
        return after, place


def _least(steps: Sequence[Sequence[Step]], amounts: Sequence[Sequence[int]],
           targets: Sequence[int]) -> list[int]:
    """Give the least amount from every vertex to any target."""
    into: list[list[tuple[int, int]]] = [[] for _ in steps]
    for tail, out in enumerate(steps):
        for step, amount in zip(out, amounts[tail], strict=True):
            into[step.head].append((tail, amount))
    return least_to(into, targets)


def _too_many() -> QueryError:
    return QueryError(Problem(
        "Q35", f"the next shortest route without a loop was not found among {MOST_WAYS:,} ways",
        "Ask for fewer routes, fewer modes, or without limits.", column="k"))
