"""Rows of the results of a sweep: what the best route of a query takes in a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from corridors.analysis.matrix import NO_ROUTE, ROUTE, SAME_PLACE
from corridors.model.costs import CostModel
from corridors.model.query import Query
from corridors.model.query_checks import DETOUR, OVERLAP
from corridors.model.route import Route
from corridors.model.snapshot import Snapshot
from corridors.routing.legs import route_of
from corridors.routing.pair_groups import is_more
from corridors.routing.solve import Solver, shortest_route
from corridors.routing.variant_routes import Best, VariantRoutes

__all__ = ["FAILED", "Asked", "Failure", "Solved", "SweepRow"]

_Words = tuple[str, str, str, str, str]

FAILED = "failed"
"""State of the rows of a case that could not be worked out."""


class SweepRow(NamedTuple):
    """What the best route of a query takes in a case.

    Parameters
    ----------
    case, query
        Number of the case, and position of the query.
    state
        ``route``, ``no route``, ``same place`` or ``failed``.
    total
        What it takes by the criterion of the query, in smallest units (metres, thousandths of an
        hour, US cents, grams); None where there is no route.
    countries, modes, corridor
        Countries and modes in the order of the route, separated by blanks, and the corridor that
        at least half of its kilometres belong to; blank without a route.
    route
        The first 12 digits of the SHA-256 of its links; the same for the same links.
    links
        Ids of its links in order, separated by blanks.
    """

    case: int
    query: int
    state: str
    total: int | None = None
    countries: str = ""
    modes: str = ""
    corridor: str = ""
    route: str = ""
    links: str = ""


class Failure(NamedTuple):
    """A case that could not be worked out.

    Parameters
    ----------
    case
        Its number.
    fault
        Why, in words, with the code of the rule.
    """

    case: int
    fault: str


class Solved(NamedTuple):
    """Some cases of a sweep, worked out.

    Parameters
    ----------
    rows
        By case and query.
    failures
        Cases that could not be worked out, by number; their rows have the state ``failed``.
    keys
        Key of each case, by number.
    """

    rows: list[SweepRow]
    failures: list[Failure]
    keys: dict[int, str]


class Asked(NamedTuple):
    """Queries made ready for many cases.

    Parameters
    ----------
    queries
        All of them.
    quick
        Positions of those that ask for one best route from door to door, and no more.
    routes
        These, made ready.
    known
        What is known of routes that were found, by where they start and their arcs.
    """

    queries: Sequence[Query]
    quick: Sequence[int]
    routes: VariantRoutes
    known: dict[tuple[int, tuple[int, ...]], _Words]

    @classmethod
    def of(cls, base: Snapshot, queries: Sequence[Query], costs: CostModel) -> Asked:
        """Make queries ready.

        Parameters
        ----------
        base
            The network that cases change.
        queries
            The queries. Of one that asks for several routes the best is taken.
        costs
            The cost model.
        """
        single = [replace(query, k=1, different=0, overlap=OVERLAP, detour=DETOUR, pareto=())
                  for query in queries]
        quick = [place for place, query in enumerate(single) if not is_more(query)]
        routes = VariantRoutes.of(base, [single[place] for place in quick], costs)
        return cls(single, quick, routes, {})

    @property
    def all_quick(self) -> bool:
        """Whether all queries ask for one best route and no more."""
        return len(self.quick) == len(self.queries)

    def rows(self, case: int, bests: Sequence[Best]) -> Iterator[SweepRow]:
        """Make rows of the best routes that were found.

        Parameters
        ----------
        case
            Number of the case.
        bests
            The best route of each quick query.
        """
        for solver, query, best in zip(self.routes.solvers, self.quick, bests, strict=True):
            if best.total is None or not best.arcs:
                yield SweepRow(case, query, NO_ROUTE if best.total is None else SAME_PLACE,
                               best.total)
                continue
            start = solver.search.origin_at
            if (start, best.arcs) not in self.known:
                self.known[start, best.arcs] = _described(
                    route_of(solver.graph, solver.prices, best.arcs, start))
            yield SweepRow(case, query, ROUTE, best.total, *self.known[start, best.arcs])

    def others(self, variant: Snapshot, case: int, costs: CostModel) -> list[SweepRow]:
        """Ask the queries that ask for more, one by one.

        Parameters
        ----------
        variant
            The network of the case.
        case
            Its number.
        costs
            The cost model.
        """
        rows = []
        for place in sorted(set(range(len(self.queries))) - set(self.quick)):
            query = self.queries[place]
            if query.departs is not None or query.simplest_within is not None:
                best = shortest_route(variant, query, costs).best
            else:  # without looking for what would restore a route that is not there
                best = Solver.of(variant, query, costs).best()
            total = None if best is None else best.total(query.by).value
            if best is None or not best.link_ids:
                rows.append(SweepRow(case, place, NO_ROUTE if best is None else SAME_PLACE, total))
            else:
                rows.append(SweepRow(case, place, ROUTE, total, *_described(best)))
        return rows


def _described(route: Route) -> _Words:
    """Give the countries, modes and corridor of a route, a hash of its links, and its links."""
    links = " ".join(route.link_ids)
    return (" ".join(route.countries), " ".join(route.modes), _corridor(route),
            sha256(links.encode()).hexdigest()[:12], links)


def _corridor(route: Route) -> str:
    """Name the corridor that at least half of the kilometres belong to, if there is one."""
    metres: dict[str, int] = {}
    for leg in route.legs:
        for name in leg.corridors if leg.kind == "move" else ():
            metres[name] = metres.get(name, 0) + leg.amounts.distance.value
    most = max(metres, key=lambda name: (metres[name], name), default="")
    return most if most and 2 * metres[most] >= route.total("distance").value else ""
