"""The best routes in many variants of one network; a pair is asked where its answer can differ.

What variants change are weights of some arcs of the kept graph. An arc can be on a best way of a
pair only if the way through it, at the least that any variant makes it and all others, is not
longer than the pair's best at the most. So each pair has few arcs that matter; where they weigh
the same in two variants the answer is the same, and it is searched for once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.canonical import read_path
from corridors.routing.engines import CLOSED, UNREACHED
from corridors.routing.pair_groups import PairGroup, pair_groups, solvers_of
from corridors.routing.solve import Solver

__all__ = ["Best", "Changes", "VariantRoutes"]

Changes = Sequence[Mapping[int, int]]
"""For each group of queries, arcs of the state graph and what they weigh instead."""

_Key = tuple[int, int, tuple[int, ...], tuple[int, ...]]

MOST_KNOWN = 100_000
"""Answers that are remembered."""

MOST_ARCS = 2_000
"""Arcs that variants change, up to which it is worked out for which pairs each of them matters."""


class Best(NamedTuple):
    """The best route of a pair in a variant.

    Parameters
    ----------
    total
        What it takes by the criterion of the query, in smallest units; None where there is none.
    arcs
        Positions of its arcs in the state graph, in order; empty where it stays in one place.
    """

    total: int | None
    arcs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class VariantRoutes:
    """Queries made ready to be asked of many variants of a snapshot.

    Parameters
    ----------
    base
        The snapshot. Variants are changed from it, or are of another day.
    solvers, groups
        The queries made ready, and those that ask the same weighting together.
    known
        The best by pair, the arcs that matter to it, and what they weigh. What else a variant
        changes lies between bounds between which it cannot matter, and so does the base: so what
        was found in one lot of variants holds in every other.
    """

    base: Snapshot
    solvers: Sequence[Solver] = field(repr=False)
    groups: Sequence[PairGroup] = field(repr=False)
    known: dict[_Key, Best] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, base: Snapshot, queries: Sequence[Query], costs: CostModel | None = None,
           engine_name: str = "auto") -> VariantRoutes:
        """Make queries ready.

        Parameters
        ----------
        base
            The network on a day.
        queries
            The questions: one best route each, without anything to pass and without limits.
        costs
            The cost model; the one that comes with the data if not given.
        engine_name
            Which engine solves them; the routes are the same with each.

        Raises
        ------
        QueryError
            If a query asks for more than that.

        Examples
        --------
        >>> from corridors import Change, Query, load
        >>> today = load().as_of()
        >>> opened = today.apply([Change(("link:ir-astara-ir-rasht-rail",), "open")])
        >>> query = Query("Saint Petersburg", "Bandar Abbas", modes={"rail"})
        >>> for (best,) in VariantRoutes.of(today, [query]).ask([today, opened]):
        ...     print(best.total // 1000)
        6181
        5173
        """
        solvers = solvers_of(base, queries, costs, engine_name)
        return cls(base, solvers, pair_groups(solvers))

    def ask(self, variants: Iterable[Snapshot]) -> list[tuple[Best, ...]]:
        """Give the best routes in each variant, in the order they come.

        Parameters
        ----------
        variants
            Snapshots of the same network; one at a time is held.

        Returns
        -------
        rows
            For each variant the best route of each query.

        Raises
        ------
        QueryError
            If a variant adds nodes or links.
        """
        return self.bests([self.changes(variant) for variant in variants])

    def changes(self, variant: Snapshot) -> Changes:
        """Find what a variant changes, for :meth:`bests`.

        Parameters
        ----------
        variant
            A snapshot of the same network.

        Returns
        -------
        changes
            For each group the arcs whose weights differ, and their weights in the variant.

        Raises
        ------
        QueryError
            If the variant adds nodes or links, or a weight is no number >= 0.
        """
        if variant.network is not self.base.network:
            raise QueryError(Problem("Q24", "a variant adds nodes or links",
                                     "Ask for its routes by shortest_route."))
        return [dict(zip(*group.changes(self.base, variant), strict=True))
                for group in self.groups]

    def bests(self, variants: Sequence[Changes]) -> list[tuple[Best, ...]]:
        """Give the best routes in variants of which the changes are known.

        Parameters
        ----------
        variants
            What each of them changes, by :meth:`changes`.

        Returns
        -------
        rows
            For each variant the best route of each query.
        """
        start = [Best(0 if solver.at_once and not solver.search.why_not else None)
                 for solver in self.solvers]
        rows = [list(start) for _ in variants]
        for at, group in enumerate(self.groups):
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            for row, bests in zip(rows, _bests(at, group, [made[at] for made in variants],
                                               self.known), strict=True):
                for place, best in zip(group.places, bests, strict=True):
                    row[place] = best
        return [tuple(row) for row in rows]


def _bests(at: int, group: PairGroup, changes: Sequence[Mapping[int, int]],
           known: dict[_Key, Best]) -> Iterator[list[Best]]:
    """Give the best of every pair of a group with the weights of each variant."""
    opened, mattering = group.kept.columns[0], _mattering(group, changes)
    for changed in changes:
        keys = [(at, pair, arcs, tuple([changed.get(arc, opened[arc]) for arc in arcs]))
                for pair, arcs in enumerate(mattering)]
        missing = [key for key in keys if key not in known]
        if missing:
            known.update(zip(missing, _searched(group, changed, [key[1] for key in missing]),
                             strict=True))
        yield [known[key] for key in keys]


def _searched(group: PairGroup, changed: Mapping[int, int], pairs: Sequence[int]
              ) -> Iterator[Best]:
    """Search for the best of some pairs with some weights changed, and read their routes."""
    weights, legs, keys = group.kept.columns
    weights = list(weights)
    for place, weight in changed.items():
        weights[place] = weight
    with group.kept.solved.changed(list(changed), list(changed.values())) as solved:
        for pair in pairs:
            ends = [group.origins[pair]], [group.destinations[pair]]
            tree = solved.near(*ends)
            path = read_path(group.kept.graph, (weights, legs, keys), tree, ends)
            yield Best(None) if path is None else Best(tree[ends[1][0]], path.places)


def _mattering(group: PairGroup, changes: Sequence[Mapping[int, int]]) -> list[tuple[int, ...]]:
    """Give, for each pair, the arcs whose weight can matter to it in one of the variants."""
    opened, arcs = group.kept.columns[0], group.solver.graph.arcs
    low, high = dict[int, int](), dict[int, int]()
    for changed in changes:
        for arc, weight in changed.items():
            low[arc] = min(weight, low.get(arc, opened[arc]))
            high[arc] = max(weight, high.get(arc, opened[arc]))
    touched = tuple(sorted(arc for arc, weight in low.items() if weight != CLOSED))
    if not touched or len(touched) > MOST_ARCS:
        return [touched for _ in group.places]
    solved, starts, goals = group.kept.solved, group.origins, group.destinations
    tails = {state: at for at, state in enumerate(sorted({arcs[arc].tail for arc in touched}))}
    heads = {state: at for at, state in enumerate(sorted({arcs[arc].head for arc in touched}))}
    with solved.changed(list(high), list(high.values())) as dearest:
        most = dearest.pairs(starts, goals)
    with solved.changed(list(low), list(low.values())) as cheapest:
        before, after = cheapest.matrix(starts, list(tails)), cheapest.matrix(list(heads), goals)
    found = []
    for pair, bound in enumerate(most):
        way = ((arc, int(before[pair][tails[arcs[arc].tail]]),
                int(after[heads[arcs[arc].head]][pair])) for arc in touched)
        found.append(tuple(arc for arc, to, onward in way if UNREACHED not in (to, onward)
                           and (bound == UNREACHED or to + low[arc] + onward <= bound)))
    return found
