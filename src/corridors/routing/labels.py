"""Ways through a graph that count several things at once, and what a search for them is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridors.routing.canonical import Path
from corridors.routing.engines import Graph

__all__ = ["Counts", "Label", "Task", "path_of"]

Counts = tuple[int, ...]
"""What a way takes of each column."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is searched, and by which counts.

    Parameters
    ----------
    graph
        The graph.
    steps
        What decides between ways that take the same, first: a whole number > 0 for each arc,
        such as its legs.
    keys
        What decides then: the smallest sequence.
    takes
        Columns of what each arc takes, whole numbers >= 0: first what ways are ordered by.
    ordered
        How many of the columns they are ordered by; of the others it counts only that a limit
        is kept.
    most
        For each column the most that a route may take, or None for no limit.
    apart
        Whether each arc tells ways apart: those that differ in no such arc are one way, handled
        differently.
    ends
        Sources and targets.
    """

    graph: Graph
    steps: Sequence[int]
    keys: Sequence[str]
    takes: Sequence[Sequence[int]]
    ordered: int
    most: Sequence[int | None]
    apart: Sequence[bool]
    ends: tuple[Sequence[int], Sequence[int]]


class Label:
    """A way from a source to a vertex.

    Parameters
    ----------
    vertex
        Where it has come to.
    counts
        What it takes of each column.
    parent, place
        The way it prolongs, and by which arc; none at a source.
    key
        The tie key of that arc.
    """

    __slots__ = ("counts", "key", "parent", "place", "twins", "vertex")

    def __init__(self, vertex: int, counts: Counts, parent: Label | None = None, place: int = -1,
                 key: str = "") -> None:
        self.vertex, self.counts, self.parent = vertex, counts, parent
        self.place, self.key = place, key
        self.twins: list[Label] = []

    def trail(self) -> Iterator[Label]:
        """Give the ways it consists of, the longest, itself, first."""
        label: Label | None = self
        while label is not None:
            yield label
            label = label.parent

    def said(self) -> list[str]:
        """Give the tie keys of its arcs, in order."""
        return [label.key for label in self.trail() if label.parent is not None][::-1]

    def __lt__(self, other: Label) -> bool:
        """Compare ways that take the same: by their keys, then by their last vertices."""
        mine, theirs = self.said(), other.said()
        if mine != theirs:
            return mine < theirs
        return [label.vertex for label in self.trail()] < [
            label.vertex for label in other.trail()]


def path_of(task: Task, label: Label) -> Path:
    """Give the path of a label that has arrived.

    Parameters
    ----------
    task
        What was searched.
    label
        A label at a target, when the search has ended.

    Returns
    -------
    path
        The path; tied if another way, by other links, takes the same and keeps the limits.
    """
    trail = list(label.trail())[::-1]
    return Path(tuple(step.vertex for step in trail), tuple(step.place for step in trail[1:]),
                _tied(task, label))


def _apart(task: Task, label: Label) -> list[str]:
    return [step.key for step in label.trail() if step.parent is not None
            and task.apart[step.place]]


def _tied(task: Task, last: Label) -> bool:
    """Say whether another way, by other links, takes the same and keeps the limits.

    A way that was given up for a step of this one is as good if, with the rest of this one, it
    keeps the limits. One by the same links, handled differently, is no other way, but may have
    been kept in the place of one that is.
    """
    waiting, seen = [(last, last.counts)], set[tuple[int, Counts]]()
    while waiting:
        label, whole = waiting.pop()
        for step in label.trail():
            if (id(step), whole) in seen:
                break
            seen.add((id(step), whole))
            for twin in step.twins:
                total = tuple(all_of - mine + other for all_of, mine, other
                              in zip(whole, step.counts, twin.counts, strict=True))
                if any(most is not None and count > most
                       for count, most in zip(total, task.most, strict=True)):
                    continue
                if _apart(task, twin) != _apart(task, step):
                    return True
                waiting.append((twin, total))
    return False
