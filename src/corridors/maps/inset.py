"""The South Caucasus at a larger scale, in a corner where it hides least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.projection import Points, View

__all__ = ["REGION", "below", "inset_view", "locator", "place_inset"]

REGION = (43.0, 38.2, 49.5, 42.2)
"""West, south, east and north of the South Caucasus, in degrees."""

LARGER = 2.3
"""How many times larger than the map an inset must be to be worth its room."""

FEWEST = 3
COARSEST_M_PER_PT = 14_000
SHARE = 0.4
NEAR_DEG = 0.1
INSIDE_PT = 6.0
MOST_HIDDEN = 0.02


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
    x, y = obstacles.points.T
    seen = (x >= 0) & (y >= 0) & (x <= obstacles.width_pt) & (y <= obstacles.height_pt)
    under = seen & (x > left - 4) & (x < right + 4) & (y > bottom - 4) & (y < top + 4)
    a, b, c, d = obstacles.boxes.T
    covered = int(((left < c) & (right > a) & (bottom < d) & (top > b)).sum())
    return float(under.sum() / max(seen.sum(), 1)) + covered
