"""The South Caucasus at a larger scale, in a corner where it hides least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corridors.maps.labels import Box, Obstacles
from corridors.maps.projection import View

__all__ = ["REGION", "Corner", "inset_view", "locator", "place_inset"]

REGION = (43.0, 38.2, 49.5, 42.2)
"""West, south, east and north of the South Caucasus, in degrees."""

LARGER = 3.0
"""How many times larger than the map an inset must be to be worth its room."""

FEWEST = 3
SHARE = 0.42
INSIDE_PT = 6.0
MOST_HIDDEN = 0.05


@dataclass(frozen=True, slots=True)
class Corner:
    """Where an inset goes.

    Parameters
    ----------
    box
        Its room in the panel, in points; None where no corner is free, and it goes below.
    """

    box: Box | None


def inset_view(main: View, lonlat: NDArray[np.float64], key_places: NDArray[np.float64]
               ) -> View | None:
    """Give the view of the inset, if there should be one.

    Parameters
    ----------
    main
        The view of the map.
    lonlat
        Points along everything drawn, in degrees.
    key_places
        Places that want a symbol or a name, in degrees.

    Returns
    -------
    view
        In the projection of the map, around what lies in the South Caucasus; None where fewer
        than three places lie there or the map is large enough.
    """
    inside = lonlat[_in_region(lonlat)]
    places = key_places[_in_region(key_places)]
    if len(places) < FEWEST or len(inside) < 2:
        return None
    width = SHARE * main.width_pt
    view = View.fit(main.projection, np.vstack([inside, places]), width, (0.9, 1.5), 0.12)
    if main.m_per_pt / view.m_per_pt < LARGER:
        return None
    return view


def locator(main: View, view: View) -> Box:
    """Give the box of the inset's view on the map, in points."""
    left = (view.left_m - main.left_m) / main.m_per_pt
    bottom = (view.bottom_m - main.bottom_m) / main.m_per_pt
    share = view.m_per_pt / main.m_per_pt
    return left, bottom, left + view.width_pt * share, bottom + view.height_pt * share


def place_inset(main: View, view: View, obstacles: Obstacles) -> Corner:
    """Choose the corner of the map where least is hidden.

    Parameters
    ----------
    main, view
        The map and its inset.
    obstacles
        Lines and boxes of the map, among them the inset's locator.

    Returns
    -------
    corner
        None in it where every corner hides more than 5 % of the lines, or a box.
    """
    width, height = view.width_pt, view.height_pt
    lefts = (INSIDE_PT, main.width_pt - INSIDE_PT - width)
    bottoms = (INSIDE_PT, main.height_pt - INSIDE_PT - height)
    boxes: Sequence[Box] = [(x, y, x + width, y + height) for y in bottoms for x in lefts]
    hidden = [_hidden(box, obstacles) for box in boxes]
    best = min(range(4), key=lambda n: (hidden[n], n))
    return Corner(boxes[best] if hidden[best] < MOST_HIDDEN else None)


def widened(view: View, width_pt: float) -> View:
    """Give a view at another size on the page, showing the same."""
    share = view.width_pt / width_pt
    return replace(view, m_per_pt=view.m_per_pt * share, width_pt=width_pt,
                   height_pt=view.height_pt / share)


def _in_region(lonlat: NDArray[np.float64]) -> NDArray[np.bool_]:
    west, south, east, north = REGION
    lon, lat = lonlat.T
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _hidden(box: Box, obstacles: Obstacles) -> float:
    left, bottom, right, top = box
    x, y = obstacles.points.T
    seen = (x >= 0) & (y >= 0) & (x <= obstacles.width_pt) & (y <= obstacles.height_pt)
    under = seen & (x > left - 4) & (x < right + 4) & (y > bottom - 4) & (y < top + 4)
    a, b, c, d = obstacles.boxes.T
    covered = int(((left < c) & (right > a) & (bottom < d) & (top > b)).sum())
    return float(under.sum() / max(seen.sum(), 1)) + covered
