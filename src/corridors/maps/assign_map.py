"""A map of flows: links as broad as what goes along them, those beyond their capacity apart."""

from __future__ import annotations

from math import floor, log10

from corridors.analysis.flows import Assignment, LinkFlow
from corridors.errors import Problem, QueryError
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.figure import MapFigure
from corridors.maps.look import USUAL, Look
from corridors.maps.valued_map import LinkClass, ValuedLinks, valued_map

__all__ = ["assign_map", "flow_steps"]

MOST_CLASSES = 4
"""Classes of flow; one more is for links beyond their capacity."""

BROADEST, THINNEST = 2.6, 0.5
"""Width of the fullest and of the emptiest class, as a share of the usual width."""

MOST_NAMED = 12


def assign_map(found: Assignment, basemap: Basemap, *, title: str = "", subtitle: str = "",
               look: Look = USUAL) -> MapFigure:
    """Draw flows on a map.

    Parameters
    ----------
    found
        The assignment.
    basemap
        The ground.
    title, subtitle
        Above the map; made from the assignment if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure.

    Raises
    ------
    QueryError
        If nothing goes along any link.
    """
    if not found.links:
        raise QueryError(Problem("M13", "nothing goes along any link, so that there are no flows "
                                        "to draw", "Assign demand that has routes."))
    ends = list(dict.fromkeys(node.node_id for pair in found.pairs if pair.routes
                              for node in (pair.origin, pair.destination)))
    shown = ValuedLinks(title or "Where the demand of a year goes", subtitle or _subtitle(found),
                        tuple(_classes(found)), "TEU a year (colour, width)", tuple(ends),
                        tuple(ends[:MOST_NAMED]))
    return valued_map(shown, found.snapshot, basemap, look=look)


def flow_steps(most: float, count: int = MOST_CLASSES) -> list[float]:
    """Give round flows that tell classes apart, the largest first.

    Parameters
    ----------
    most
        The largest flow.
    count
        How many classes.

    Returns
    -------
    steps
        One less than there are classes: 1, 2 or 5 times a power of ten, each below the largest.

    Examples
    --------
    >>> flow_steps(764_449)
    [500000.0, 200000.0, 100000.0]
    """
    power = floor(log10(most)) if most > 0 else 0
    round_ones = [digit * 10.0 ** (power - down) for down in range(count) for digit in (5, 2, 1)]
    return [step for step in round_ones if step < most][:count - 1]


def _classes(found: Assignment) -> list[LinkClass]:
    over = found.over
    beyond = {link.link_id for link in over}
    classes = [LinkClass(f"beyond its capacity (up to {max(link.load or 0 for link in over):.1f} "
                         "times)", tuple(link.link_id for link in over), BROADEST, style.BLOCKED)] \
        if over else []
    most = max(link.flow for link in found.links)
    steps = flow_steps(most)
    bounds = list(zip([*steps, 0.0], [float("inf"), *steps], strict=True))
    for place, (low, high) in enumerate(bounds):
        within = tuple(link.link_id for link in found.links
                       if low <= link.flow < high and link.link_id not in beyond)
        width = BROADEST - (BROADEST - THINNEST) * place / max(1, len(bounds) - 1)
        if within:
            classes.append(LinkClass(_said(low, high), within, width, style.BANDS[place]))
    return classes


def _said(low: float, high: float) -> str:
    if high == float("inf"):
        return f"{low:,.0f} and more" if low else "any"
    return f"{low:,.0f} to {high:,.0f}" if low else f"less than {high:,.0f}"


def _subtitle(found: Assignment) -> str:
    fullest: LinkFlow = found.links[0]
    parts = [f"{found.served:,.0f} of {found.demand:,.0f} TEU carried",
             f"at most {fullest.flow:,.0f} on one link"]
    if found.over:
        parts.append(f"{len(found.over)} link{'s' * (len(found.over) > 1)} beyond capacity")
    return ", ".join(parts)
