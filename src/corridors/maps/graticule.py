"""Meridians and parallels: quiet lines, with their degrees at the edge of the panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, radians

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from corridors.maps import style
from corridors.maps.halo import HaloText, edge, put
from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.projection import Points, View
from corridors.maps.text import font, size_of

__all__ = ["Degree", "degree_text", "draw_degrees", "draw_graticule", "graticule_lines",
           "place_degrees"]

STEPS_MINUTES = (5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800)
"""Distances between lines, in minutes of a degree."""

APART_PT = 75.0
"""Lines stand at least so far apart in the middle of the panel."""

KM_PER_DEGREE = 111.2
INSIDE_PT = 2.6
PIECES = 60
SIZE_PT = style.SMALLEST_PT

@dataclass(frozen=True, slots=True)
class Degree:
    """The degrees of a line at the edge of a panel.

    Parameters
    ----------
    text
        Such as ``45°E``.
    box
        Where.
    """

    text: str
    box: Box


def draw_graticule(axes: Axes, view: View) -> None:
    """Draw meridians and parallels.

    Parameters
    ----------
    axes
        The panel, in points.
    view
        What it shows.
    """
    axes.add_collection(LineCollection(graticule_lines(view), zorder=1.5, colors=style.GRATICULE,
                                       linewidths=0.35, label="graticule"))


def graticule_lines(view: View, step: int = 0) -> list[Points]:
    """Give meridians and parallels.

    Parameters
    ----------
    view
        What the panel shows.
    step
        Minutes of a degree between them; if 0, chosen so that the lines stay quiet.

    Returns
    -------
    lines
        In points of the panel.
    """
    return [line for _, _, line in _lines(view, step)]


def place_degrees(view: View, obstacles: Obstacles) -> list[Degree]:
    """Place the degrees of lines where they leave the panel.

    Parameters
    ----------
    view
        What the panel shows.
    obstacles
        Everything on the panel that text must keep clear of.

    Returns
    -------
    degrees
        Meridians at the upper edge or else at the lower one, parallels at the left edge or else
        at the right one; those without room are left out.
    """
    placed: list[Degree] = []
    for text, meridian, line in _lines(view):
        width, height = size_of(text, font(SIZE_PT))
        for box in _at_edges(view, line, width, height, meridian=meridian):
            if obstacles.free(np.array([box]), room_pt=1.5)[0]:
                placed.append(Degree(text, box))
                left, bottom, right, top = box
                obstacles = obstacles.plus([(left - 3, bottom - 1, right + 3, top + 1)])
                break
    return placed


def draw_degrees(axes: Axes, degrees: Sequence[Degree]) -> None:
    """Write the degrees."""
    for degree in degrees:
        left, bottom, *_ = degree.box
        put(axes, HaloText(left, bottom + 0.22 * SIZE_PT, degree.text, parse_math=False,
                           color=style.DEGREES, zorder=3.2, fontproperties=font(SIZE_PT),
                           label="degree", path_effects=edge(1.6)))


def degree_text(minutes: int, ways: str) -> str:
    """Write an angle.

    Parameters
    ----------
    minutes
        Minutes of a degree, east or north of nought.
    ways
        The letters for above and below nought: ``EW`` or ``NS``.

    Examples
    --------
    >>> degree_text(45 * 60 + 30, "EW"), degree_text(-600, "NS"), degree_text(0, "NS")
    ('45°30′E', '10°S', '0°')
    """
    degrees, rest = divmod(abs(minutes), 60)
    way = "" if minutes == 0 else ways[minutes < 0]
    return f"{degrees}°{f'{rest:02d}′' if rest else ''}{way}"


def _lines(view: View, step: int = 0) -> Iterator[tuple[str, bool, Points]]:
    """Give degrees, whether it is a meridian, and the line in points of the panel."""
    west, south, east, north = view.window
    pt_per_degree = KM_PER_DEGREE * 1000 / view.m_per_pt
    along = np.linspace(0, 1, PIECES)
    middle = view.projection.lat
    for minutes in _between(west, east, pt_per_degree * cos(radians(middle)), step):
        lon = (minutes // 60 + 180) % 360 - 180 + (minutes % 60) / 60
        line = np.column_stack([np.full(PIECES, minutes / 60), south + along * (north - south)])
        yield degree_text(round(lon * 60), "EW"), True, view.to_page(line)
    for minutes in _between(south, north, pt_per_degree, step):
        line = np.column_stack([west + along * (east - west), np.full(PIECES, minutes / 60)])
        yield degree_text(minutes, "NS"), False, view.to_page(line)


def _between(low: float, high: float, pt_per_degree: float, step: int) -> range:
    """Give round minutes between two angles, so far apart that the lines stay quiet."""
    step = step or next((step for step in STEPS_MINUTES if step / 60 * pt_per_degree >= APART_PT),
                        STEPS_MINUTES[-1])
    return range(ceil(low * 60 / step) * step, ceil(high * 60), step)


def _at_edges(view: View, line: Points, width: float, height: float, *, meridian: bool
              ) -> Iterator[Box]:
    """Give the places of a label where a line crosses the edges it should be labelled at."""
    path = shapely.LineString(line[np.isfinite(line).all(axis=1)])
    if meridian:
        low = INSIDE_PT + height / 2
        cuts = [((0.0, y), (view.width_pt, y)) for y in (view.height_pt - low, low)]
    else:
        low = INSIDE_PT + width / 2
        cuts = [((x, 0.0), (x, view.height_pt)) for x in (low, view.width_pt - low)]
    for cut in cuts:
        for x, y in shapely.get_coordinates(path.intersection(shapely.LineString(cut))).tolist():
            yield x - width / 2, y - height / 2, x + width / 2, y + height / 2
