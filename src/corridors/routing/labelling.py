"""Ways that count several things at once: every one is kept that no other beats on all counts.

One search for three questions: the best route within limits, the simplest one near the best, and
all routes that no other beats (a Pareto set). A label is a way from a source to a vertex with what
it takes of each thing. Labels are taken in the order of what the whole route takes at least: what
the way takes, and the least that is still to come, known exactly for each thing by itself from a
search backwards. So of the labels at one vertex those that came before are better in the order,
and what comes later is kept only if it takes less of something.

Source: L. Mandow and J. L. Pérez de la Cruz, Multiobjective A* search with consistent heuristics,
2010, and F. J. Pulido, L. Mandow and J. L. Pérez de la Cruz, Dimensionality reduction in
multiobjective shortest path search, 2015, for the order and for comparing all counts but the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from operator import add, itemgetter

from corridors.errors import Problem, QueryError
from corridors.routing.canonical import Path
from corridors.routing.engines import UNREACHED, Graph
from corridors.routing.engines.heapq import prepare
from corridors.routing.fronts import Front, front_of
from corridors.routing.labels import Counts, Label, Task, path_of

__all__ = ["MOST_LABELS", "first_path", "least_left", "pareto_paths"]

MOST_LABELS = 150_000
"""How many ways a search keeps at most; a question that needs more is refused, never cut short."""


def first_path(task: Task) -> Path | None:
    """Give the canonical path that is first in the order and keeps the limits.

    Parameters
    ----------
    task
        What is searched.

    Returns
    -------
    path
        The path, or None if there is none within the limits.

    Raises
    ------
    QueryError
        If more than :data:`MOST_LABELS` ways would have to be kept.

    Examples
    --------
    >>> graph = Graph.of(2, [(0, 1, 0), (0, 1, 1)])
    >>> first_path(Task(graph, [1, 1], ["road", "rail"], [[5, 9], [5, 0]], 1, [None, 4],
    ...                 [True, True], ([0], [1]))).places
    (1,)
    """
    found = _Search(task, every=False).run()
    return path_of(task, found[0]) if found else None


def pareto_paths(task: Task) -> list[Path]:
    """Give a path for each set of counts that no other path beats.

    Parameters
    ----------
    task
        What is searched; a path beats another if it takes no more of any of the columns that
        ways are ordered by, and less of one.

    Returns
    -------
    paths
        In order; of those that take the same, the canonical one. None of them goes round in a
        circle: a path without the circle takes no more and has fewer legs.

    Raises
    ------
    QueryError
        If more than :data:`MOST_LABELS` ways would have to be kept.

    Examples
    --------
    >>> graph = Graph.of(3, [(0, 1, 0), (0, 1, 1), (1, 2, 2)])
    >>> [path.places for path in pareto_paths(Task(
    ...     graph, [1, 1, 1], ["a", "b", "c"], [[5, 9, 1], [4, 2, 1]], 2, [None, None],
    ...     [True] * 3, ([0], [2])))]
    [(0, 2), (1, 2)]
    """
    return [path_of(task, label) for label in _Search(task, every=True).run()]


def least_left(task: Task) -> list[Counts | None]:
    """Give for each vertex the least of each column to a target; None where there is no way.

    Parameters
    ----------
    task
        What is searched. Each count is the least by itself; often no one path has them all.
    """
    graph = task.graph
    tails = [tail for tail in range(graph.count)
             for _ in range(graph.first[tail], graph.first[tail + 1])]
    back = Graph.of(graph.count, [(head, tail, place) for place, (tail, head)
                                  in enumerate(zip(tails, graph.head, strict=True))])
    columns = [prepare(back, [column[place] for place in back.arc]).tree(task.ends[1])
               for column in task.takes]
    return [None if least[0] == UNREACHED else least for least in zip(*columns, strict=True)]


class _Search:
    """The state of one search."""

    def __init__(self, task: Task, *, every: bool) -> None:
        self.task, self.every, self.ordered = task, every, task.ordered
        self.least = least_left(task)
        self.limits = [(column, most) for column, most in enumerate(task.most)
                       if most is not None]
        self.targets = set(task.ends[1])
        self.takes = list(zip(*task.takes, strict=True))
        self.waiting: list[tuple[Counts, int, Label]] = []
        self.fronts: dict[int, Front] = {}
        self.kept: dict[int, dict[Counts, list[Label]]] = {}
        self.found: dict[Counts, Label] = {}
        self.goal = front_of(max(1, task.ordered - 1))
        self.others = _picker(task, range(1, len(task.takes)))
        self.compared = _picker(task, range(1, task.ordered))

    def run(self) -> list[Label]:
        nothing = (0,) * len(self.task.takes)
        for vertex in sorted(set(self.task.ends[0])):
            self._push(Label(vertex, nothing), 0)
        labels = 0
        while self.waiting:
            bound, steps, label = heappop(self.waiting)
            if self._behind(bound):
                if self.every:
                    continue
                break
            if self._pruned(label):
                continue
            if label.vertex in self.targets:
                self._arrive(label)
                continue
            labels += 1
            if labels > MOST_LABELS:
                raise QueryError(Problem(
                    "Q40", f"more than {MOST_LABELS:,} ways would have to be weighed "
                           "against each other",
                    "Ask for fewer criteria, or allow fewer modes."))
            self._prolong(label, steps)
        return list(self.found.values())

    def _behind(self, bound: Counts) -> bool:
        """Say whether a route that takes at least so much is worse than what has arrived."""
        if not self.found or bound in self.found:
            return False
        return not self.every or self.goal.covers(self.compared(bound))

    def _pruned(self, label: Label) -> bool:
        """Keep a label, or say that one that came before is as good on all counts."""
        vertex, counts = label.vertex, label.counts
        front = self.fronts.get(vertex)
        if front is None:
            front = self.fronts[vertex] = front_of(max(1, len(counts) - 1))
            self.kept[vertex] = {}
        elif front.covers(self.others(counts)):
            for better in self.kept[vertex].get(counts[:self.ordered], ()):
                if all(map(int.__le__, better.counts, counts)):
                    better.twins.append(label)
                    break
            return True
        front.add(self.others(counts))
        self.kept[vertex].setdefault(counts[:self.ordered], []).append(label)
        return False

    def _arrive(self, label: Label) -> None:
        counts = label.counts[:self.ordered]
        if counts in self.found:
            self.found[counts].twins.append(label)
        else:
            self.found[counts] = label
            self.goal.add(self.compared(counts))

    def _prolong(self, label: Label, steps: int) -> None:
        graph, vertex = self.task.graph, label.vertex
        for place in range(graph.first[vertex], graph.first[vertex + 1]):
            head = graph.head[place]
            if self.least[head] is not None:
                self._push(Label(head, tuple(map(add, label.counts, self.takes[place])), label,
                                 place, self.task.keys[place]), steps + self.task.steps[place])

    def _push(self, label: Label, steps: int) -> None:
        left = self.least[label.vertex]
        if left is None:
            return
        bound = tuple(map(add, label.counts, left))
        for column, most in self.limits:
            if bound[column] > most:
                return
        ordered = bound[:self.ordered]
        if not self._behind(ordered):
            heappush(self.waiting, (ordered, steps, label))


def _picker(task: Task, columns: Sequence[int]) -> Callable[[Counts], Counts]:
    """Pick some columns, those of small numbers first: a front is quickest so.

    Of no column, what came before is always as good: that is one number, always the same.
    """
    chosen = sorted(columns, key=lambda column: sum(task.takes[column]))
    if len(chosen) > 1:
        return itemgetter(*chosen)
    return lambda counts: tuple(counts[column] for column in chosen) or (0,)
