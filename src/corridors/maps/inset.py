"""A part at a larger scale, where it hides least: the South Caucasus, or what a map is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.projection import Points, View

__all__ = ["REGION", "below", "focus_view", "inset_view", "locator", "place_inset"]

REGION = (43.0, 38.2, 49.5, 42.2)
"""West, south, east and north of the South Caucasus, in degrees."""

LARGER = 2.3
"""How many times larger than the map an inset must be to be worth its room."""

FEWEST = 3
COARSEST_M_PER_PT = 14_000
SHARE = 0.4
NEAR_DEG = 0.1
M_PER_DEG = 111_200.0
TOGETHER_PT, ALONE_PT = 28.0, 12.0
"""What lies no farther apart on the page goes into one inset of what a map is about; what lies
alone has one if it is so long."""

INSIDE_PT = 6.0
MOST_HIDDEN = 0.02


def focus_view(main: View, about: Sequence[Points]) -> View | None:
    """Give the view of an inset of what a map is about, wherever most of it lies together.

    Parameters
    ----------
    main
        The view of the map.
    about
        Lines and places that the map is about, in degrees.

    Returns
    -------
    view
        Around the first and what lies near it, as far as the inset stays much larger than the
        map; around the next where the first lies alone. None where all lie alone.
    """
    for first in range(len(about)):
        group = _around(main, about, first)
        extent = np.ptp(np.vstack(group), axis=0).max() * M_PER_DEG / main.m_per_pt
        if len(group) > 1 or extent > ALONE_PT:
            view = _fitted(main, group)
            return view if main.m_per_pt / view.m_per_pt >= LARGER else None
    return None


def _fitted(main: View, group: Sequence[Points]) -> View:
    return View.fit(main.projection, np.vstack(group), SHARE * main.width_pt, (0.95, 1.6), 0.12)


def _around(main: View, about: Sequence[Points], first: int) -> list[Points]:
    """Give a line and those near it that fit into an inset with it, the nearest first."""
    group, left = [about[first]], [line for n, line in enumerate(about) if n != first]
    most = TOGETHER_PT * main.m_per_pt / M_PER_DEG
    while left:
        low, high = np.vstack(group).min(axis=0), np.vstack(group).max(axis=0)
        gaps = [float(max(*(low - line.max(axis=0)), *(line.min(axis=0) - high)))
                for line in left]
        nearest = min(range(len(left)), key=gaps.__getitem__)
        line = left.pop(nearest)
        if gaps[nearest] > most:
            break
        if main.m_per_pt / _fitted(main, [*group, line]).m_per_pt >= LARGER:
            group.append(line)
    return group


def inset_view(main: View, lines: Sequence[Points], opened: Sequence[Points], places: Points,
               *, dense: bool = False) -> View | None:
    """Give the view of the inset, if there should be one.

    Parameters
    ----------
    main
        The view of the map.
    lines
        The links drawn, in degrees.
    opened
        Those a scenario opens.
    places
        Places that want a symbol or a name, in degrees.
    dense
        Whether a whole network is drawn, which is worth an inset on a map of any size.

    Returns
    -------
    view
        In the projection of the map: around what the scenario opens in the South Caucasus, or
        else around all that is drawn there. None where less than three places are marked
        there, the map is large enough, or it is of whole continents and nothing opens.
    """
    new = _largest_group([line for line in opened if _in_region(line).any()])
    here = places[_in_region(places)]
    old = [line[_in_region(line)] for line in lines]
    seen = np.vstack(new or [*old, here])
    too_coarse = main.m_per_pt > COARSEST_M_PER_PT and not new and not dense
    if len(here) < FEWEST or len(seen) < 2 or too_coarse:
        return None
    view = View.fit(main.projection, seen, SHARE * main.width_pt, (0.95, 1.6),
                    0.16 if new else 0.1)
    return view if main.m_per_pt / view.m_per_pt >= LARGER else None


def below(view: View, width_pt: float) -> View:
    """Give the view of an inset that goes below the map, as wide as the page."""
    middle = view.left_m + view.width_pt * view.m_per_pt / 2
    scale = view.m_per_pt * view.height_pt / (width_pt / 2.0)
    return replace(view, left_m=middle - scale * width_pt / 2, m_per_pt=scale,
                   width_pt=width_pt, height_pt=width_pt / 2.0)


def locator(main: View, view: View) -> Box:
    """Give the box of the inset's view on the map, in points."""
    left = (view.left_m - main.left_m) / main.m_per_pt
    bottom = (view.bottom_m - main.bottom_m) / main.m_per_pt
    share = view.m_per_pt / main.m_per_pt
    return left, bottom, left + view.width_pt * share, bottom + view.height_pt * share


def place_inset(main: View, view: View, obstacles: Obstacles) -> Box | None:
    """Choose the corner of the map where least is hidden.

    Parameters
    ----------
    main, view
        The map and its inset.
    obstacles
        Lines and boxes of the map, among them the inset's locator.

    Returns
    -------
    box
        Left, bottom, right and top in points; None where every corner hides
        more than 2 % of the lines, or a box.
    """
    width, height = view.width_pt, view.height_pt
    lefts = (INSIDE_PT, main.width_pt - INSIDE_PT - width)
    bottoms = (INSIDE_PT, main.height_pt - INSIDE_PT - height)
    boxes: Sequence[Box] = [(x, y, x + width, y + height) for y in bottoms for x in lefts]
    hidden = [_hidden(box, obstacles) for box in boxes]
    best = min(range(4), key=lambda n: (hidden[n], n))
    return boxes[best] if hidden[best] < MOST_HIDDEN else None


def _largest_group(lines: Sequence[Points]) -> list[Points]:
    """Give the most lines that lie near each other: one project of several."""
    groups: list[list[Points]] = []
    for line in lines:
        near = [group for group in groups if any(_near(line, other) for other in group)]
        groups = [group for group in groups if all(group is not one for one in near)]
        groups.append([*(other for group in near for other in group), line])
    return max(groups, key=len) if groups else []


def _near(one: Points, other: Points) -> bool:
    """Say whether the boxes of two lines touch, or nearly."""
    return bool((one.min(axis=0) - NEAR_DEG <= other.max(axis=0)).all()
                and (other.min(axis=0) - NEAR_DEG <= one.max(axis=0)).all())


def _in_region(lonlat: Points) -> NDArray[np.bool_]:
    west, south, east, north = REGION
    lon, lat = lonlat.T
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def _hidden(box: Box, obstacles: Obstacles) -> float:
    left, bottom, right, top = box
    x, y = obstacles.lines.T
    seen = (x >= 0) & (y >= 0) & (x <= obstacles.width_pt) & (y <= obstacles.height_pt)
    under = seen & (x > left - 4) & (x < right + 4) & (y > bottom - 4) & (y < top + 4)
    a, b, c, d = obstacles.boxes.T
    covered = int(((left < c) & (right > a) & (bottom < d) & (top > b)).sum())
    return float(under.sum() / max(seen.sum(), 1)) + covered
