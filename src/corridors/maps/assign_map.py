"""A map of flows: links as broad as what goes along them, those beyond their capacity marked."""

from __future__ import annotations

import numpy as np

from corridors.analysis.flows import Assignment, LinkFlow
from corridors.errors import Problem, QueryError
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, spaced
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark
from corridors.maps.said import many
from corridors.maps.volume_map import Band, Volumes, volume_map

__all__ = ["assign_map"]

MOST_NAMED = 12

FLOW, BEYOND = 0, 1
"""Kinds of bands."""


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
        A figure: width is the flow of a year; each direction is a band of its own where they
        differ; links beyond their capacity are red and marked by a triangle.

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
    beyond = {link.link_id for link in found.over}
    bands = tuple(Band(link.link_id, link.forward, link.backward,
                       BEYOND if link.link_id in beyond else FLOW, directed=True)
                  for link in found.links)
    over = Key("symbol", _beyond_said(found), symbol="over")
    shown = Volumes(title or "Where the demand of a year goes", subtitle or _subtitle(found),
                    bands, (("", style.PALETTE[0]), ("", style.BLOCKED)), "TEU a year (width)",
                    places=tuple(ends), named=tuple(ends[:MOST_NAMED]),
                    marks=tuple(_mark(found, link) for link in found.over),
                    keys=(over,) if beyond else ())
    return volume_map(shown, found.snapshot, basemap, look=look)


def _mark(found: Assignment, flow: LinkFlow) -> Mark:
    """Mark the middle of a link that is beyond its capacity."""
    network = found.snapshot.network
    lon, lat = spaced(course(network, network.link(flow.link_id)), float("inf"))[0]
    return Mark("over", flow.link_id, "", float(np.round(lon, 6)), float(np.round(lat, 6)), 1)


def _beyond_said(found: Assignment) -> str:
    most = max((link.load or 0.0 for link in found.over), default=0.0)
    return f"beyond its capacity (up to {most:.1f} times)"


def _subtitle(found: Assignment) -> str:
    fullest = found.links[0]
    parts = [f"{found.served:,.0f} of {found.demand:,.0f} TEU carried",
             f"at most {fullest.flow:,.0f} on one link"]
    if found.over:
        parts.append(f"{many(len(found.over), 'link')} beyond capacity")
    return ", ".join(parts)
