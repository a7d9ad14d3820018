"""Customizable contraction hierarchies: many questions about one topology (extra ``fast``).

The topology is contracted once, which takes seconds for a large network; weights are then laid on
it in milliseconds, a closed link costs microseconds, and so does the least weight of a pair.

The libraries add in 32 bits. No sum wraps: whatever reaches 2**31 - 1 counts as unreachable. So an
answer that is a number is right, and one that is "unreachable" is believed only where no way can be
that long (:class:`~corridors.routing.engines.contraction.Longest`); else `scipy` is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from corridors.routing.engines import CLOSED, UNREACHED, Graph, Weighted, scipy
from corridors.routing.engines.contraction import Longest, Matrix, Single, has_matrices
from corridors.routing.engines.guard import Guarded, plain

__all__ = ["CELLS", "Contracted", "prepare"]

CELLS = 1_000_000
"""Cells of a matrix per call, so that a long one can be interrupted."""

ROUNDS = 12
"""How often what lies beside further best ways is asked for, before a whole tree is."""


def prepare(graph: Graph, weights: Sequence[int]) -> Contracted:
    """Make a graph ready.

    Parameters
    ----------
    graph
        The graph. It is contracted when it is first asked, and not again for other weights.
    weights
        One per arc, in the order of the graph.

    Notes
    -----
    Source: J. Dibbelt, B. Strasser and D. Wagner, Customizable contraction hierarchies, 2016.

    Examples
    --------
    >>> prepare(Graph.of(3, [(0, 1, 0), (0, 1, 1)]), [4, 3]).pairs([0, 0], [1, 2])
    [3, -1]
    """
    return Contracted(graph, weights)


class Contracted(Guarded):
    """A weighted graph with its contractions, each made when it is first needed."""

    engine = "cch"

    def __init__(self, graph: Graph, weights: Sequence[int]) -> None:
        super().__init__(graph, weights)
        self._single: Single | None = None
        self._matrices: Matrix | None = None
        self._longest: Longest | None = None

    def paths(self, origins: Sequence[int], destinations: Sequence[int]) -> list[list[int]]:
        """Give the places of the arcs of one best way of each OD pair, whichever it is.

        Parameters
        ----------
        origins, destinations
            Vertices.

        Returns
        -------
        paths
            Empty where there is no way, or it is too long for the sums of the library.

        Examples
        --------
        >>> prepare(Graph.of(3, [(0, 1, 0), (1, 2, 1)]), [4, 3]).paths([0, 2], [2, 0])
        [[0, 1], []]
        """
        starts, goals = plain(self._vertices(origins)), plain(self._vertices(destinations))
        query = self._ask().query()
        try:
            run = query.run
            # What a query answers with is gone at once: no weight changes while it lives.
            return [list(run(origin, destination).arc_path)
                    for origin, destination in zip(starts, goals, strict=True)]
        finally:
            del run, query

    def _tree(self, sources: Sequence[int], targets: Sequence[int], /) -> list[int]:
        ask, starts = self._ask(), sorted(set(plain(sources)))
        goals = [*ask.passed(), *plain(targets)] if len(targets) else range(self.graph.count)
        # The query is made anew each time: it may not live when weights change, nor be dropped by
        # another thread than the one that made it.
        found = ask.towards(list(goals)).distances_from_multi([(start, 0) for start in starts])
        if None in found and not self._sure():
            return self._slowly().tree(sources, targets)
        tree = [UNREACHED] * self.graph.count
        for goal, reached in zip(goals, found, strict=True):
            if reached is not None:
                tree[goal] = reached
        for start in starts:
            tree[start] = 0
        return tree

    def near(self, sources: Sequence[int], targets: Sequence[int]) -> list[int]:
        """Give a tree that is exact on the best ways and beside them.

        Where there are few best ways, what lies beside them is asked for alone; else the whole
        tree.
        """
        starts, goals = self._vertices(sources), self._vertices(targets)
        tree = self._beside(int(starts[0]), int(goals[0])) \
            if len(starts) == len(goals) == 1 and starts[0] != goals[0] else None
        return self.tree(sources, targets) if tree is None else tree

    def _beside(self, source: int, target: int) -> list[int] | None:
        """Give what lies beside the best ways; None if there is none, or very many are as good.

        One of them is known, and what lies beside it is asked for; where another one comes in, so
        is what lies beside that.
        """
        ask, weights = self._ask(), self.weights
        into, fresh = ask.into(), set(self._way(source, target))
        tree, best, known = [UNREACHED] * self.graph.count, set(fresh), set[int]()
        for _ in range(ROUNDS if fresh else 0):
            beside = [tail for vertex in fresh for tail, _ in into[vertex]]
            pins = list({*fresh, *beside} - known)
            known.update(pins)
            # The library takes no question about nothing.
            found = ask.towards(pins).distances_from_multi([(source, 0)]) if pins else []
            for vertex, reached in zip(pins, found, strict=True):
                if reached is not None:
                    tree[vertex] = reached
            fresh = {tail for vertex in fresh for tail, place in into[vertex]
                     if tail not in best and tree[tail] != UNREACHED
                     and tree[tail] + weights[place] == tree[vertex] and weights[place] != CLOSED}
            if not fresh:
                return tree
            best |= fresh
        return None

    def _way(self, source: int, target: int) -> list[int]:
        """Give the vertices of a best way; none where there is none."""
        query = self._ask().query()
        try:
            return query.run(source, target).node_path or []
        finally:
            del query

    def _matrix(self, sources: Sequence[int], targets: Sequence[int]) -> Sequence[Sequence[int]]:
        starts, goals = np.asarray(sources), np.asarray(targets)
        found = np.empty((len(starts), len(goals)), dtype=np.int64)
        rows = max(1, CELLS // len(goals))
        for start in range(0, len(starts), rows):
            found[start:start + rows] = self._rows(starts[start:start + rows], goals)
        missing = found == CLOSED
        if missing.any():
            found[missing] = UNREACHED
            if not self._sure():
                doubtful = np.flatnonzero(missing.any(axis=1))
                found[doubtful] = self._slowly().matrix(plain(starts[doubtful]), plain(goals))
        return cast("Sequence[Sequence[int]]", found)

    def _pairs(self, origins: list[int], destinations: list[int]) -> list[int]:
        query = self._ask().query()
        try:
            run = query.run
            found = [run(origin, destination).distance
                     for origin, destination in zip(origins, destinations, strict=True)]
        finally:
            # Gone also where an error keeps this frame: no weight changes while it lives.
            del run, query
        if None not in found:
            return cast("list[int]", found)
        missing = [place for place, least in enumerate(found) if least is None]
        answers = ([UNREACHED] * len(missing) if self._sure() else
                   self._slowly().pairs([origins[place] for place in missing],
                                        [destinations[place] for place in missing]))
        for place, answer in zip(missing, answers, strict=True):
            found[place] = answer
        return cast("list[int]", found)

    def _set(self, changes: dict[int, int]) -> None:
        for place, weight in changes.items():
            self.weights[place] = weight
        for kept in (self._single, self._matrices, self._longest):
            if kept is not None:
                kept.change(changes)

    def _rows(self, sources: NDArray[Any], targets: NDArray[Any]) -> NDArray[Any]:
        """Give some rows of a matrix, :data:`CLOSED` for what is not reached."""
        if has_matrices():
            if self._matrices is None:
                self._matrices = Matrix(self.graph, self.weights)
            return self._matrices.distances(sources, targets)
        query = self._ask().towards(plain(targets))
        try:
            rows = [query.distances_from(source) for source in plain(sources)]
        finally:
            del query
        return np.array([[CLOSED if reached is None else reached for reached in row]
                         for row in rows])

    def _ask(self) -> Single:
        if self._single is None:
            self._single = Single(self.graph, self.weights)
        return self._single

    def _sure(self) -> bool:
        """Tell whether every way is short enough to be found if there is one."""
        if self._longest is None or (self._longest.bound >= CLOSED and self._longest.raised):
            self._longest = Longest(self.graph, self.weights)
        return self._longest.bound < CLOSED

    def _slowly(self) -> Weighted:
        return scipy.prepare(self.graph, self.weights)
