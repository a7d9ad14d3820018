"""Rows of the results of a sweep: what the best route of a query takes in a case."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from corridors.analysis.matrix import NO_ROUTE, ROUTE, SAME_PLACE
from corridors.model.route import Route
from corridors.routing.legs import route_of
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
    """

    rows: list[SweepRow]
    failures: list[Failure]


class Asked(NamedTuple):
    """Queries made ready for many cases.

    Parameters
    ----------
    routes
        The queries.
    known
        What is known of routes that were found, by where they start and their arcs.
    """

    routes: VariantRoutes
    known: dict[tuple[int, tuple[int, ...]], _Words]

    def row(self, case: int, query: int, best: Best) -> SweepRow:
        """Make a row of the best route that was found.

        Parameters
        ----------
        case, query
            Number of the case, and position of the query.
        best
            Its best route.
        """
        if best.total is None or not best.arcs:
            return SweepRow(case, query, NO_ROUTE if best.total is None else SAME_PLACE, best.total)
        start = self.routes.solvers[query].search.origin_at
        if (start, best.arcs) not in self.known:
            solver = self.routes.solvers[query]
            self.known[start, best.arcs] = _described(
                route_of(solver.graph, solver.prices, best.arcs, start))
        return SweepRow(case, query, ROUTE, best.total, *self.known[start, best.arcs])


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
