"""The most harmful set as a mixed-integer programme, solved by HiGHS: another way to the same end.

By duality the shortest way of a pair is the highest potential its goal can have when no arc lies
under more than its weight. To close a thing lifts that limit from the arcs of its links. So to find
the worst set is to lift few limits so that the weighted potentials of the goals rise most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corridors.errors import Problem, QueryError
from corridors.routing.fallbacks import Fallbacks
from corridors.routing.harm import Ready
from corridors.routing.interdiction import Proof

__all__ = ["most_harmful_by_milp"]


def most_harmful_by_milp(ready: Ready, most: int) -> Proof:
    """Find the set of things whose closing does the most harm.

    Parameters
    ----------
    ready
        The pairs, and what can be closed; several pairs only with a penalty.
    most
        How many things may be closed.

    Returns
    -------
    proof
        The set; its harm is that of the routes with it closed, to the last digit.

    Raises
    ------
    QueryError
        If HiGHS does not solve it.

    Notes
    -----
    Source: E. Israeli and R. K. Wood, Shortest-path network interdiction, 2002, problem MXSP-D.
    """
    if not ready.trees:
        return Proof((), 0, 0, 0, 0, 0)
    ceiling = ready.penalty
    if ceiling is None:
        # One pair: what takes more than the ceiling is cut off, or the ceiling was too low.
        ceiling = max(1, 4 * (ready.base[ready.places[0]] or 0))
    while True:
        things = _solved(ready, most, ceiling)
        felt = ready.closed(frozenset(things))
        finite = max((added for _, added in felt if added is not None), default=0)
        if ready.penalty is not None or finite < ceiling:
            break
        ceiling = 2 * finite
    harm = sum(ready.harm(pair, added) for pair, added in felt)
    return Proof(things, harm, harm, harm, 0, 0)


def _solved(ready: Ready, most: int, ceiling: int) -> tuple[int, ...]:
    from scipy.optimize import Bounds, LinearConstraint, milp

    programme = _Programme(len(ready.things), most)
    for pair, tree in enumerate(ready.trees):
        programme.add(tree, ready.base[ready.places[pair]] or 0, ceiling, ready.weights[pair])
    matrix, highest = programme.constraints()
    answer = milp(
        programme.objective(), integrality=programme.whole(),
        bounds=Bounds(0, programme.highest()),
        constraints=LinearConstraint(matrix, -float("inf"), highest),
        options={"mip_rel_gap": 0.0})
    if answer.x is None:
        raise QueryError(Problem("Q64", f"HiGHS did not find the worst set ({answer.message})",
                                 "Use the method branch, which proves the same."))
    return tuple(thing for thing in range(len(ready.things)) if answer.x[thing] > 0.5)


class _Programme:
    """The rows and columns of the programme; amounts in thousands of smallest units.

    The first columns say of each thing whether it is closed. Then come, pair by pair, the
    potentials of the states, what the pair is made to take, and whether doors of its origin are
    closed because nothing runs there any more.
    """

    def __init__(self, things: int, most: int) -> None:
        self.things = things
        self.weights: list[float] = [0.0] * things
        self.tops: list[float] = [1.0] * things
        self.rows: list[list[tuple[int, float]]] = [[(thing, 1.0) for thing in range(things)]]
        self.limits: list[float] = [float(most)]

    def add(self, tree: Fallbacks, base: int, ceiling: int, weight: int) -> None:
        """Add an OD pair: at most the ceiling counts of what it takes more."""
        top = (base + ceiling) / _THOUSAND
        first = len(self.weights)
        steps = tree.detours.leaving
        self.weights += [0.0] * len(steps)
        self.tops += [top] * len(steps)
        for tail, leaving in enumerate(steps):
            for amount, head, link in leaving:
                row = [(first + head, 1.0), (first + tail, -1.0)]
                if tail == tree.origin:
                    row.append((self._door(tree, head), -top))
                row += [(thing, -top) for thing in tree.things_of.get(link, ())]
                self._limit(row, amount / _THOUSAND)
        self._limit([(first + tree.origin, 1.0)], 0.0)
        self.weights.append(-float(weight))
        self.tops.append(top)
        self._limit([(len(self.weights) - 1, 1.0), (first + tree.goal, -1.0)], 0.0)

    def _door(self, tree: Fallbacks, state: int) -> int:
        """Add whether a door is closed: it is where every link that touches its state is."""
        door = len(self.weights)
        self.weights.append(0.0)
        self.tops.append(1.0)
        for link in tree.detours.served_by[state]:
            self._limit([(door, 1.0), *((thing, -1.0) for thing in tree.things_of.get(link, ()))],
                        0.0)
        return door

    def _limit(self, row: list[tuple[int, float]], most: float) -> None:
        self.rows.append(row)
        self.limits.append(most)

    def constraints(self) -> tuple[Any, Any]:
        """Give the matrix of rows, and what each may be at most."""
        import numpy as np
        from scipy.sparse import csr_array

        places = np.repeat(np.arange(len(self.rows)), [len(row) for row in self.rows])
        columns = np.array([column for row in self.rows for column, _ in row])
        values = np.array([value for row in self.rows for _, value in row])
        return (csr_array((values, (places, columns)), shape=(len(self.rows), len(self.weights))),
                np.array(self.limits))

    def objective(self) -> Sequence[float]:
        """Give what is to be made least."""
        return self.weights

    def highest(self) -> Sequence[float]:
        """Give what each column may be at most."""
        return self.tops

    def whole(self) -> Sequence[int]:
        """Say of each column whether it must be a whole number."""
        return [1] * self.things + [0] * (len(self.weights) - self.things)


_THOUSAND = 1000
"""Smallest units in a unit of the programme: large numbers beside small ones mislead solvers."""
