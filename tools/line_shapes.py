"""Turn a way on the reference lines into a line that can be drawn.

An edge of the reference lines is known by its two nodes and its length. Where the length leaves
little room (``BULGE_KM``), the straight piece between the nodes is the line for any map; where it
leaves more, the bends are hidden, and the points that were drawn by hand between the two nodes
are put in, so far as the length of the edge lets the line reach them.
"""

from __future__ import annotations

import numpy as np
import shapely
from line_matching import Link, Match, Point, Step
from reference_lines import KM_PER_DEGREE, Floats, distance_km

__all__ = ["known_share", "line_of", "thinned", "without_spikes"]

BULGE_KM = 5.0
THIN_KM = 0.25
DECIMALS = 4
SPIKE_KM = 4.0
SPIKE_COSINE = -0.85  # of the turn: 148 degrees
REACH = 1.05
"""Points drawn by hand may make an edge so many times as long as it is, as they are rough."""


def known_share(way: Match) -> float:
    """Give the share of the way whose place is known to :data:`BULGE_KM`."""
    known = sum(step.length_km - step.off_km for step in way.steps if _is_known(step))
    return known / way.length_km if way.length_km else 0.0


def line_of(link: Link, way: Match) -> Floats:
    """Draw a way: nodes passed, with the points drawn by hand where bends are hidden."""
    points: list[Point] = [link.ends[0]]
    for step in way.steps:
        if not _is_known(step):
            points += _drawn_between(link, step)
        points.append(step.stop)
    return without_spikes(np.array(points))


def _is_known(step: Step) -> bool:
    return step.bulge_km <= BULGE_KM


def _drawn_between(link: Link, step: Step) -> list[Point]:
    """Give the points drawn by hand between the two ends of a step, if its length allows them.

    A line drawn by hand is a few km off: it is moved so that it passes the two ends.
    """
    if not link.drawn:
        return []
    line = shapely.LineString(link.drawn)
    ends = np.array([step.start, step.stop])
    at = np.array([line.project(shapely.Point(end)) for end in ends])
    places = np.array([line.project(shapely.Point(point)) for point in link.drawn])
    inner = (places > at[0]) & (places < at[1])
    off = ends - shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    share = (places[inner] - at[0]) / max(at[1] - at[0], 1e-9)
    moved = np.array(link.drawn)[inner] + off[0] + share[:, None] * (off[1] - off[0])
    way = np.vstack([ends[0], moved, ends[1]])
    fits = distance_km(way[1:], way[:-1]).sum() <= REACH * step.length_km
    return [(float(lon), float(lat)) for lon, lat in moved] if fits else []


def without_spikes(line: Floats) -> Floats:
    """Leave out points where a line turns back for less than :data:`SPIKE_KM`.

    At yards and junctions the edges of the reference lines overshoot, and come back.

    Examples
    --------
    >>> without_spikes(np.array([[48.0, 38.0], [48.5, 38.0], [48.48, 38.0], [49.0, 38.1]])).tolist()
    [[48.0, 38.0], [48.48, 38.0], [49.0, 38.1]]
    """
    flat = line * _scale(line)
    for place in range(1, len(line) - 1):
        back, on = flat[place] - flat[place - 1], flat[place + 1] - flat[place]
        legs = np.hypot(*back), np.hypot(*on)
        if min(legs) < SPIKE_KM and back @ on < SPIKE_COSINE * legs[0] * legs[1]:
            return without_spikes(np.delete(line, place, axis=0))
    return line


def thinned(line: Floats) -> Floats:
    """Leave out points that change the line by less than :data:`THIN_KM` (Douglas-Peucker).

    Examples
    --------
    >>> thinned(np.array([[48.0, 38.0], [48.1, 38.001], [48.2, 38.0]])).tolist()
    [[48.0, 38.0], [48.2, 38.0]]
    """
    scale = _scale(line)
    flat = shapely.simplify(shapely.LineString(line * scale), THIN_KM, preserve_topology=False)
    points = np.round(shapely.get_coordinates(flat) / scale, DECIMALS)
    points[0], points[-1] = line[0], line[-1]
    fresh = np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))
    return np.asarray(points[fresh])


def _scale(line: Floats) -> Floats:
    """Give kilometres per degree of longitude and latitude around a line."""
    return np.array([np.cos(np.radians(line[:, 1].mean())), 1.0]) * KM_PER_DEGREE
