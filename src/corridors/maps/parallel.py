"""Lines that follow one another, laid side by side so that none hides another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corridors.maps.courses import spaced
from corridors.maps.projection import Points, View
from corridors.maps.strands import Strand

__all__ = ["beside"]

MOST_MEASURED = 6
"""Up to so many lines are measured; of more, only those between the same places are parted."""

STEP_PT = 5.0
NEAR_PT = 2.2
MOSTLY = 0.5


def beside(lines: Sequence[Sequence[Strand]], view: View) -> list[Strand]:
    """Lay lines beside each other where they share a stretch.

    Parameters
    ----------
    lines
        The strands of each line.
    view
        Where they are drawn.

    Returns
    -------
    strands
        With their slots: the line that swings out to the left keeps to the left. A stretch is
        shared by lines between the same two places, and by lines that run so near to each other
        that they would overlap.
    """
    if len(lines) > MOST_MEASURED:
        return _by_places(lines, range(len(lines)))
    tracks = [_track(line, view) for line in lines]
    swings = _swings(tracks)
    order = sorted(range(len(lines)), key=lambda n: (-swings[n], n))
    placed = _by_places(lines, order)
    return [strand if strand.slot else _by_distance(strand, view, tracks, order)
            for strand in placed]


def _by_places(lines: Sequence[Sequence[Strand]], order: Sequence[int]) -> list[Strand]:
    """Part the lines that run between the same two places."""
    users: dict[tuple[str, ...], list[int]] = {}
    direction: dict[tuple[str, ...], tuple[str, str]] = {}
    for number in order:
        for strand in lines[number]:
            direction.setdefault(_pair(strand), strand.ends)
            if number not in users.setdefault(_pair(strand), []):
                users[_pair(strand)].append(number)
    placed = []
    for number, strands in enumerate(lines):
        for strand in strands:
            turned = direction[_pair(strand)] != strand.ends
            placed.append(_at(strand, number, users[_pair(strand)], turned=turned))
    return placed


def _by_distance(strand: Strand, view: View, tracks: Sequence[Points], order: Sequence[int]
                 ) -> Strand:
    """Part a line from others that mostly run on top of it."""
    own = spaced(view.to_page(strand.lonlat), STEP_PT)
    near = [number for number in order if number == strand.line
            or np.mean(_apart(own, tracks[number]).min(axis=1) < NEAR_PT) > MOSTLY]
    if len(near) == 1:
        return strand
    passed = _apart(own, tracks[near[0]]).argmin(axis=1)
    return _at(strand, strand.line, near, turned=bool(passed[0] > passed[-1]))


def _at(strand: Strand, number: int, side: Sequence[int], *, turned: bool) -> Strand:
    slot = (len(side) - 1) / 2 - side.index(number)
    return replace(strand, slot=-slot if turned else slot)


def _track(line: Sequence[Strand], view: View) -> Points:
    """Give points along a line, evenly spaced."""
    if not line:
        return np.zeros((1, 2))
    path = view.to_page(np.vstack([strand.lonlat for strand in line]))
    return np.vstack([path[:1], spaced(path, STEP_PT), path[-1:]])


def _swings(tracks: Sequence[Points]) -> list[float]:
    """Measure the area between each line and the way they all go; more to the left is more."""
    start = np.mean([track[0] for track in tracks] or [np.zeros(2)], axis=0)
    ahead = np.mean([track[-1] for track in tracks] or [np.zeros(2)], axis=0) - start
    left = np.array([-ahead[1], ahead[0]])
    areas = []
    for track in tracks:
        aside, along = (track - start) @ left, (track - start) @ ahead
        areas.append(float(np.sum((aside[1:] + aside[:-1]) * np.diff(along))))
    return areas


def _apart(one: Points, other: Points) -> Points:
    gaps: Points = np.hypot(*(one[:, None, :] - other[None, :, :]).transpose(2, 0, 1))
    return gaps


def _pair(strand: Strand) -> tuple[str, ...]:
    return tuple(sorted(strand.ends))
