"""What a question would gain from which links opening: every set of which none can be left out.

A way that needs closed links is worth something only if it takes less than the best way there is.
All such ways are looked for at once, with the links that they need as bits of one whole number, so
that a set of links is priced by looking which ways it holds, without a search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corridors.routing.engines import Graph
from corridors.routing.openings import Ground, openings
from corridors.routing.restrictions import ends_of
from corridors.routing.solve import Solver
from corridors.routing.states import ACCESS, MOVE

__all__ = ["MOST_SETS", "MOST_WAYS", "Gains", "gains_of"]

MOST_SETS = 5_000
"""How many sets are kept of one question at most; on the shipped data some dozens."""

MOST_WAYS = 400_000
"""After how many ways a search ends; on the shipped data it needs a few thousand."""


@dataclass(frozen=True, slots=True)
class Gains:
    """What one question takes with which links open.

    Parameters
    ----------
    base
        What the best route takes as things are, in smallest units; None where there is none.
    ways
        Sets of links, as bits, of which none can be left out, and what the best route takes with
        them; the least first.
    complete
        Whether these are all.
    """

    base: int | None
    ways: tuple[tuple[int, int], ...] = field(repr=False)
    complete: bool = True

    def total(self, links: int) -> int | None:
        """Give what the best route takes with some links open; None where there is none.

        Parameters
        ----------
        links
            The links, as bits.
        """
        return next((total for needed, total in self.ways if needed & ~links == 0), self.base)


def gains_of(solver: Solver, keys: Mapping[int, int]) -> Gains:
    """Find the sets of links that would give a question a better route, or any.

    Parameters
    ----------
    solver
        The question, for one best route without limits.
    keys
        The links that may open: a bit for each, by position.

    Returns
    -------
    gains
        What it takes with each set.
    """
    if solver.search.why_not:
        return Gains(None, ())
    if solver.at_once:
        return Gains(0, ())
    route = solver.best()
    base = None if route is None else route.total(solver.query.by).value
    ground = _ground(solver, keys)
    found = openings(ground, by_weight=True, below=base, most=MOST_SETS, ways=MOST_WAYS)
    ways = sorted(zip(found.weights, found.sets, strict=True))
    return Gains(base, tuple((needed, total) for total, needed in ways), found.complete)


def _ground(solver: Solver, keys: Mapping[int, int]) -> Ground:
    """Lay out all that the question allows, with the links that each step needs.

    A mode that does not run is no way to begin or end: where only closed links serve a door, there
    are as many doors as such links, and each needs its own.
    """
    arcs, allowed = solver.graph.arcs, solver.search.allowed
    carrying = solver.search.carrying
    needs, serving = [0] * len(arcs), dict[int, set[int]]()
    for place, arc in enumerate(arcs):
        if arc.kind == MOVE and allowed[place]:
            needs[place] = 0 if carrying[place] else keys.get(arc.record, -1)
            for state in (arc.tail, arc.head):
                serving.setdefault(state, set()).add(needs[place])
    rows, columns = list[tuple[int, int, int]](), list[tuple[int, int]]()
    for place, arc in enumerate(arcs):
        if not allowed[place]:
            continue
        needed = [needs[place]]
        if arc.kind == ACCESS:
            served = serving.get(arc.head if arc.forward else arc.tail, set())
            needed = [0] if 0 in served else sorted(served)
        for need in needed:
            if need >= 0:
                rows.append((arc.tail, arc.head, len(columns)))
                columns.append((solver.weights[place], need))
    graph = Graph.of(len(solver.graph.states), rows)
    weights: Sequence[int] = [columns[row][0] for row in graph.arc]
    return Ground(graph, weights, [columns[row][1] for row in graph.arc],
                  ends_of(solver.graph, solver.search))
