"""Places to mark on a map: ends, breaks of gauge, changes of mode, borders, towns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np
from matplotlib.axes import Axes

from corridors.maps import style
from corridors.maps.courses import course, spaced
from corridors.maps.names import CAPITALS
from corridors.maps.projection import View
from corridors.maps.said import end_names
from corridors.model.modes import OVERLAND_MODES
from corridors.model.network import Network
from corridors.model.records import Node
from corridors.model.route import Answer, Leg, Route

__all__ = ["ALWAYS", "ENDS", "NEVER_HIDDEN", "Mark", "Spot", "context_marks", "draw_spots",
           "end_marks", "place_mark", "route_marks", "spots"]

RANKS = {"end": 0, "gauge_break": 1, "transfer": 2, "border": 3}
STRENGTH = tuple(style.SYMBOLS)
LONGEST_SHORT_CROSSING_KM = 60.0
ENDS = frozenset({"end", "reached", "cut_off"})
"""Kinds that are origins and destinations, which are named in any case."""

NEVER_HIDDEN = ENDS | {"closed"}
"""Kinds that do not hide each other: what closes near a town is drawn over its dot."""

ALWAYS = frozenset(style.SYMBOLS) - {"place", "context"}
"""Kinds whose symbol is drawn with or without a name."""



@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark.

    Parameters
    ----------
    kind
        One of :data:`corridors.maps.style.SYMBOLS`.
    key
        Node or link it stands for; used to put marks in order.
    name
        Name to write, or blank.
    lon, lat
        Degrees.
    rank
        0 for what is named first.
    bold
        Whether it is a capital.
    """

    kind: str
    key: str
    name: str
    lon: float
    lat: float
    rank: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the page.

    Parameters
    ----------
    mark
        The mark.
    x, y
        Points of the panel.
    """

    mark: Mark
    x: float
    y: float

    @property
    def radius(self) -> float:
        """Half the size of the symbol and its outline, in points."""
        symbol = style.SYMBOLS[self.mark.kind]
        wider = 1.25 if symbol.marker == "D" else 1.0
        return symbol.size_pt / 2 * wider + symbol.edge_pt / 2


def end_marks(answer: Answer) -> list[Mark]:
    """Mark origin and destination, named so that they can be told apart."""
    return [replace(_mark("end", node, 0), name=name) for node, name in zip(
        (answer.origin, answer.destination), end_names(answer), strict=True)]


def route_marks(network: Network, route: Route) -> list[Mark]:
    """Mark what a route passes.

    Parameters
    ----------
    network
        Where it runs.
    route
        The route.

    Returns
    -------
    marks
        Breaks of gauge, changes of mode, border crossings and towns, in the order of travel.
    """
    found = []
    for leg in route.legs:
        if leg.kind == "border":
            # A ship clears in port, where the change of mode is marked.
            found += [_crossing(network, leg)] if leg.mode in OVERLAND_MODES else []
        elif leg.kind in RANKS:
            found.append(_mark(leg.kind, network.node(leg.from_id), RANKS[leg.kind]))
    named = [network.node(key) for key in route.node_ids]
    return found + [place_mark(network, node) for node in named if node.node_type == "strait"
                    or (node.node_type != "junction" and node.country)]


def place_mark(network: Network, node: Node) -> Mark:
    """Mark a town, ranked by what it is and by how many links meet there."""
    return _mark("place", node, _importance(network, node))


def context_marks(network: Network, view: View) -> list[Mark]:
    """Mark the capitals in sight, to find one's way."""
    capitals = [node for node in network.nodes.records if CAPITALS.get(node.country) == node.name
                and view.holds(node.lon, node.lat, 12)]
    return [replace(_mark("context", node, 9), bold=False) for node in capitals]


def spots(marks: Iterable[Mark], view: View, finest: float = 0.8) -> list[Spot]:
    """Put marks on the page; where two overlap, the stronger stays and takes a missing name.

    Parameters
    ----------
    marks
        Marks, in any order.
    view
        The panel; what lies outside is left out.
    finest
        How near two symbols may come, as a share of their radii.

    Returns
    -------
    spots
        The strongest first.
    """
    ordered = sorted(set(marks), key=lambda m: (STRENGTH.index(m.kind), m.rank, m.key, m.name))
    kept: list[Spot] = []
    for mark in ordered:
        x, y = view.to_page(np.array([[mark.lon, mark.lat]]))[0]
        spot = Spot(mark, float(x), float(y))
        if not (0 <= spot.x <= view.width_pt and 0 <= spot.y <= view.height_pt):
            continue
        near = next((place for place, other in enumerate(kept)
                     if hypot(spot.x - other.x, spot.y - other.y)
                     < finest * (spot.radius + other.radius)), None)
        if near is None or (mark.kind in NEVER_HIDDEN and kept[near].mark.kind in NEVER_HIDDEN
                            and kept[near].mark.key != mark.key):
            kept.append(spot)
        elif not kept[near].mark.name:
            kept[near] = replace(kept[near], mark=replace(kept[near].mark, name=mark.name,
                                                          bold=mark.bold))
    return kept


def draw_spots(axes: Axes, found: Sequence[Spot]) -> None:
    """Draw symbols, the strongest on top."""
    for spot in reversed(found):
        symbol = style.SYMBOLS[spot.mark.kind]
        axes.plot([spot.x], [spot.y], linestyle="none", marker=symbol.marker,
                  markersize=symbol.size_pt, markerfacecolor=symbol.face,
                  markeredgecolor=symbol.edge, markeredgewidth=symbol.edge_pt,
                  label=f"place {spot.mark.key}",
                  zorder=8 - 0.1 * STRENGTH.index(spot.mark.kind))


def _mark(kind: str, node: Node, rank: int) -> Mark:
    capital = CAPITALS.get(node.country) == node.name
    return Mark(kind, node.node_id, node.name, node.lon, node.lat, rank, capital)


def _importance(network: Network, node: Node) -> int:
    """Rank a town by what it is and by how many links meet there."""
    if CAPITALS.get(node.country) == node.name:
        return 4
    if node.node_type == "strait":
        return 5
    place = network.nodes.index[node.node_id]
    meeting = int(np.count_nonzero(np.asarray(network.links.tail) == place)
                  + np.count_nonzero(np.asarray(network.links.head) == place))
    if node.node_type == "border_crossing":
        return 7
    return 5 if meeting >= 5 else 6 if meeting >= 3 else 8


def _crossing(network: Network, leg: Leg) -> Mark:
    """Mark a border crossing in the middle of a short link, at the border post of a long one."""
    link = network.link(leg.link_id)
    ends = [network.node(link.from_node_id), network.node(link.to_node_id)]
    posts = [node for node in ends if node.node_type == "border_crossing"]
    if link.length_km.value > LONGEST_SHORT_CROSSING_KM and posts:
        return replace(_mark("border", posts[0], RANKS["border"]), key=link.link_id)
    line = course(network, link)
    lon, lat = spaced(line, float("inf"))[0]
    return Mark("border", link.link_id, "", float(lon), float(lat), RANKS["border"])
