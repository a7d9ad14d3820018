"""Lanes across the oceans: searoute's graph of shipping lanes, mended where it cuts the land.

``pip install searoute==1.6.0`` (Apache-2.0) for the tool; the package itself does not need it.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from sea_chart import Sea, Shores, chart
from shapely.geometry import LineString
from water_ways import Point, Points

__all__ = ["OceanLane", "mended", "ocean_lane"]

ALWAYS_SHUT = "northwest"  # the Northwest Passage
ON_LAND_DEG = 0.01         # a lane may touch the land of the map by so much
ROOM_DEG = 1.0             # how far around a mend the sea is charted
CLEARANCE_KM = 1.0


@dataclass(frozen=True, slots=True)
class OceanLane:
    """A lane of searoute's graph and the passages it uses, by searoute's names."""

    points: Points
    passages: tuple[str, ...]


def ocean_lane(start: Point, stop: Point, shut: Sequence[str]) -> OceanLane:
    """Ask searoute for the shortest lane, with some of its passages shut.

    Raises
    ------
    SystemExit
        searoute is not installed.
    """
    try:
        searoute: Any = importlib.import_module("searoute")
    except ImportError as error:
        raise SystemExit("searoute is missing: pip install searoute==1.6.0") from error
    found = searoute.searoute(start, stop, restrictions=[ALWAYS_SHUT, *shut],
                              return_passages=True)
    points = np.array([start, *found["geometry"]["coordinates"], stop], dtype=np.float64)
    return OceanLane(points, tuple(sorted(found["properties"]["traversed_passages"])))


def mended(points: Points, shores: Shores) -> Points:
    """Lead the stretches of a lane that cut the land over the water instead.

    The first and the last point of searoute's graph are left out where a ship can steer straight
    for the next one: the nearest point of the graph often lies behind the port.

    Parameters
    ----------
    points
        The lane, lon and lat.
    shores
        The land, and the ways for ships that it does not show.
    """
    land = shapely.STRtree(shores.land)
    points = _straight(_straight(points, land)[::-1], land)[::-1]
    pieces = [points[:1]]
    here = 0
    for first, last in _cuts(points, land):
        shape = points[first:last + 1]
        west, south = shape.min(axis=0) - ROOM_DEG
        east, north = shape.max(axis=0) + ROOM_DEG
        sea = Sea("mend", (west, south, east, north), CLEARANCE_KM)
        water = chart(sea, shores)
        start, stop = (_point(points[i]) for i in (first, last))
        pieces += [points[here + 1:first + 1], water.shortest(start, stop)[1:]]
        here = last
    return np.vstack([*pieces, points[here + 1:]])


def _straight(points: Points, land: shapely.STRtree) -> Points:
    """Leave out the second point where the way to the third is clear."""
    clear = len(points) > 3 and not land.query(
        LineString(points[[0, 2]]), predicate="intersects").size
    return np.delete(points, 1, axis=0) if clear else points


def _cuts(points: Points, land: shapely.STRtree) -> list[tuple[int, int]]:
    """Give the first and last points of the stretches over land, with one good piece around."""
    lines = np.array([LineString(pair) for pair in pairwise(points)])
    which, part = land.query(lines, predicate="intersects")
    over = shapely.length(shapely.intersection(lines[which], land.geometries[part]))
    bad = np.bincount(which, weights=over, minlength=len(lines)) > ON_LAND_DEG
    cuts: list[tuple[int, int]] = []
    for i in np.flatnonzero(bad).tolist():
        first, last = max(0, i - 1), min(len(points) - 1, i + 2)
        if cuts and first <= cuts[-1][1]:
            first = cuts.pop()[0]
        cuts.append((first, last))
    return cuts


def _point(place: Points) -> Point:
    return float(place[0]), float(place[1])
