"""What would have to open, be allowed or be built: one set at a time, in words."""

from __future__ import annotations

from corridors.model.modes import MODES
from corridors.model.query import Query
from corridors.model.route import UNITS, Answer, Blocking, Route
from corridors.reports.allowing import allowed_said, built_said, crossings_said
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, MEASURES
from corridors.reports.words import chained, statuses_said

__all__ = ["route_measured", "set_said"]


def set_said(answer: Answer, block: Blocking) -> str:
    """Say what a set opens, allows and builds, and where the route then runs.

    Parameters
    ----------
    answer
        The answer it belongs to.
    block
        The set.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Rasht", modes={"rail"},
    ...                                               avoid=["country:KZ", "country:GE"]))
    >>> for block in answer.blocked_by[:2]:
    ...     print(set_said(answer, block))
    allow road; by road through Azerbaijan and Iran
    Astara (Iran)–Rasht (rail); planned today; through Azerbaijan and Iran
    """
    names = Names.of(answer.snapshot.network)
    parts = [allowed_said(names, block), built_said(names, block)]
    if block.link_ids:
        parts += [listed(chained(names, block.link_ids)), statuses_said(answer, block.link_ids),
                  crossings_said(names, block.border_ids)]
    if block.route is not None and block.route.countries:
        modes = listed(MODES[mode].label for mode in block.route.modes)
        by = f"by {modes} " if block.lifts or block.missing else ""
        parts.append(f"{by}through {names.countries(block.route.countries)}")
    return "; ".join(part for part in parts if part)


def route_measured(query: Query, route: Route) -> str:
    """Say how long a route is, and what it takes by the criterion of the question.

    Parameters
    ----------
    query
        The question.
    route
        The route.
    """
    length = MEASURES["distance"].said(route.distance_km)
    if query.by == "distance":
        return length
    return f"{MEASURE_BY[query.by].said(route.total(query.by).value / UNITS[query.by])}, {length}"
