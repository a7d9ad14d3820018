"""Names of countries and waters, where they have most room; else they are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from corridors.maps import style
from corridors.maps.ground import Ground, polygons_of
from corridors.maps.labels import Box, Obstacles
from corridors.maps.names import SHORT, WATERS
from corridors.maps.projection import View
from corridors.maps.text import font, size_of
from corridors.model.countries import COUNTRIES

__all__ = ["AreaName", "draw_area_names", "place_area_names"]

GRID_PT = 6.0
TRIED = 60


@dataclass(frozen=True, slots=True)
class AreaName:
    """The name of a country or a water on the page.

    Parameters
    ----------
    text
        What is written, on one or two lines.
    box
        Where.
    size_pt
        Size of the letters.
    water
        Whether it is a water.
    """

    text: str
    box: Box
    size_pt: float
    water: bool


def place_area_names(ground: Ground, view: View, obstacles: Obstacles) -> list[AreaName]:
    """Place the names of waters and countries.

    Parameters
    ----------
    ground, view
        What is seen, and where.
    obstacles
        Everything on the panel: lines, symbols, names, boxes.

    Returns
    -------
    names
        Those that found room.
    """
    placed: list[AreaName] = []
    large_first = sorted(ground.countries, key=lambda item: (-item[2].area, item[0]))
    wishes = [*_waters(ground, view), *_countries(large_first, ground.lakes)]
    for texts, size, shape, water in wishes:
        for text in texts:
            box = _best_box(text, font(size, italic=water), shape, obstacles)
            if box is not None:
                placed.append(AreaName(text, box, size, water))
                obstacles = obstacles.plus([_grown(box, 3.0)])
                break
    return placed


def draw_area_names(axes: Axes, names: Sequence[AreaName]) -> None:
    """Write the names: countries in grey capitals, waters in blue italics."""
    for name in names:
        left, bottom, right, top = name.box
        axes.text((left + right) / 2, (bottom + top) / 2, name.text, ha="center", va="center",
                  parse_math=False, color=style.WATER_NAME if name.water else style.MUTED,
                  fontproperties=font(name.size_pt, italic=name.water), zorder=3, label="area",
                  linespacing=1.15, alpha=None if name.water else 0.8,
                  path_effects=[withStroke(linewidth=1.4, foreground=style.SEA if name.water
                                           else style.LAND)])


Wish = tuple[tuple[str, ...], float, BaseGeometry, bool]


def _waters(ground: Ground, view: View) -> Iterator[Wish]:
    """Give the waters in sight, each with the part where its name may stand."""
    sea = ground.water
    for water in WATERS:
        reach = shapely.box(water.west, water.south, water.east, water.north)
        placed = view.shape_to_page(shapely.segmentize(reach, 1.0))
        if not np.isfinite(placed.bounds).all():
            continue
        part = shapely.intersection(sea, shapely.make_valid(placed))
        if not part.is_empty:
            yield (water.name.replace("\n", " "), water.name), style.AREA_PT, part, True


def _countries(countries: Sequence[tuple[str, str, BaseGeometry]], lakes: BaseGeometry
               ) -> Iterator[Wish]:
    """Give the countries in sight, each with its land where no lake lies."""
    for name, iso, land in countries:
        if not iso:
            continue
        full = "\n".join(COUNTRIES.get(iso, name).rsplit(" ", 1)).upper()
        texts = [full.replace("\n", " "), full, SHORT.get(iso, full).upper()]
        yield tuple(dict.fromkeys(texts)), style.AREA_PT, shapely.difference(land, lakes), False


def _best_box(text: str, properties: FontProperties, shape: BaseGeometry, obstacles: Obstacles
              ) -> Box | None:
    width, height = size_of(text, properties)
    half = np.array([width, height]) / 2 + 1.5
    centres = np.vstack([_inside(polygon, half) for polygon in _large(shape, width * height)]
                        or [np.empty((0, 2))])
    if not len(centres):
        return None
    boxes = np.hstack([centres - half, centres + half])
    free = obstacles.free(boxes, room_pt=3.0)
    centres, boxes = centres[free], boxes[free]
    if not len(centres):
        return None
    room = _room(centres, shape, obstacles)
    tried = np.argsort(-room, kind="stable")[:TRIED]
    shapely.prepare(shape)
    fits = shapely.contains_properly(shape, shapely.box(*boxes[tried].T))
    if not fits.any():
        return None
    left, bottom, right, top = boxes[tried][fits][0].tolist()
    return left, bottom, right, top


def _room(centres: NDArray[np.float64], shape: BaseGeometry, obstacles: Obstacles
          ) -> NDArray[np.float64]:
    """Measure the clearance of points from shores, boundaries, lines and boxes."""
    room = shapely.distance(shapely.points(centres), shape.boundary)
    if len(obstacles.points):
        thin = obstacles.points[::4]
        apart = np.sqrt(((centres[:, None, :] - thin[None, :, :]) ** 2).sum(axis=2).min(axis=1))
        room = np.minimum(room, apart)
    if len(obstacles.boxes):
        middles = (obstacles.boxes[:, :2] + obstacles.boxes[:, 2:]) / 2
        apart = np.sqrt(((centres[:, None, :] - middles[None]) ** 2).sum(axis=2).min(axis=1))
        room = np.minimum(room, apart * 0.7)
    return np.asarray(np.round(room, 3), dtype=np.float64)


def _inside(polygon: shapely.Polygon, half: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give grid points whose box has all four corners and its middle in a polygon."""
    left, bottom, right, top = polygon.bounds
    x, y = np.meshgrid(np.arange(left + half[0], right - half[0] + 0.01, GRID_PT),
                       np.arange(bottom + half[1], top - half[1] + 0.01, GRID_PT))
    spots = np.column_stack([x.ravel(), y.ravel()])
    shapely.prepare(polygon)
    for east, north in ((0, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)):
        if len(spots):
            spots = spots[shapely.contains_xy(polygon, spots[:, 0] + east * half[0],
                                              spots[:, 1] + north * half[1])]
    return spots


def _large(shape: BaseGeometry, smallest: float) -> list[shapely.Polygon]:
    return [polygon for polygon in polygons_of(shape) if polygon.area > smallest]


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
