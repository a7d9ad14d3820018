"""What a question would have to allow, and what is missing, in words."""

from __future__ import annotations

from collections.abc import Sequence

from corridors.model.modes import MODES
from corridors.model.rates import TECHNIQUES
from corridors.model.restriction import LIMITS, number_said
from corridors.model.route import Answer, Blocking, Route
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURES

__all__ = ["allowed_said", "built_said", "crossings_said", "otherwise_said", "used_of"]


def allowed_said(names: Names, block: Blocking) -> str:
    """Say what a question would have to allow; blank if nothing.

    Parameters
    ----------
    names
        Names of the network.
    block
        The set.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> today = load().as_of()
    >>> query = Query("Baku", "Kars", modes={"sea"}, avoid=["country:GE"], max_borders=1)
    >>> answer = shortest_route(today, query)
    >>> allowed_said(Names.of(today.network), answer.blocked_by[0])
    'allow road and 3 border crossings'
    """
    said = listed(_allowed(names, lift, block.route) for lift in block.lifts)
    return f"allow {said}" if said else ""


def built_said(names: Names, block: Blocking) -> str:
    """Say what would have to be built; blank if nothing.

    Parameters
    ----------
    names
        Names of the network.
    block
        The set.
    """
    said = listed(each.said(names.place_in(each.node_id)) for each in block.missing)
    return f"build {said}" if said else ""


def crossings_said(names: Names, border_ids: Sequence[str]) -> str:
    """Say which crossings lie on links; blank if none.

    Parameters
    ----------
    names
        Names of the network.
    border_ids
        The crossings.
    """
    said = listed(names.border(border, "", "") for border in border_ids)
    return f"with the border crossing{'s' if len(border_ids) > 1 else ''} {said}" if said else ""


def otherwise_said(answer: Answer) -> str:
    """Say what a question without a route would have to allow for one; blank if nothing helps.

    Parameters
    ----------
    answer
        An answer without a route.
    """
    names = Names.of(answer.snapshot.network)
    block = next((block for block in answer.blocked_by
                  if block.lifts and not block.link_ids), None)
    if block is None:
        return ""
    allowed = allowed_said(names, block).removeprefix("allow ")
    length = MEASURES["distance"].said(block.distance_km)
    return f" If the question allowed {allowed}, there would be one of {length}."


def used_of(limit: str, route: Route) -> float:
    """Give what a route uses of something that is limited: how many, or kilometres.

    Parameters
    ----------
    limit
        One of :data:`~corridors.model.restriction.LIMITS`.
    route
        The route.
    """
    return route.km_by("road") if limit == "max_road_km" else \
        route.count(limit.removeprefix("max_").removesuffix("s"))


def _allowed(names: Names, lift: str, route: Route | None) -> str:
    if lift in MODES:
        return MODES[lift].label
    if lift in TECHNIQUES:
        return f"a change of gauge by {lift.replace('_', ' ')}"
    if lift in LIMITS:
        return number_said(lift, used_of(lift, route)) if route is not None else LIMITS[lift]
    return "links without a cited length" if lift == "only_cited" else names.selected(lift)
