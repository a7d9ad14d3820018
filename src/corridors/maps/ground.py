"""Land, sea, lakes and boundaries of a panel, in points of the page, and their drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from corridors.maps import style
from corridors.maps.basemap import Basemap, Sheet
from corridors.maps.graticule import draw_graticule
from corridors.maps.projection import View

__all__ = ["BOUNDARIES", "Ground", "draw_ground", "ground_of", "polygons_of"]

BOUNDARIES = ("dotted", "de_facto", "none")
"""How disputed boundaries look: dotted, like any other, or no boundaries at all."""

FINEST_PT = 0.25
"""Detail smaller than this is left out."""

SEEN_PT2 = 20.0
"""A part of a panel smaller than this is not worth a word."""

KEPT = 6
"""Grounds kept in the memo of a basemap."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a panel, clipped to it, in points.

    Parameters
    ----------
    sheet
        The sheet it was taken from.
    covered
        The part of the panel the sheet covers.
    land, lakes
        Polygons.
    named_lakes
        Name and polygon of each lake that can be seen.
    countries
        Name, code and polygon of each country that can be seen.
    lines, disputed
        Boundaries, and those that are disputed.
    beyond
        Whether a part of the panel that can be seen lies outside the sheet.
    """

    sheet: Sheet
    covered: BaseGeometry = field(repr=False)
    land: BaseGeometry = field(repr=False)
    lakes: BaseGeometry = field(repr=False)
    named_lakes: tuple[tuple[str, BaseGeometry], ...] = field(repr=False)
    countries: tuple[tuple[str, str, BaseGeometry], ...] = field(repr=False)
    lines: tuple[NDArray[np.float64], ...] = field(repr=False)
    disputed: tuple[NDArray[np.float64], ...] = field(repr=False)
    beyond: bool

    @property
    def water(self) -> BaseGeometry:
        """Sea, without the lakes."""
        return self.covered.difference(self.land)


def ground_of(view: View, basemap: Basemap) -> Ground:
    """Give the ground of a panel.

    Parameters
    ----------
    view
        What the panel shows.
    basemap
        What it is taken from; the last grounds are kept there.

    Returns
    -------
    ground
        Clipped and simplified to what can be seen.
    """
    if view not in basemap.memo:
        if len(basemap.memo) >= KEPT:
            basemap.memo.clear()
        basemap.memo[view] = _made(view, basemap)
    ground: Ground = basemap.memo[view]
    return ground


def draw_ground(axes: Axes, ground: Ground, view: View, boundaries: str) -> None:
    """Draw the ground.

    Parameters
    ----------
    axes
        The panel, in points.
    ground, view
        What to draw, and where.
    boundaries
        One of :data:`BOUNDARIES`.
    """
    _fill(axes, [view.frame], style.BEYOND, 0)
    _fill(axes, [ground.covered], style.SEA, 0.5)
    _fill(axes, [ground.land], style.LAND, 1, edge=style.COAST)
    _fill(axes, [ground.lakes], style.SEA, 1.2, edge=style.COAST)
    draw_graticule(axes, view)
    if boundaries == "none":
        return
    plain = [*ground.lines, *(ground.disputed if boundaries == "de_facto" else ())]
    axes.add_collection(LineCollection(plain, colors=style.BORDER, linewidths=0.55, zorder=2,
                                       capstyle="round", joinstyle="round"))
    if boundaries == "dotted":
        axes.add_collection(LineCollection(list(ground.disputed), colors=style.BORDER,
                                           linewidths=0.7, linestyles=[(0, (1.5, 1.8))],
                                           zorder=2))


def polygons_of(shape: BaseGeometry) -> list[shapely.Polygon]:
    """Give the polygons of a shape, whatever else it holds."""
    if shape.is_empty:
        return []
    if isinstance(shape, shapely.Polygon):
        return [shape]
    return [polygon for part in getattr(shape, "geoms", ()) for polygon in polygons_of(part)]


def _made(view: View, basemap: Basemap) -> Ground:
    sheet = basemap.sheet_for(view.window, view.m_per_pt)
    clip = _clip_window(view, sheet)
    coarse = FINEST_PT * view.m_per_pt / 111_000
    frame = shapely.box(-3, -3, view.width_pt + 3, view.height_pt + 3)

    def on_page(shape: BaseGeometry) -> BaseGeometry:
        part = shapely.clip_by_rect(shape, *clip)
        if part.is_empty:
            return part
        part = shapely.segmentize(shapely.simplify(part, coarse), 1.0)
        placed = shapely.make_valid(view.shape_to_page(part))
        return shapely.intersection(placed, frame)

    seen = [(country.name, country.iso, on_page(country.land)) for country in sheet.countries]
    countries = tuple((name, iso, land) for name, iso, land in seen if not land.is_empty)
    lines = [(b.disputed, line) for b in sheet.boundaries for line in _lines(on_page(b.line))]
    covered = on_page(shapely.box(*sheet.bounds))
    placed = [(lake.name, on_page(lake.water)) for lake in basemap.lakes]
    lakes = tuple((name, water) for name, water in placed if not water.is_empty)
    return Ground(
        sheet, covered, _joined(land for _, _, land in countries),
        _joined(water for _, water in lakes), lakes, countries,
        tuple(line for disputed, line in lines if not disputed),
        tuple(line for disputed, line in lines if disputed),
        bool(shapely.difference(view.frame, covered).area > SEEN_PT2))


def _clip_window(view: View, sheet: Sheet) -> tuple[float, float, float, float]:
    """Widen the window a little, and keep it on the sheet."""
    west, south, east, north = view.window
    wide = 0.05 * max(east - west, north - south) + 0.3
    low, bottom, high, top = sheet.bounds
    return max(west - wide, low), max(south - wide, bottom), min(east + wide, high), \
        min(north + wide, top)


def _joined(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """Join polygons; what simplifying has pulled apart by less than it closes again."""
    grown = [shapely.buffer(shape, FINEST_PT, join_style="mitre") for shape in shapes
             if not shape.is_empty]
    return shapely.buffer(shapely.union_all(grown), -FINEST_PT, join_style="mitre")


def _lines(shape: BaseGeometry) -> list[NDArray[np.float64]]:
    parts = shapely.get_parts(shape)
    return [shapely.get_coordinates(part) for part in parts
            if isinstance(part, shapely.LineString) and not part.is_empty]


def _fill(axes: Axes, shapes: Iterable[BaseGeometry], colour: str, zorder: float,
          edge: str = "none") -> None:
    rings = [ring for shape in shapes for polygon in polygons_of(shape)
             for ring in (polygon.exterior, *polygon.interiors)]
    if rings:
        path = Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True)
                                         for ring in rings))
        axes.add_patch(PathPatch(path, facecolor=colour, edgecolor=edge, linewidth=0.4,
                                 zorder=zorder, joinstyle="round"))
