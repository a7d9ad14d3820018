"""More than the one best route, where a question asks for it."""

from __future__ import annotations

from corridors.model.route import Route
from corridors.routing.alternatives import shortest_routes
from corridors.routing.differences import told_apart
from corridors.routing.different import different_routes
from corridors.routing.solve import Solver

__all__ = ["several_routes"]


def several_routes(solver: Solver) -> tuple[Route, ...]:
    """Give the routes that a question asks for, each with what makes it different.

    Parameters
    ----------
    solver
        A question that asks for the ``k`` shortest or for ``different`` ones.

    Returns
    -------
    routes
        The best first; empty where there is none.
    """
    query = solver.query
    routes = different_routes(solver, query.different, query.overlap, query.detour) \
        if query.different else shortest_routes(solver)
    return told_apart(solver.snapshot.network, solver.costs, routes)
