"""The simplest route near the best: few transfers, breaks of gauge and border crossings.

The best route by distance alone changes modes for a few kilometres; nobody ships that way. So, of
all routes within some percent of the best, the one with the fewest handlings and borders together
is taken; of those, the best; of those, the canonical one. Nothing is weighed: the search goes by
the number first and by the criterion second, and the percent are a limit on the criterion.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from corridors.model.query_checks import COUNTED
from corridors.model.route import Route
from corridors.routing.counted import HANDLED, WEIGHT, counted
from corridors.routing.labelling import first_path
from corridors.routing.limited import limits_of
from corridors.routing.margins import BEST, amount, more_said
from corridors.routing.solve import Solver

__all__ = ["most_within", "simplest_route"]


def simplest_route(solver: Solver) -> Route | None:
    """Give the simplest route within some percent of the best.

    Parameters
    ----------
    solver
        A question with ``simplest_within``.

    Returns
    -------
    route
        The route, which says what it takes more and spares against the best; None where there is
        no route.
    """
    best = solver.best()
    if best is None or solver.at_once:
        return best
    query, laid = solver.query, solver.layout(solver.search.carrying)
    most = most_within(best.total(query.by).value, query.simplest_within or 0)
    ground = counted(solver, laid)
    found = first_path(ground.task([HANDLED, WEIGHT], {**limits_of(query), WEIGHT: most}))
    if found is None:
        return None
    simplest = solver.made(laid, ground.path(found))
    return replace(simplest, difference=_difference(simplest, best, query.by))


def most_within(best: int, percent: float) -> int:
    """Give the most that a route may take within some percent of the best.

    Parameters
    ----------
    best
        What the best takes, in its smallest unit.
    percent
        Percent, taken as the decimal number that is written.

    Returns
    -------
    most
        Rounded down: a smallest unit more would be outside.

    Examples
    --------
    >>> most_within(1000, 10), most_within(1000, 0.19), most_within(3, 0)
    (1100, 1001, 3)
    """
    return int(best * (100 + Fraction(str(percent))) // 100)


def _difference(route: Route, best: Route, by: str) -> str:
    if sum(amount(route, what) for what in COUNTED) == sum(amount(best, what) for what in COUNTED):
        return "the best route is the simplest, too"
    margins = [more_said(what, amount(route, what), amount(best, what))
               for what in (by, *COUNTED)]
    return f"{', '.join(filter(None, margins))} than the {BEST[by]}"
