"""The best route within limits: km by road, border crossings, breaks of gauge, transfers.

A route that is longer may cross fewer borders, so the best way to a place is not enough: every way
is kept that is not beaten on all that is limited; see :mod:`corridors.routing.labelling`. A limit
that the best route of all keeps costs nothing.
"""

from __future__ import annotations

from corridors.model.leg import UNITS
from corridors.model.query import Query
from corridors.model.restriction import limit_said, number_said
from corridors.routing.canonical import Path
from corridors.routing.counted import WEIGHT, Counted, counted
from corridors.routing.labelling import first_path
from corridors.routing.layout import Layout
from corridors.routing.solve import Solver

__all__ = ["least_used", "limit_reason", "limits_of", "path_within"]


def limits_of(query: Query) -> dict[str, int]:
    """Give the limits of a question by what each arc uses up of them.

    Parameters
    ----------
    query
        The question.

    Examples
    --------
    >>> limits_of(Query("A", "B", max_road_km=12.5, max_borders=2))
    {'road_km': 12500, 'borders': 2}
    """
    return {name.removeprefix("max_"): round(limit * UNITS["distance"])
            if name == "max_road_km" else int(limit) for name, limit in query.counted.items()}


def path_within(solver: Solver, laid: Layout, best: Path) -> Path | None:
    """Give the canonical best path within the limits of a question.

    Parameters
    ----------
    solver
        The question.
    laid
        Its layout.
    best
        The best path of all, whatever it takes of what is limited.

    Returns
    -------
    path
        That path where it keeps the limits, and no path equally good may break them; or the best
        one that keeps them; or None.
    """
    if not best.tied and _kept(solver, laid, best):
        return best
    ground = counted(solver, laid)
    found = first_path(ground.task([WEIGHT], limits_of(solver.query)))
    return None if found is None else ground.path(found)


def limit_reason(solver: Solver) -> str:
    """Say which limit forbids every route, and what the least is that would do.

    Parameters
    ----------
    solver
        A question that has no route.

    Returns
    -------
    words
        A sentence for each limit that no route keeps; one, where routes keep each limit by
        itself but none keeps all; empty where there is no route without the limits either.
    """
    limits = limits_of(solver.query)
    if not limits or solver.search.why_not or solver.at_once:
        return ""
    ground = counted(solver, solver.layout(solver.search.carrying))
    alone = {name: _least(ground, name, {}) for name in limits}
    said = [_forbidden({name: most}, alone[name]) for name, most in limits.items()]
    return " ".join(filter(None, said)) or _together(ground, limits)


def least_used(solver: Solver, limit: str, carrying: tuple[bool, ...]) -> float | None:
    """Give the least that a route within the limits of a question uses up of one more.

    Parameters
    ----------
    solver
        A question without this limit.
    limit
        One of :data:`~corridors.model.restriction.LIMITS`.
    carrying
        Whether each arc carries traffic.

    Returns
    -------
    least
        How many, or how many kilometres; None where there is no route.
    """
    if solver.search.why_not or solver.at_once:
        return None
    name = limit.removeprefix("max_")
    ground = counted(solver, solver.layout(carrying))
    least = _least(ground, name, limits_of(solver.query))
    return None if least is None else _shown(name, least)


def _together(ground: Counted, limits: dict[str, int]) -> str:
    """Say from which limit on they forbid every route, one after the other."""
    for place in range(2, len(limits) + 1):
        some = dict(list(limits.items())[:place])
        *others, last = some
        said = _forbidden(some, _least(ground, last, {name: some[name] for name in others}))
        if said:
            return said
    return ""


def _kept(solver: Solver, laid: Layout, path: Path) -> bool:
    route = solver.made(laid, path)
    spent = {"road_km": round(route.km_by("road") * UNITS["distance"]),
             "borders": route.count("border"), "gauge_breaks": route.count("gauge_break"),
             "transfers": route.count("transfer")}
    return all(spent[name] <= most for name, most in limits_of(solver.query).items())


def _least(ground: Counted, name: str, limits: dict[str, int]) -> int | None:
    """Give the least that a route within these limits uses up of one more; None without one."""
    task = ground.task([name], limits)
    found = first_path(task)
    return None if found is None else sum(task.takes[0][place] for place in found.places)


def _forbidden(limits: dict[str, int], least: int | None) -> str:
    """Say that limits forbid every route, the last of them needing more; empty if they do not."""
    *others, last = limits
    if least is None or least <= limits[last]:
        return ""
    asked = " and ".join(_said(name, most) for name, most in limits.items())
    number = number_said(f"max_{last}", _shown(last, least))
    who = "those that keep the rest have" if others else "all have"
    return f"There is no route {asked}: {who} at least {number}."


def _said(name: str, most: int) -> str:
    said = limit_said(f"max_{name}", _shown(name, most))
    return said if said.startswith("without") else f"with {said}"


def _shown(name: str, number: int) -> float:
    return number / UNITS["distance"] if name == "road_km" else number
