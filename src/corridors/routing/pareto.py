"""Routes that no other beats in all of several criteria: what there is to choose from.

A route belongs to the set if no other takes as little of every criterion and less of one. The set
is exact: nothing is weighed, rounded or sampled. Of routes that take the same, one is told. No
route goes round in a circle for nothing, since without the circle it would take no more: a place is
passed twice only by goods that come back on another mode or gauge, or to pass what must be passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.model.route import Route
from corridors.routing.canonical import Path
from corridors.routing.counted import counted
from corridors.routing.labelling import pareto_paths
from corridors.routing.limited import limits_of
from corridors.routing.margins import BEST, amount, least_of, more_said
from corridors.routing.solve import Solver

__all__ = ["pareto_routes"]


def pareto_routes(solver: Solver) -> tuple[Route, ...]:
    """Give every route that no other beats in all criteria of the question.

    Parameters
    ----------
    solver
        A question with ``pareto``.

    Returns
    -------
    routes
        By what the question asks the best route by, the best first; empty where there is none.
        Each says what it is best in, or how far it is from the best of each.

    Raises
    ------
    QueryError
        If more ways would have to be weighed than
        :data:`~corridors.routing.labelling.MOST_LABELS`.
    """
    criteria = tuple(solver.query.pareto)
    if solver.search.why_not:
        return ()
    if solver.at_once:
        return (solver.made(None, None),)
    laid = solver.layout(solver.search.carrying)
    ground = counted(solver, laid)
    task = ground.task(criteria, limits_of(solver.query), tie_by_weight=True)
    steps, keys = task.steps, task.keys

    def canonical(path: Path) -> tuple[int, list[str]]:
        return (sum(steps[place] for place in path.places), [keys[place] for place in path.places])

    paths = sorted(pareto_paths(task), key=canonical)
    return _told([solver.made(laid, ground.path(path)) for path in paths], criteria)


def _told(routes: Sequence[Route], criteria: Sequence[str]) -> tuple[Route, ...]:
    """Give routes their rank and what each is best in."""
    least = least_of(routes, criteria)
    return tuple(replace(route, rank=rank, difference=_difference(route, least))
                 for rank, route in enumerate(routes, start=1))


def _difference(route: Route, least: dict[str, int]) -> str:
    """Say what a route is best in, and by how much it misses the best of each of the others."""
    best = [BEST[what] for what, number in least.items() if amount(route, what) == number]
    margins = [more_said(what, amount(route, what), number) for what, number in least.items()]
    if not least:
        return ""
    return "; ".join(filter(None, (", ".join(best) or "best in none",
                                   ", ".join(filter(None, margins)))))
