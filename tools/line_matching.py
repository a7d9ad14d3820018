"""Find the way of a link on the reference lines.

A link's two ends are put on lines near them, and the way between them is the cheapest: kilometres
along the lines, dearer where the way strays from the line drawn by hand, much dearer where it has
to bridge a gap or to leap from an end to the nearest line. The kilometres themselves are never
weighted: the length that comes out is the length of the lines passed, bridges and leaps included.

An end often lies amid a long edge whose bends are unknown. It may lie on the edge when it is not
farther off the straight line between the edge's nodes than the edge's length lets it bulge; the
length is then cut in proportion to the distances from the two nodes.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from reference_lines import KM_PER_DEGREE, Floats, Ints, Reference, distance_km

__all__ = ["Link", "Match", "Rules", "Step", "bulge_km", "match", "stray_km"]

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """How far a way may depart from lines and from what is known.

    Attributes
    ----------
    leap_km
        Farthest leap from an end to a line.
    gap_km
        Longest bridge.
    near_km
        A way this far from the line drawn by hand costs nothing extra.
    stray_km
        So far beyond that, every kilometre costs double.
    leap_cost
        What a kilometre off the lines costs.
    room
        The way stays in the ellipse around the two ends that is so many times the length long,
    edge_km
        and this much longer, as an end may lie amid a long edge.
    """

    leap_km: float = 10.0
    gap_km: float = 3.0
    near_km: float = 4.0
    stray_km: float = 6.0
    leap_cost: float = 4.0
    room: float = 1.3
    edge_km: float = 120.0


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of a link: its ends, its length, and the line drawn by hand, if any."""

    link_id: str
    mode: str
    ends: tuple[Point, Point]
    length_km: float
    drawn: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a way.

    Attributes
    ----------
    kind
        ``edge``: a whole edge; ``part``: from an end along a part of an edge; ``bridge``: over a
        gap; ``leap``: from an end to a node.
    start, stop
        Where it begins and ends.
    length_km
        Kilometres, with what is off the lines.
    off_km
        Kilometres of it that no line covers.
    """

    kind: str
    start: Point
    stop: Point
    length_km: float
    off_km: float

    @property
    def chord_km(self) -> float:
        """The straight distance."""
        return float(distance_km(np.array(self.start), np.array(self.stop)))

    @property
    def bulge_km(self) -> float:
        """How far the line may lie off the straight piece drawn for it."""
        return float(bulge_km(np.array(self.chord_km), np.array(self.length_km)))


@dataclass(frozen=True, slots=True)
class Match:
    """The way found, from the first end of the link to the second."""

    steps: tuple[Step, ...]

    @property
    def length_km(self) -> float:
        """The whole way."""
        return sum(step.length_km for step in self.steps)

    @property
    def leap_km(self) -> float:
        """What lies between the ends and the lines."""
        return sum(step.off_km for step in self.steps if step.kind != "bridge")

    @property
    def bridged_km(self) -> float:
        """What bridges gaps."""
        return sum(step.off_km for step in self.steps if step.kind == "bridge")


class Arc(NamedTuple):
    """What joins a node to another: where to, at what cost, how long, how much off the lines."""

    to: int
    cost: float
    length_km: float
    off_km: float
    kind: str


def bulge_km(chord_km: Floats, length_km: Floats) -> Floats:
    """Give how far a line may lie off the straight line between its ends, in km.

    Examples
    --------
    >>> bulge_km(np.array([8.0]), np.array([10.0])).tolist()
    [3.0]
    """
    return np.asarray(np.sqrt(np.maximum(length_km**2 - chord_km**2, 0)) / 2)


def match(link: Link, lines: Reference, rules: Rules) -> Match | None:
    """Find the way of a link, or None where its ends do not come together."""
    near = _around(link, lines, rules)
    if not len(near.ends):
        return None
    graph = Graph(near, link, rules)
    a, b = len(near.lonlat), len(near.lonlat) + 1
    landed = [graph.land(point, number) for point, number in zip(link.ends, (a, b), strict=True)]
    graph.join_on_one_edge(a, b, *landed)
    return _walk(graph.arcs, a, b, [*map(tuple, near.lonlat.tolist()), *link.ends])


def _around(link: Link, lines: Reference, rules: Rules) -> Reference:
    a, b = np.array(link.ends)
    reach_km = max(rules.room * link.length_km, 1.1 * float(distance_km(a, b))) + rules.edge_km
    lat = max(abs(a[1]), abs(b[1]))
    high = reach_km / 2 / KM_PER_DEGREE
    wide = high / np.cos(np.radians(min(lat + high, 80.0)))
    lon_c, lat_c = (a + b) / 2
    box = lines.within(lon_c - wide, lat_c - high, lon_c + wide, lat_c + high)
    return box.keep(distance_km(box.lonlat, a) + distance_km(box.lonlat, b) <= reach_km)


@dataclass(frozen=True, slots=True)
class Plane:
    """A flat sheet around a link, in km: for nearness only, never for lengths."""

    lat: float

    @classmethod
    def around(cls, link: Link) -> Plane:
        """Lay the sheet at the middle latitude."""
        return cls((link.ends[0][1] + link.ends[1][1]) / 2)

    def km(self, lonlat: Floats) -> Floats:
        """Put points on the sheet."""
        scale = np.array([np.cos(np.radians(self.lat)), 1.0]) * KM_PER_DEGREE
        return np.asarray(lonlat * scale)

    def guide(self, link: Link) -> shapely.LineString | None:
        """Put the line drawn by hand on the sheet."""
        return shapely.LineString(self.km(np.array(link.drawn))) if link.drawn else None


class Graph:
    """The lines around one link as arcs with costs; the ends of the link are joined to them."""

    def __init__(self, lines: Reference, link: Link, rules: Rules) -> None:
        self.lines = lines
        self.link = link
        self.rules = rules
        self.arcs: list[list[Arc]] = [[] for _ in range(len(lines.lonlat) + 2)]
        dear = 1 + np.maximum(0, stray_km(link, lines.lonlat) - rules.near_km) / rules.stray_km
        self._chord_km = distance_km(*lines.lonlat[lines.ends.T])
        gap_km = distance_km(*lines.lonlat[lines.gaps.T])
        self._add(lines.ends, lines.length_km, dear, "edge")
        self._add(lines.gaps, gap_km, dear * rules.leap_cost, "bridge")

    def _add(self, pairs: Ints, length_km: Floats, dear: Floats, kind: str) -> None:
        rate = dear[pairs].mean(axis=1)
        for (i, j), km, factor in zip(pairs.tolist(), length_km.tolist(), rate.tolist(),
                                      strict=True):
            self._join(i, j, Arc(j, km * factor, km, km if kind == "bridge" else 0.0, kind))

    def _join(self, i: int, j: int, arc: Arc) -> None:
        self.arcs[i].append(arc)
        self.arcs[j].append(arc._replace(to=i))

    def land(self, point: Point, number: int) -> dict[int, tuple[float, float]]:
        """Join an end to what is near; give for every edge how far off it is, and the share."""
        here = np.array(point)
        away_km = distance_km(self.lines.lonlat, here)
        for node in np.flatnonzero(away_km <= self.rules.leap_km).tolist():
            km = float(away_km[node])
            self._join(number, node, Arc(node, km * self.rules.leap_cost, km, km, "leap"))
        to_a, to_b = away_km[self.lines.ends.T]
        aside_km, between = _aside(self._chord_km, to_a, to_b)
        free_km = np.minimum(bulge_km(self._chord_km, self.lines.length_km), self.rules.leap_km)
        off_km = np.maximum(0, aside_km - free_km)
        share = to_a / np.maximum(to_a + to_b, 1e-9)
        found = {}
        for edge in np.flatnonzero((off_km <= self.rules.leap_km) & between).tolist():
            found[edge] = float(off_km[edge]), float(share[edge])
            extra = (self.rules.leap_cost - 1) * float(aside_km[edge])
            self._join_to_edge(number, edge, found[edge], extra)
        return found

    def _join_to_edge(self, number: int, edge: int, place: tuple[float, float],
                      extra: float) -> None:
        off_km, share = place
        here = np.array(self.link.ends[number - len(self.lines.lonlat)])
        for node, part in zip(self.lines.ends[edge].tolist(), (share, 1 - share), strict=True):
            along_km = float(self.lines.length_km[edge]) * part + off_km
            km = max(along_km, float(distance_km(self.lines.lonlat[node], here)))
            self._join(number, node, Arc(node, km + extra, km, off_km, "part"))

    def join_on_one_edge(self, a: int, b: int, on_a: dict[int, tuple[float, float]],
                         on_b: dict[int, tuple[float, float]]) -> None:
        """Join the two ends where both lie on one edge."""
        straight_km = float(distance_km(*np.array(self.link.ends)))
        for edge in sorted(on_a.keys() & on_b.keys()):
            off_km = on_a[edge][0] + on_b[edge][0]
            along_km = float(self.lines.length_km[edge]) * abs(on_a[edge][1] - on_b[edge][1])
            km = max(along_km + off_km, straight_km)
            self._join(a, b, Arc(b, km, km, off_km, "part"))


def stray_km(link: Link, lonlat: Floats) -> Floats:
    """Tell how far points are from the line drawn by hand; 0 where there is none."""
    if not link.drawn:
        return np.zeros(len(lonlat))
    # A flat sheet at the middle latitude: for nearness only, never for lengths.
    lat = (link.ends[0][1] + link.ends[1][1]) / 2
    scale = np.array([np.cos(np.radians(lat)), 1.0]) * KM_PER_DEGREE
    return np.asarray(shapely.distance(shapely.points(lonlat * scale),
                                       shapely.LineString(np.array(link.drawn) * scale)))


def _aside(chord_km: Floats, to_a: Floats, to_b: Floats
           ) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Tell how far a point is from the straight piece a-b, and whether it lies beside it."""
    base = np.maximum(chord_km, 1e-9)
    along = (to_a**2 - to_b**2 + base**2) / (2 * base)
    height = np.sqrt(np.maximum(to_a**2 - along**2, 0))
    between = (along > 0) & (along < base)
    return np.where(between, height, np.minimum(to_a, to_b)), between


def _walk(arcs: list[list[Arc]], a: int, b: int, places: list[Point]) -> Match | None:
    """Find the cheapest way (Dijkstra); of two equal ones the first found stays."""
    best = {a: 0.0}
    came: dict[int, tuple[int, Arc]] = {}
    heap = [(0.0, a)]
    while heap:
        cost, node = heapq.heappop(heap)
        if node == b:
            return Match(_steps(came, a, b, places))
        if cost > best[node]:
            continue
        for arc in arcs[node]:
            total = cost + arc.cost
            if total < best.get(arc.to, float("inf")):
                best[arc.to] = total
                came[arc.to] = node, arc
                heapq.heappush(heap, (total, arc.to))
    return None


def _steps(came: dict[int, tuple[int, Arc]], a: int, b: int, places: list[Point]
           ) -> tuple[Step, ...]:
    steps = []
    while b != a:
        before, arc = came[b]
        steps.append(Step(arc.kind, places[before], places[b], arc.length_km, arc.off_km))
        b = before
    return tuple(reversed(steps))
