"""Shortest-path engines, one file each, behind one contract.

An engine gets a frozen graph, whole-number weights and sources, and gives distances. It owns no
policy: restrictions are applied before it, and the route is read off the distances after it, so
that every engine gives the same route.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corridors.errors import Problem, QueryError, suggest

__all__ = ["ENGINES", "UNREACHED", "Engine", "Graph", "engine"]

UNREACHED = -1
"""Distance of what cannot be reached; never in a user's hands."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Arcs out of each vertex.

    Parameters
    ----------
    first
        For each vertex the position of its first arc; one more entry closes the last.
    head
        Vertex each arc leads to.
    arc
        What each arc stands for, in the words of whoever built the graph.
    """

    first: Sequence[int]
    head: Sequence[int]
    arc: Sequence[int]

    @classmethod
    def of(cls, count: int, arcs: Sequence[tuple[int, int, int]]) -> Graph:
        """Build a graph from ``(tail, head, arc)`` rows.

        Parameters
        ----------
        count
            Number of vertices.
        arcs
            Rows, in any order.

        Examples
        --------
        >>> Graph.of(2, [(1, 0, 7), (0, 1, 5)]).head
        [1, 0]
        """
        ordered = sorted(arcs)
        first = [0] * (count + 1)
        for tail, _, _ in ordered:
            first[tail + 1] += 1
        for vertex in range(count):
            first[vertex + 1] += first[vertex]
        return cls(first, [row[1] for row in ordered], [row[2] for row in ordered])

    @property
    def count(self) -> int:
        """Number of vertices."""
        return len(self.first) - 1


class Engine(Protocol):
    """What every engine does.

    Returns for each vertex the least total weight from any source, :data:`UNREACHED` where
    there is none. Weights belong to the arcs of the graph, in its order, and are whole numbers
    >= 0: they are checked before an engine sees them.
    """

    def __call__(self, graph: Graph, weights: Sequence[int],
                 sources: Sequence[int]) -> list[int]:
        """Solve."""
        ...


ENGINES = ("auto", "heapq", "networkx")
"""Names of the engines: the default first."""


def engine(name: str) -> Engine:
    """Give an engine by its name; its library is imported only now.

    Parameters
    ----------
    name
        One of :data:`ENGINES`.

    Returns
    -------
    solve
        The engine.

    Raises
    ------
    QueryError
        If there is no such engine.
    """
    if name in ("auto", "heapq"):
        from corridors.routing.engines import heapq

        return heapq.solve
    if name == "networkx":
        from corridors.routing.engines import networkx

        return networkx.solve
    raise QueryError(Problem("Q06", f'there is no engine "{name}"', suggest(name, ENGINES)))
