"""Shortest-path engines, one file each, behind one contract.

An engine gets a frozen graph and whole-number weights, and answers with least total weights. It
owns no policy: restrictions are applied before it, and the route is read off its answers, so that
every engine gives the same route. :mod:`corridors.routing.engines.choice` says which one is taken
when nobody names one, :mod:`corridors.routing.engines.guard` what no solver is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, ClassVar, Protocol, cast

from corridors.errors import Problem, QueryError, suggest

__all__ = ["CLOSED", "ENGINES", "UNREACHED", "Engine", "Graph", "Weighted", "engine"]

UNREACHED = -1
"""Answer for what cannot be reached; never in a user's hands."""

CLOSED = 2**31 - 1
"""Weight of an arc that may not be used. Every other weight is 0 or more and less than this."""

ENGINES = ("auto", "heapq", "scipy", "cch", "networkx")
"""Names of the engines; ``auto`` takes one of the others by size."""


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Arcs out of each vertex: the topology, which no weight changes.

    Parameters
    ----------
    first
        For each vertex the position of its first arc; one more entry closes the last. Lists or
        arrays, here and below.
    head
        Vertex each arc leads to.
    arc
        What each arc stands for, in the words of whoever built the graph.
    lonlat
        Longitudes and latitudes of the vertices, in degrees, where they are known: a contraction
        is ordered by them. No answer depends on them.
    memo
        What engines derived from the topology. It stays behind when a graph is pickled.
    """

    first: Sequence[int]
    head: Sequence[int]
    arc: Sequence[int]
    lonlat: tuple[Sequence[float], Sequence[float]] | None = None
    memo: dict[str, Any] = field(default_factory=dict, repr=False)

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

    @classmethod
    def from_columns(cls, count: int, tail: Sequence[int], head: Sequence[int],
                     arc: Sequence[int] | None = None, *,
                     lonlat: tuple[Sequence[float], Sequence[float]] | None = None) -> Graph:
        """Build a large graph from columns; what it holds are arrays.

        Parameters
        ----------
        count
            Number of vertices.
        tail, head
            Ends of each arc, in any order of rows. They must lie in the graph.
        arc
            What each arc stands for; its row if not given.
        lonlat
            Longitudes and latitudes of the vertices, in degrees.

        Returns
        -------
        graph
            Its arcs in the order of tail, head and arc. Weights are put into this order by
            ``weights[graph.arc]`` where ``arc`` is the row.

        Examples
        --------
        >>> graph = Graph.from_columns(2, [1, 0], [0, 1])
        >>> graph.head.tolist(), graph.arc.tolist()
        ([1, 0], [1, 0])
        """
        import numpy as np

        tails, heads = np.asarray(tail, dtype=np.int64), np.asarray(head, dtype=np.int64)
        rows = np.arange(len(tails)) if arc is None else np.asarray(arc, dtype=np.int64)
        order = np.lexsort((rows, heads, tails))
        first = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(tails, minlength=count), out=first[1:])
        columns = (first, heads[order], rows[order])
        return cls(*cast("tuple[Sequence[int], Sequence[int], Sequence[int]]", columns),
                   lonlat=lonlat)

    @property
    def count(self) -> int:
        """Number of vertices."""
        return len(self.first) - 1

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.first, self.head, self.arc, self.lonlat)


class Weighted(Protocol):
    """A graph with weights, ready to be asked.

    Answers are whole numbers, the same to the last digit from every engine, and
    :data:`UNREACHED` where there is no way.
    """

    engine: ClassVar[str]
    """Name of the engine."""

    def tree(self, sources: Sequence[int], targets: Sequence[int] = ()) -> list[int]:
        """Give the least weight from any source to every vertex.

        Parameters
        ----------
        sources
            Vertices to start from.
        targets
            Where given, a vertex farther away than all of them may be :data:`UNREACHED`, and so
            may any other that no arc leaves.
        """
        ...

    def near(self, sources: Sequence[int], targets: Sequence[int]) -> list[int]:
        """Give what a route is read from: a tree that is exact on the best ways and beside them.

        Exact is every vertex on a best way from a source to the nearest target, and the tail of
        every arc into one; others may be :data:`UNREACHED`.

        Parameters
        ----------
        sources
            Vertices to start from.
        targets
            Vertices to reach one of.
        """
        ...

    def matrix(self, sources: Sequence[int], targets: Sequence[int]) -> Sequence[Sequence[int]]:
        """Give the least weight from each source to each target: a row for each source.

        Rows are lists, or together one array of 64-bit integers, as it comes easiest.
        """
        ...

    def pairs(self, origins: Sequence[int], destinations: Sequence[int]) -> list[int]:
        """Give the least weight of each OD pair."""
        ...

    def changed(self, places: Sequence[int],
                weights: Sequence[int]) -> AbstractContextManager[Weighted]:
        """Give the arcs at these places of the graph other weights until the block is left.

        What is given is this object itself; the weights it had are back afterwards, whatever
        happened in the block. Blocks may lie one inside another. Of a place named twice the last
        weight counts.
        """
        ...


class Engine(Protocol):
    """What every engine does."""

    def prepare(self, graph: Graph, weights: Sequence[int]) -> Weighted:
        """Make a graph ready.

        Parameters
        ----------
        graph
            The graph.
        weights
            One per arc, in the order of the graph: whole numbers from 0 to :data:`CLOSED`.
            They are copied.

        Raises
        ------
        QueryError
            Naming the places of weights that are none.
        """
        ...


def engine(name: str) -> Engine:
    """Give an engine by its name; its library is imported only now.

    Parameters
    ----------
    name
        One of :data:`ENGINES`.

    Returns
    -------
    engine
        The engine.

    Raises
    ------
    QueryError
        If there is no such engine, or its library is not installed.

    Examples
    --------
    >>> graph = Graph.of(3, [(0, 1, 0), (1, 2, 1)])
    >>> engine("heapq").prepare(graph, [4, 3]).tree([0])
    [0, 4, 7]
    """
    from corridors.routing.engines import choice

    if name not in ENGINES:
        raise QueryError(Problem("Q06", f'there is no engine "{name}"', suggest(str(name),
                                                                                    ENGINES)))
    if not choice.installed(name):
        raise QueryError(Problem("Q32", f'the engine "{name}" is not installed',
                                 f"{choice.ADVICE[name]}, or use another one: answers are the "
                                 "same."))
    module = "choice" if name == "auto" else name
    return cast("Engine", import_module(f"corridors.routing.engines.{module}"))
