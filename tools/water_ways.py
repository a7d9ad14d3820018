"""The shortest way over water between two points: straight from cape to cape.

A sea is laid on a plane on which every great circle is a straight line (the gnomonic projection),
so a way that bends only at the corners of the shore is a shortest way on the globe.  The corners
are those of the land with its clearance; from each of them a ship can go to every other corner it
sees.  The way is found by A* with lengths on the ellipsoid.  Nothing is random and ties go to the
smaller corner, so the same shore always gives the same way.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod, Proj
from shapely.geometry import LinearRing, Polygon
from shapely.geometry.base import BaseGeometry

__all__ = ["GLOBE", "NoWayError", "Plane", "Points", "Water", "length_km"]

GLOBE = Geod(ellps="WGS84")
EARTH_RADIUS_KM = 6371.0088
TOUCHING_KM = 0.001  # a way along the edge of the water is still on it
INLAND_KM = 25.0     # what lies further from the water is no port

Point = tuple[float, float]
Points = npt.NDArray[np.float64]


class NoWayError(ValueError):
    """There is no water between two points."""


def length_km(points: Points) -> float:
    """Measure a line of lon, lat points on the WGS 84 ellipsoid.

    Examples
    --------
    >>> round(length_km(np.array([[50.0, 40.0], [51.0, 40.0], [51.0, 41.0]])), 1)
    196.4
    """
    return float(GLOBE.line_length(*points.T)) / 1000


@dataclass(frozen=True, slots=True)
class Plane:
    """The gnomonic projection about a point: km on a plane where great circles are straight."""

    lon: float
    lat: float

    def _projection(self) -> Proj:
        return Proj(proj="gnom", lon_0=self.lon, lat_0=self.lat, R=EARTH_RADIUS_KM)

    def down(self, points: Points) -> Points:
        """Lay lon, lat points on the plane."""
        return np.column_stack(self._projection()(*points.T))

    def up(self, points: Points) -> Points:
        """Give points of the plane as lon, lat."""
        return np.column_stack(self._projection()(points[:, 0], points[:, 1], inverse=True))

    def lay(self, geometry: BaseGeometry) -> BaseGeometry:
        """Lay a geometry of lon, lat on the plane."""
        return shapely.transform(geometry, self.down)


@dataclass(slots=True)
class Water:
    """The free water of a sea on a plane, with what has been seen from its corners so far.

    Parameters
    ----------
    plane
        The plane of the outline.
    outline
        Where a ship may be, in km on the plane: one polygon, its islands as holes.
    """

    plane: Plane
    outline: Polygon
    corners: Points = field(init=False, repr=False)
    _shore: Points = field(init=False, repr=False)
    _globe: Points = field(init=False, repr=False)
    _room: BaseGeometry = field(init=False, repr=False)
    _seen: dict[int, npt.NDArray[np.intp]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        found = _corners(self.outline)
        self.corners, self._shore = found[:, :2], found[:, 2:].reshape(-1, 2, 2)
        self._globe = self.plane.up(self.corners)
        self._room = self.outline.buffer(TOUCHING_KM)
        shapely.prepare(self._room)

    def entrance(self, port: Point) -> Point:
        """Give the point of the free water nearest to a port, lon and lat.

        Raises
        ------
        NoWayError
            The port is too far from the water.
        """
        place = shapely.Point(self.plane.down(np.array([port]))[0])
        way = shapely.shortest_line(self.outline, place)
        if way.length > INLAND_KM:
            raise NoWayError(f"{port} lies {way.length:.0f} km from the water of this chart: "
                             "add a fairway or widen the bounds of the sea")
        lon, lat = self.plane.up(np.array(way.coords[:1]))[0].tolist()
        return (lon, lat) if way.length > 0 else port

    def shortest(self, start: Point, stop: Point) -> Points:
        """Give the shortest way over water: from a port by its entrance to the other port.

        Raises
        ------
        NoWayError
            A port is too far from the water, or no corner leads from one to the other.
        """
        gates = np.array([self.entrance(start), self.entrance(stop)])
        ends = self.plane.down(gates)
        way = [gates[0], gates[1]] if self._sees(ends[0], ends[1:])[0] else self._bent(gates, ends)
        whole = np.array([start, *way, stop])
        moved = np.any(np.abs(np.diff(whole, axis=0)) > 1e-6, axis=1)
        return whole[np.r_[True, moved]]

    def _bent(self, gates: Points, ends: Points) -> list[Points]:
        """Search the way by the corners: A*, first those that promise the shortest whole."""
        every = np.arange(len(self.corners))
        first, last = (self._reached(end, every) for end in ends)
        to_stop = _km(self._globe, gates[1])
        finish = set(last.tolist())
        best = {int(i): km for i, km in zip(first, _km(self._globe[first], gates[0]), strict=True)}
        before: dict[int, int] = {}
        queue = [(km + to_stop[i], i) for i, km in best.items()]
        heapq.heapify(queue)
        done: set[int] = set()
        while queue:
            _, here = heapq.heappop(queue)
            if here in done:
                continue
            done.add(here)
            if here in finish:
                return [gates[0], *self._globe[_trace(here, before)], gates[1]]
            there = self._from(here)
            for i, km in zip(there, _km(self._globe[there], self._globe[here]), strict=True):
                reach = best[here] + km
                if i not in done and reach < best.get(i, np.inf) - 1e-9:
                    best[i], before[i] = reach, here
                    heapq.heappush(queue, (reach + to_stop[i], int(i)))
        start, stop = gates.tolist()
        raise NoWayError(f"no water joins {start} and {stop}: add a fairway")

    def _from(self, corner: int) -> npt.NDArray[np.intp]:
        """Give the corners to which a taut way can go on from one corner."""
        if corner not in self._seen:
            here = self.corners[corner]
            taut = _along(self._shore[corner][None], here[None], self.corners - here)
            self._seen[corner] = self._reached(here, np.flatnonzero(taut))
        return self._seen[corner]

    def _reached(self, here: Points, some: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Give those of some corners at which a straight way from here arrives along the shore."""
        there = self.corners[some]
        some = some[_along(self._shore[some], there, there - here)]
        return some[self._sees(here, self.corners[some])]

    def _sees(self, here: Points, there: Points) -> npt.NDArray[np.bool_]:
        """Tell to which points a straight way keeps to the water."""
        lines = np.stack([np.broadcast_to(here, there.shape), there], axis=1)
        return np.asarray(shapely.covers(self._room, shapely.linestrings(lines)))


def _trace(corner: int, before: dict[int, int]) -> list[int]:
    """Follow a way back to its first corner."""
    way = [corner]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[::-1]


def _km(points: Points, point: Points) -> Points:
    """Measure from points to one point."""
    same = np.broadcast_to(point, points.shape)
    metres: Points = np.asarray(GLOBE.inv(*points.T, *same.T)[2])
    return metres / 1000


def _along(shore: Points, corner: Points, course: Points) -> npt.NDArray[np.bool_]:
    """Tell whether a course only touches the shore at a corner: both sides lie to one hand."""
    sides = shore - corner[:, None]
    hand = course[:, None, 0] * sides[..., 1] - course[:, None, 1] * sides[..., 0]
    return np.asarray(hand[:, 0] * hand[:, 1] >= 0)


def _corners(outline: Polygon) -> Points:
    """Give the corners at which a taut way can bend, each with the next points of its shore.

    They are where land juts into the water.  A row is x, y and the points before and after.
    """
    shore = [_turns(outline.exterior, left=False)]
    islands = [_turns(ring, left=True) for ring in outline.interiors]
    found: Points = np.unique(np.vstack(shore + islands), axis=0)
    return found


def _turns(ring: LinearRing, *, left: bool) -> Points:
    """Give the points where a ring, walked counter-clockwise, turns to one side."""
    points = np.asarray(ring.coords)[:, :2]
    points = (points if shapely.is_ccw(ring) else points[::-1])[:-1]
    before, after = np.roll(points, 1, axis=0), np.roll(points, -1, axis=0)
    came, goes = points - before, after - points
    turn = came[:, 0] * goes[:, 1] - came[:, 1] * goes[:, 0]
    bends = turn > 0 if left else turn < 0
    return np.hstack([points, before, after])[bends]
