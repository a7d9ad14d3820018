"""Where traffic moves: links that gain, in one colour, and links that lose, in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corridors.analysis.gains import Traffic
from corridors.analysis.indicators import Indicators, IndicatorSet
from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.figure import MapFigure
from corridors.maps.look import USUAL, Look
from corridors.maps.valued_map import LinkClass, ValuedLinks, valued_map

__all__ = ["traffic_alt", "traffic_map"]

GAINS, LOSES = style.PALETTE[0], style.PALETTE[1]

STRONG, WEAK = 1.0, 0.5
"""Widths of links whose traffic changes by more than half of the greatest change, and by less."""


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
        A map of the variant's network: blue where more pairs pass, orange where fewer do.

    Raises
    ------
    QueryError
        If there is no such set, or no link gains or loses.
    """
    one = _set(found, query)
    classes = tuple(_classes(found, one))
    if not classes:
        raise QueryError(Problem("Q57", "no link gains or loses traffic in this set",
                                 "Draw another: give query=1, 2 and so on."))
    places = dict.fromkeys(node.node_id for comparison in one.comparisons
                           for node in (comparison.base.origin, comparison.base.destination))
    subtitle = ", ".join(filter(None, (one.label, f"by the {said.BEST[one.by]} route",
                                       f"against {found.base}")))
    return valued_map(ValuedLinks(
        f"{one.title}: links that gain and lose traffic", subtitle, classes,
        f"Change in {found.unit or 'pairs'} (colour, width)", tuple(places)),
        one.comparisons[0].variant.snapshot, basemap, look=look)


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


def _classes(found: Indicators, one: IndicatorSet) -> Iterator[LinkClass]:
    for sign, word, colour in ((1, "more", GAINS), (-1, "less" if found.unit else "fewer", LOSES)):
        moved = [traffic for traffic in one.links if sign * traffic.change > 0]
        half = max((abs(traffic.change) for traffic in moved), default=0.0) / 2
        for width, links in ((STRONG, [each for each in moved if abs(each.change) > half]),
                             (WEAK, [each for each in moved if abs(each.change) <= half])):
            if links:
                yield LinkClass(f"{_between(links)} {found.unit or 'pairs'} {word}",
                                tuple(each.key for each in links), width, colour)


def _between(links: Sequence[Traffic]) -> str:
    sizes = [abs(each.change) for each in links]
    ends = f"{min(sizes):,.6g}", f"{max(sizes):,.6g}"
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)
