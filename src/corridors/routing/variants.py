"""What routes take in many variants of one network, without making a route of any.

A variant is a snapshot that changes made of another one. What it changes are a few weights of the
kept graph: they are set, every OD pair is asked, and they are set back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import UNREACHED
from corridors.routing.pair_groups import pair_groups, solvers_of

__all__ = ["variant_totals"]


def variant_totals(base: Snapshot, variants: Iterable[Snapshot], queries: Sequence[Query],
                   costs: CostModel | None = None, *, engine_name: str = "auto"
                   ) -> Iterator[tuple[int | None, ...]]:
    """Give what the best routes take in each variant, in the order they come.

    Parameters
    ----------
    base
        The network on a day.
    variants
        Snapshots made of it by :meth:`~corridors.Snapshot.apply`; one at a time is held.
    queries
        The questions: one best route each, without anything to pass and without limits.
    costs
        The cost model; the one that comes with the data if not given.
    engine_name
        Which engine solves them; the totals are the same with each.

    Yields
    ------
    totals
        For each query the least total by its criterion, in smallest units (metres, thousandths
        of an hour, US cents, grams), or None where there is no route.

    Raises
    ------
    QueryError
        If a query asks for more than that, or a variant adds nodes or links, or sets a gauge.

    Examples
    --------
    >>> from corridors import Change, Query, load
    >>> today = load().as_of()
    >>> opened = today.apply([Change(("link:ir-astara-ir-rasht-rail",), "open")])
    >>> query = Query("Saint Petersburg", "Bandar Abbas", modes={"rail"})
    >>> for totals in variant_totals(today, [today, opened], [query]):
    ...     print(totals[0] // 1000)
    6181
    5173
    """
    solvers = solvers_of(base, queries, costs, engine_name)
    groups = pair_groups(solvers)
    for variant in variants:
        if variant.network is not base.network:
            raise QueryError(Problem("Q24", "a variant adds nodes or links, or sets a gauge",
                                     "Ask for its routes by shortest_route."))
        totals: list[int | None] = [0 if solver.at_once and not solver.search.why_not else None
                                    for solver in solvers]
        for group in groups:
            for place, total in zip(group.places, group.totals(base, variant), strict=True):
                totals[place] = None if total == UNREACHED else total
        yield tuple(totals)
