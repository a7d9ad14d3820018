"""Where links run: in degrees as the tables say, and as smooth lines on the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from corridors.model.credits import credits_of
from corridors.model.geodesy import great_circle_km
from corridors.model.modes import OVERLAND_MODES
from corridors.model.network import Network
from corridors.model.records import Link

__all__ = ["beside_it", "course", "course_credits", "offset", "rounded", "spaced", "stretches",
           "thinned"]

Points = NDArray[np.float64]
LONGEST_STEP_M = 100_000
THINNEST_PT = 0.5
ROUNDING_PT = 3.0
NARROW_PT = 2.0
"""Lines moved by less make no loops that could be seen."""

WINDING, SAME_LENGTH, MOST_COMPANIONS, SHORT_KM = 1.2, 0.08, 4, 10.0


def course(network: Network, link: Link, *, forward: bool = True) -> Points:
    """Give the line of a link, in degrees.

    Parameters
    ----------
    network
        Where the link belongs.
    link
        The link; without an alignment it is drawn straight, or, where it is much longer than a
        straight line, along drawn links of the same length between the same places: a railway
        that a scenario adds beside a road follows the road and its side of a border.
    forward
        False to run from its ``to_node_id`` to its ``from_node_id``.

    Returns
    -------
    lonlat
        One pair per row, long steps filled in along the great circle.
    """
    line = np.vstack([_own_course(network, other)[::1 if same_way else -1]
                      for other, same_way in _followed(network, link)])
    return line if forward else line[::-1]


def course_credits(network: Network, link: Link) -> tuple[str, ...]:
    """Give the credits of the lines that a link is drawn along.

    Parameters
    ----------
    network
        Where the link belongs.
    link
        The link.

    Returns
    -------
    credits
        Whom to name beside the line.
    """
    return credits_of(network, [other.link_id for other, _ in _followed(network, link)])


def stretches(lines: Sequence[Points]) -> tuple[Points, ...]:
    """Join lines that meet end to end, so that a stretch of several links gets signs as one.

    Parameters
    ----------
    lines
        Lines in degrees or on the page.

    Examples
    --------
    >>> one, two = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [2.0, 0.0]])
    >>> stretches([one, two])[0].tolist()
    [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]
    """
    joined = shapely.line_merge(shapely.MultiLineString(list(lines)))
    return tuple(shapely.get_coordinates(part) for part in shapely.get_parts(joined))


def thinned(line: Points, finest_pt: float = THINNEST_PT) -> Points:
    """Leave out points of a page line that cannot be seen."""
    if len(line) < 2:
        return line
    kept = shapely.get_coordinates(shapely.simplify(shapely.LineString(line), finest_pt))
    return _without_repeats(kept)


def offset(line: Points, distance_pt: float) -> Points:
    """Move a page line to its left.

    Parameters
    ----------
    line
        Points of the page.
    distance_pt
        How far; negative for the right.

    Returns
    -------
    moved
        One point for each of the line, corners mitred.

    Examples
    --------
    >>> offset(np.array([[0.0, 0.0], [10.0, 0.0]]), 2.0).tolist()
    [[0.0, 2.0], [10.0, 2.0]]
    """
    line = _without_repeats(line)
    if distance_pt == 0 or len(line) < 2:
        return line
    steps = np.diff(line, axis=0)
    normals = np.column_stack([-steps[:, 1], steps[:, 0]]) / np.hypot(*steps.T)[:, None]
    at_points = np.vstack([normals[:1], normals[:-1] + normals[1:], normals[-1:]])
    lengths = np.maximum(np.hypot(*at_points.T), 0.2)
    at_points /= lengths[:, None]
    # Longer at a corner, so that both sides keep their distance; never more than double.
    along = np.vstack([normals[:1], normals])
    stretch = np.clip(1 / np.maximum(np.sum(at_points * along, axis=1), 0.5), 1.0, 2.0)
    moved: Points = line + at_points * (distance_pt * stretch)[:, None]
    return moved


def beside_it(line: Points, distance_pt: float) -> Points:
    """Move a page line to its left, cutting off the loops that bends narrower than that make.

    Parameters
    ----------
    line
        Points of the page.
    distance_pt
        How far; negative for the right.

    Examples
    --------
    >>> beside_it(np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 3.0], [20.0, 3.0]]), 4.0).max().round(1)
    np.float64(20.0)
    """
    line = _without_repeats(line)
    if abs(distance_pt) < NARROW_PT or len(line) < 3:
        return offset(line, distance_pt)
    moved = shapely.offset_curve(shapely.LineString(line), distance_pt, join_style="mitre",
                                 mitre_limit=2.0)
    whole = isinstance(moved, shapely.LineString) and not moved.is_empty
    return shapely.get_coordinates(moved) if whole else offset(line, distance_pt)


def rounded(line: Points, radius_pt: float = ROUNDING_PT) -> Points:
    """Round the corners of a page line, moving it by less than a line's width."""
    line = _without_repeats(line)
    if len(line) < 3:
        return line
    pieces = [line[:1]]
    share = np.array([0.0, 0.25, 0.5, 0.75, 1.0])[:, None]
    for before, corner, after in zip(line[:-2], line[1:-1], line[2:], strict=True):
        start = _towards(corner, before, radius_pt)
        end = _towards(corner, after, radius_pt)
        pieces.append((1 - share) ** 2 * start + 2 * share * (1 - share) * corner
                      + share ** 2 * end)
    return np.vstack([*pieces, line[-1:]])


def spaced(line: Points, step_pt: float) -> Points:
    """Give points along a page line, evenly spaced, at least one."""
    if len(line) < 2:
        return line
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    number = max(1, round(lengths[-1] / step_pt))
    marks = (np.arange(number) + 0.5) * lengths[-1] / number
    return np.column_stack([np.interp(marks, lengths, line[:, 0]),
                            np.interp(marks, lengths, line[:, 1])])


def _own_course(network: Network, link: Link) -> Points:
    """Give the alignment of a link, or a straight line."""
    alignment = network.alignments.get(link.link_id)
    if alignment is not None and len(alignment.points) > 1:
        return _filled(alignment.points)
    ends = (network.node(link.from_node_id), network.node(link.to_node_id))
    return _filled(tuple((end.lon, end.lat) for end in ends))


def _followed(network: Network, link: Link) -> list[tuple[Link, bool]]:
    """Give the links whose lines a link is drawn along, mostly its own, and which way."""
    own = [(link, True)]
    if link.link_id in network.alignments:
        return own
    (lon_a, lat_a), (lon_b, lat_b) = _own_course(network, link)[[0, -1]]
    winds = link.length_km.value > WINDING * great_circle_km(lon_a, lat_a, lon_b, lat_b)
    return _companions(network, link) or own if winds else own


def _companions(network: Network, link: Link) -> list[tuple[Link, bool]]:
    """Give a few drawn links that lead as far between the same places."""
    meeting: dict[str, list[Link]] = {}
    for other in network.links.records:
        drawn = other.link_id in network.alignments or other.length_km.value <= SHORT_KM
        if drawn and other.mode in OVERLAND_MODES and other is not link:
            for end in (other.from_node_id, other.to_node_id):
                meeting.setdefault(end, []).append(other)
    wanted = link.length_km.value
    ways: list[tuple[list[str], float, list[tuple[Link, bool]]]] = [
        ([link.from_node_id], 0.0, [])]
    while ways:
        nodes, length_km, taken = ways.pop(0)
        if nodes[-1] == link.to_node_id and abs(length_km - wanted) <= SAME_LENGTH * wanted:
            return taken
        for other in meeting.get(nodes[-1], ()) if len(nodes) <= MOST_COMPANIONS else ():
            forward = other.from_node_id == nodes[-1]
            onward = other.to_node_id if forward else other.from_node_id
            longer = length_km + other.length_km.value
            if onward not in nodes and longer <= (1 + SAME_LENGTH) * wanted:
                ways.append(([*nodes, onward], longer, [*taken, (other, forward)]))
    return []


@lru_cache(maxsize=4096)
def _filled(points: tuple[tuple[float, float], ...]) -> Points:
    """Fill long steps along the great circle, so that lanes bend as ships do."""
    globe = Geod(ellps="WGS84")
    line: list[tuple[float, float]] = [points[0]]
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(points):
        apart = globe.inv(lon_a, lat_a, lon_b, lat_b)[2]
        between = int(apart // LONGEST_STEP_M)
        if between:
            line += globe.npts(lon_a, lat_a, lon_b, lat_b, between)
        line.append((lon_b, lat_b))
    made = np.array(line, dtype=np.float64)
    made.flags.writeable = False
    return made


def _without_repeats(line: Points) -> Points:
    if len(line) < 2:
        return line
    moved = np.hypot(*np.diff(line, axis=0).T) > 1e-6
    kept = line[np.concatenate([[True], moved])]
    return kept if len(kept) > 1 else line[:1]


def _towards(corner: Points, other: Points, radius_pt: float) -> Points:
    step = other - corner
    length = float(np.hypot(*step))
    near: Points = corner + step * min(0.5, radius_pt / length)
    return near
