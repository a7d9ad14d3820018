"""Where traffic moves: links that gain and links that lose, as broad as what they gain or lose."""

from __future__ import annotations

from corridors.analysis.indicators import Indicators, IndicatorSet
from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.figure import MapFigure
from corridors.maps.look import USUAL, Look
from corridors.maps.volume_map import Band, Volumes, volume_map

__all__ = ["traffic_alt", "traffic_map"]

GAINS, LOSES = style.PALETTE[0], style.PALETTE[1]



def traffic_map(found: Indicators, basemap: Basemap, *, query: int = 0,
                look: Look = USUAL) -> MapFigure:
    """Draw which links gain and lose traffic.

    Parameters
    ----------
    found
        The indicators.
    basemap
        The ground.
    query
        Which of their sets, by position.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A map of the variant's network: blue with plus signs where more pairs pass, orange with
        minus signs where fewer do; width is the change.

    Raises
    ------
    QueryError
        If there is no such set, or no link gains or loses.
    """
    one = _set(found, query)
    bands = tuple(Band(traffic.key, abs(traffic.change), kind=int(traffic.change < 0))
                  for traffic in one.links if traffic.change)
    if not bands:
        raise QueryError(Problem("Q57", "no link gains or loses traffic in this set",
                                 "Draw another: give query=1, 2 and so on."))
    places = dict.fromkeys(node.node_id for comparison in one.comparisons
                           for node in (comparison.base.origin, comparison.base.destination))
    subtitle = ", ".join(filter(None, (one.label, f"by the {said.BEST[one.by]} route",
                                       f"against {found.base}")))
    unit = found.unit or "pairs"
    return volume_map(Volumes(
        f"{one.title}: links that gain and lose traffic", subtitle, bands,
        (("gains traffic", GAINS), ("loses traffic", LOSES)),
        f"Change in {unit} (width), gain or loss (sign, colour)", unit, ("gains", "loses"),
        tuple(places)), one.comparisons[0].variant.snapshot, basemap, look=look)


def traffic_alt(found: Indicators, query: int = 0) -> str:
    """Say in words which links gain and lose.

    Parameters
    ----------
    found
        The indicators.
    query
        Which of their sets, by position.
    """
    one = _set(found, query)
    gain, lose = (sum(sign * traffic.change > 0 for traffic in one.links) for sign in (1, -1))
    return f"Map of the links whose traffic changes with {one.title} by the " \
           f"{said.BEST[one.by]} route: {gain} gain and {lose} lose, of {len(one)} pairs."


def _set(found: Indicators, query: int) -> IndicatorSet:
    if not 0 <= query < len(found):
        raise QueryError(Problem("Q57", f"there is no set {query} of indicators",
                                 f"Give a number from 0 to {len(found) - 1}."))
    return found.sets[query]
