"""From one place to all, from all to one, from many to many: what the best routes take.

No way leads through a door, so one weighting of the state graph answers for all places at once:
the totals are those of :func:`~corridors.routing.solve.shortest_route`, to the last digit. This
holds for questions without places to pass, limits and departures; others go from pair to pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corridors.model.costs import CostModel
from corridors.model.query import Query
from corridors.model.route import Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import UNREACHED, Graph, Weighted, engine
from corridors.routing.engines.choice import choose
from corridors.routing.solve import Solver
from corridors.version import __version__

__all__ = ["Fan", "at_once", "stamp_of"]


def at_once(query: Query) -> bool:
    """Say whether one search answers a question for all places.

    Parameters
    ----------
    query
        The question.

    Examples
    --------
    >>> at_once(Query("Baku", "Poti", by="time")), at_once(Query("Baku", "Poti", max_borders=1))
    (True, False)
    """
    return not (query.via or query.counted or query.pareto or query.different or query.k > 1
                or query.departs or query.simplest_within is not None)


def stamp_of(solver: Solver) -> Stamp:
    """Say what an answer rests on.

    Parameters
    ----------
    solver
        The question made ready.
    """
    costs, snapshot = solver.costs, solver.snapshot
    return Stamp(__version__, snapshot.network.version, f"{costs.name} {costs.version}",
                 snapshot.applied, solver.engine_name, costs.currency)


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """All ways out of places, or into them.

    Parameters
    ----------
    solver
        The question made ready; its two places do not matter.
    graph
        The state graph laid out, with its arcs turned round for ways into a place.
    weights
        Weight of each arc of it.
    solved
        The engine that holds them.
    inward
        Whether ways lead into a place.
    """

    solver: Solver
    graph: Graph = field(repr=False)
    weights: Sequence[int] = field(repr=False)
    solved: Weighted = field(repr=False)
    inward: bool = False

    @classmethod
    def of(cls, snapshot: Snapshot, query: Query, costs: CostModel | None,
           engine_name: str = "auto", *, searches: int = 1, inward: bool = False) -> Fan:
        """Make a question ready for all places.

        Parameters
        ----------
        snapshot, query, costs
            What is asked of what; the places of the query do not matter, but must exist.
        engine_name
            Which engine solves it; ``auto`` takes one for so many searches.
        searches
            How many places are asked from.
        inward
            Whether ways into a place are asked for.
        """
        solver = Solver.of(snapshot, query, costs, engine_name)
        if engine_name == "auto":
            chosen = choose(len(solver.graph.states), len(solver.graph.arcs), searches)
            solver = replace(solver, engine_name=chosen)
        held = solver.kept
        if not inward:
            return cls(solver, held.graph, held.columns[0], held.solved)
        arcs = solver.graph.arcs
        graph = Graph.of(held.graph.count,
                         [(arc.head, arc.tail, place) for place, arc in enumerate(arcs)])
        weights = [held.columns[0][place] for place in graph.arc]
        return cls(solver, graph, weights, engine(solver.engine_name).prepare(graph, weights),
                   inward=True)

    def ends(self, node: int, *, start: bool) -> Sequence[int]:
        """Give the states in which ways start or end at a node: a door, or whatever is there.

        Parameters
        ----------
        node
            Position of the node.
        start
            Whether the search starts there.
        """
        states = self.solver.graph
        if not self.solver.search.doors:
            return states.at.get(node, ())
        door = 0 if start != self.inward else 1
        return states.doors.get(node, ())[door:door + 1]

    def tree(self, node: int) -> list[int]:
        """Give what the best way from a node (into it, inward) to every state takes.

        Parameters
        ----------
        node
            Position of the node.
        """
        return self.solved.tree(self.ends(node, start=True))

    def least(self, tree: Sequence[int], node: int) -> int | None:
        """Give what the best way takes on to a node, or None where there is none.

        Parameters
        ----------
        tree
            See :meth:`tree`.
        node
            Position of the node.
        """
        return min((tree[state] for state in self.ends(node, start=False)
                    if tree[state] != UNREACHED), default=None)

    def rows(self, starts: Sequence[int], goals: Sequence[int]) -> list[list[int | None]]:
        """Give what the best ways take from each start to each goal, or None.

        Parameters
        ----------
        starts, goals
            Positions of nodes.

        Returns
        -------
        rows
            One for each start.
        """
        sources = [list(self.ends(node, start=True)) for node in starts]
        targets = [list(self.ends(node, start=False)) for node in goals]
        flat = sorted({state for states in targets for state in states})
        column = {state: place for place, state in enumerate(flat)}
        places = [[column[state] for state in states] for states in targets]
        row_of = {state: row for row, state in enumerate(
            sorted({state for states in sources for state in states}))}
        found = self.solved.matrix(list(row_of), flat) if row_of and flat else []
        plain = [[int(cell) for cell in row] for row in found]
        return [[min((plain[row_of[state]][place] for state in states for place in goal
                      if plain[row_of[state]][place] != UNREACHED), default=None)
                 for goal in places] for states in sources]
