"""Bands of different widths laid edge to edge, each on the side where it really runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely

from corridors.maps import style
from corridors.maps.courses import spaced, thinned
from corridors.maps.projection import Points, View
from corridors.maps.strands import Strand

__all__ = ["stacked"]

STEP_PT = 5.0
GAP_PT = 0.5
"""Between two bands that lie side by side."""

MOSTLY = 0.5
"""Share of a band that must run along another to be laid beside it."""

SHORT_PT = 14.0
"""Links that are shorter on the page keep the side of their neighbours."""

SAME_PT = 0.2
"""Lines that run nearer to each other have one course: the data do not say which is left."""


@dataclass(frozen=True, slots=True, eq=False)
class _Track:
    """A strand as it is measured: points along it, which way they go, and the whole line."""

    points: Points
    ways: Points
    line: shapely.LineString

    @property
    def way(self) -> Points:
        """From the first point to the last."""
        return self.points[-1:] - self.points[:1]


def stacked(lines: Sequence[Sequence[Strand]], view: View) -> list[Strand]:
    """Lay bands edge to edge where they would hide each other.

    Parameters
    ----------
    lines
        The strands of each line, in any number.
    view
        Where they are drawn.

    Returns
    -------
    strands
        With their slots. Of bands that run beside each other the one that lies to the left keeps
        to the left; of two colours on one course that which lies to the left where they part; and
        the two directions of a link keep to the right, as trains and lorries mostly do.
    """
    strands = [strand for line in lines for strand in line]
    tracks = [_track(strand, view) for strand in strands]
    sides = _Sides(strands, tracks)
    slots = [shift / (style.STEP * strand.width_pt)
             for strand, shift in zip(strands, map(sides.shift, range(len(strands))), strict=True)]
    placed, first = list[Strand](), 0
    for line in lines:
        own = slice(first, first + len(line))
        placed += [replace(strand, slot=slot) for strand, slot in zip(
            line, _steady(tracks[own], slots[own]), strict=True)]
        first += len(line)
    return placed


def _steady(tracks: Sequence[_Track], slots: Sequence[float]) -> list[float]:
    """Let short links keep the side of the longer ones before or after them."""
    long = [place for place, track in enumerate(tracks) if track.line.length >= SHORT_PT]
    return [slots[min(long, key=lambda other: abs(other - place), default=place)]
            for place in range(len(slots))]


def _track(strand: Strand, view: View) -> _Track:
    page = thinned(view.to_page(strand.lonlat))
    points = spaced(page, STEP_PT)
    if len(points) == 1:
        points = np.vstack([page[:1], points, page[-1:]])
    ways = np.diff(np.vstack([2 * points[:1] - points[1:2], points]), axis=0) \
        + np.diff(np.vstack([points, 2 * points[-1:] - points[-2:-1]]), axis=0)
    lengths = np.maximum(np.hypot(*ways.T), 1e-9)
    line = shapely.LineString(page if len(page) > 1 else np.vstack([page, page + 1e-6]))
    return _Track(points, ways / lengths[:, None], line)


def _reach(one_pt: float, other_pt: float) -> float:
    """Give how near two bands touch."""
    return (one_pt + other_pt) / 2 + GAP_PT


class _Sides:
    """Says what runs beside a band, on which side, and how far it moves for it."""

    def __init__(self, strands: Sequence[Strand], tracks: Sequence[_Track]) -> None:
        self._strands, self._tracks = strands, tracks
        self._index = shapely.STRtree([track.line for track in tracks])
        self._broadest = max((strand.width_pt for strand in strands), default=0.0)
        self._parts: dict[tuple[str, str], Points] = {}

    def shift(self, own: int) -> float:
        """Give how far a band moves to its left, so that all beside it lie edge to edge."""
        strand, track = self._strands[own], self._tracks[own]
        beside: dict[tuple[str, str, bool], list[tuple[int, Points]]] = {}
        for other in self._index.query(track.line, "dwithin",
                                       _reach(strand.width_pt, self._broadest)).tolist():
            if other == own or self._follow(own, other):
                continue
            lefts = self._lefts(own, other)
            if np.isfinite(lefts).any():
                two = self._strands[other]
                ahead = float(np.sum(track.way * self._tracks[other].way)) > 0
                beside.setdefault((two.colour, two.mode, ahead), []).append((other, lefts))
        found = [(0.0, strand.width_pt)]
        for group in beside.values():
            lefts = np.vstack([each for _, each in group])
            if np.isfinite(lefts).any(axis=0).mean() > MOSTLY:
                aside = float(np.nanmean(lefts))
                found.append((aside if abs(aside) >= SAME_PT else self._tie(own, group[0][0]),
                              max(self._strands[other].width_pt for other, _ in group)))
        return _moved(found)

    def _follow(self, own: int, other: int) -> bool:
        """Say whether one band goes on where another ends: they meet, and lead apart."""
        shared = set(self._strands[own].ends) & set(self._strands[other].ends)
        if len(shared) != 1:
            return False
        node, = shared
        ways = [(points if self._strands[place].ends[0] == node else points[::-1])
                for place, points in ((one, self._tracks[one].points) for one in (own, other))]
        one, two = (way[len(way) // 2] - way[0] for way in ways)
        return float(np.sum(one * two)) <= 0

    def _lefts(self, own: int, other: int) -> Points:
        """Give how far to the left another band runs at each point; NaN where it runs elsewhere."""
        track, line = self._tracks[own], self._tracks[other].line
        spots = shapely.points(track.points)
        along = shapely.line_locate_point(line, spots)
        there = shapely.get_coordinates(shapely.line_interpolate_point(line, along))
        reach = _reach(self._strands[own].width_pt, self._strands[other].width_pt)
        # What is nearest to an end of the other follows it or comes before: it is not beside it.
        near = (along > 0) & (along < line.length) & (
            np.hypot(*(there - track.points).T) < reach)
        lefts: Points = np.where(near, _cross(track.ways, there - track.points), np.nan)
        return lefts

    def _tie(self, own: int, other: int) -> float:
        """Say which of two bands on one course is to be left."""
        one, two = self._strands[own], self._strands[other]
        if one.ends == two.ends[::-1] and one.colour == two.colour:
            return SAME_PT
        way = self._tracks[own].way
        side = float(_cross(way, self._parted(one.colour, two.colour))[0])
        if side == 0.0:
            # One colour on one course: tell them apart by their modes, whichever way they go.
            side = (1.0 if one.mode < two.mode else -1.0) \
                * (1.0 if tuple(way[0]) > (0.0, 0.0) else -1.0)
        return float(np.copysign(SAME_PT, side))

    def _parted(self, one: str, other: str) -> Points:
        """Give the way from the bands of one colour to those of another where they part."""
        if (one, other) not in self._parts:
            self._parts[one, other] = self._off(other, one) - self._off(one, other)
        return self._parts[one, other]

    def _off(self, one: str, other: str) -> Points:
        """Give the mean way to one colour from the nearest of the other, where they part."""
        points, rest = (np.vstack([track.points for strand, track in zip(
            self._strands, self._tracks, strict=True) if strand.colour == colour])
            for colour in (one, other))
        nearest = shapely.STRtree(list(map(shapely.Point, rest))).nearest(
            list(map(shapely.Point, points)))
        ways = points - rest[nearest]
        apart = np.hypot(*ways.T) > STEP_PT / 2
        mean: Points = np.asarray(np.mean(ways[apart] if apart.any() else ways, axis=0,
                                          keepdims=True))
        return mean


def _cross(ways: Points, steps: Points) -> Points:
    made: Points = ways[:, 0] * steps[:, 1] - ways[:, 1] * steps[:, 0]
    return made


def _moved(found: Sequence[tuple[float, float]]) -> float:
    """Give how far the first of some bands moves to its left, so that all lie edge to edge.

    Parameters
    ----------
    found
        How far to the left of the first each runs, and how broad it is.
    """
    if len(found) == 1:
        return 0.0
    order = sorted(range(len(found)), key=lambda place: -found[place][0])
    widths = [found[place][1] for place in order]
    inside = np.cumsum([0.0, *(_reach(*pair) for pair in pairwise(widths))])
    # From the left edge down: the middle of the whole stays where the bands run.
    low, high = -widths[0] / 2, inside[-1] + widths[-1] / 2
    middle = float(np.mean([aside for aside, _ in found]))
    return float(middle + (low + high) / 2 - inside[order.index(0)])
