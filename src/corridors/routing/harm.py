"""OD pairs made ready for things being closed: what each falls back on, and what harm counts for.

Harm is one whole number, so that it can be compared and bounded exactly. It is counted in two
places, like tens and ones: first the weight of the pairs that are cut off, then the weighted amount
that the others take more. Or, where a penalty is stated, a pair that is cut off, or takes as much
more, counts as the penalty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from corridors.errors import Problem, QueryError
from corridors.model.closable import Closable
from corridors.model.costs import CostModel
from corridors.model.pairs import Pairs
from corridors.model.snapshot import Snapshot
from corridors.routing.detours import Detours, detours_of
from corridors.routing.engines import CLOSED, UNREACHED
from corridors.routing.engines.choice import choose
from corridors.routing.fallbacks import Fallbacks
from corridors.routing.pair_groups import PairGroup, pair_groups, solvers_of
from corridors.routing.solve import Solver
from corridors.routing.states import state_graph

__all__ = ["Ready", "whole_weights"]


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """OD pairs made ready.

    Parameters
    ----------
    by
        What is counted.
    solver
        The first question.
    base
        What each pair takes as things are, in smallest units; None where there is no route.
    things
        What can be closed.
    places
        Positions of the pairs that have a route to lose.
    trees
        What each of these falls back on.
    weights
        What each of these counts for, as a whole number.
    scale
        What a weight of 1 is as a whole number.
    total
        Weight of all pairs that have a route, in the same.
    cut
        What a weight of one smallest unit that is cut off counts for.
    penalty
        What a pair that is cut off counts as, in smallest units; None for more than any amount.
    """

    by: str
    solver: Solver = field(repr=False)
    base: tuple[int | None, ...]
    things: tuple[Closable, ...] = field(repr=False)
    places: tuple[int, ...]
    trees: tuple[Fallbacks, ...] = field(repr=False)
    weights: tuple[int, ...]
    scale: int
    total: int
    cut: int
    penalty: int | None = None

    @classmethod
    def of(cls, snapshot: Snapshot, pairs: Pairs, things: Sequence[Closable],
           costs: CostModel | None = None, engine_name: str = "auto") -> Ready:
        """Make pairs ready.

        Parameters
        ----------
        snapshot
            The network on a day.
        pairs
            The pairs, all by one criterion.
        things
            What can be closed.
        costs
            The cost model; the one that comes with the data if not given.
        engine_name
            Which engine solves the pairs as things are.

        Raises
        ------
        QueryError
            If pairs ask for more than one best route, or are best by different criteria.
        """
        criteria = dict.fromkeys(query.by for query in pairs.queries)
        if len(criteria) > 1:
            raise QueryError(Problem(
                "Q60", f"OD pairs are best by {' and by '.join(criteria)}: what they take more "
                       "cannot be added up", "Ask for the pairs of one criterion at a time."))
        graph = state_graph(snapshot.network)
        # The engine searches each pair once; what closes is searched for here.
        name = engine_name if engine_name != "auto" else choose(
            len(graph.states), len(graph.arcs), len(pairs))
        solvers = solvers_of(snapshot, pairs.queries, costs, name)
        groups = pair_groups(solvers)
        weights, scale = whole_weights(pairs.weights)
        base = _base(solvers, groups)
        rooted = dict(_rooted(groups, base, things))
        places = tuple(sorted(rooted))
        largest = sum(weight for group in groups for weight in group.kept.columns[0]
                      if weight != CLOSED)
        return cls(next(iter(criteria)), solvers[0], base, tuple(things), places,
                   tuple(rooted[place] for place in places),
                   tuple(weights[place] for place in places), scale,
                   sum(weight for weight, total in zip(weights, base, strict=True)
                       if total is not None), 1 + largest * sum(weights))

    def with_penalty(self, penalty: int | None) -> Ready:
        """Give the same with a penalty for what is cut off.

        Parameters
        ----------
        penalty
            In smallest units; None for more than any amount.
        """
        return replace(self, penalty=penalty)

    def harm(self, pair: int, added: int | None) -> int:
        """Say what it counts for that a pair takes more.

        Parameters
        ----------
        pair
            Position in ``trees``.
        added
            What it takes more, in smallest units; None where it is cut off.
        """
        if self.penalty is not None:
            most = self.penalty if added is None else min(added, self.penalty)
            return self.weights[pair] * most
        return self.weights[pair] * (self.cut if added is None else added)

    def parts(self, harm: int) -> tuple[int, int]:
        """Take harm without a penalty apart: weight that is cut off, and weighted amount.

        Parameters
        ----------
        harm
            Of any number of pairs.
        """
        return divmod(harm, self.cut)

    def closed(self, things: frozenset[int]) -> tuple[tuple[int, int | None], ...]:
        """Give what pairs take more when things are closed, of those that feel it.

        Parameters
        ----------
        things
            Positions of the things.

        Returns
        -------
        rows
            Position in ``trees``, and what it takes more; None where it is cut off.
        """
        rows = ((pair, tree.after(things).added) for pair, tree in enumerate(self.trees))
        return tuple(row for row in rows if row[1] != 0)


def whole_weights(weights: Sequence[float]) -> tuple[tuple[int, ...], int]:
    """Give weights as whole numbers in the same proportion, and what 1 is then.

    Parameters
    ----------
    weights
        Numbers >= 0.

    Examples
    --------
    >>> whole_weights([1.0, 0.5, 3.0])
    ((2, 1, 6), 2)
    """
    exact = [Fraction(weight) for weight in weights]
    scale = lcm(*(weight.denominator for weight in exact))
    return tuple(int(weight * scale) for weight in exact), scale


def _base(solvers: Sequence[Solver], groups: Sequence[PairGroup]) -> tuple[int | None, ...]:
    found: list[int | None] = [0 if solver.at_once and not solver.search.why_not else None
                               for solver in solvers]
    for group in groups:
        for place, total in zip(group.places, group.base, strict=True):
            found[place] = None if total == UNREACHED else total
    return tuple(found)


def _rooted(groups: Sequence[PairGroup], base: Sequence[int | None],
            things: Sequence[Closable]) -> list[tuple[int, Fallbacks]]:
    links_of = [thing.links for thing in things]
    members = dict[int, list[int]]()
    for position, links in enumerate(links_of):
        for link in links:
            members.setdefault(link, []).append(position)
    things_of = {link: tuple(positions) for link, positions in members.items()}
    found = []
    for group in groups:
        detours: Detours = detours_of(group.solver)
        found += [(place, Fallbacks.of(detours, (origin, goal), links_of, things_of))
                  for place, origin, goal in zip(group.places, group.origins, group.destinations,
                                                 strict=True) if base[place] is not None]
    return found
