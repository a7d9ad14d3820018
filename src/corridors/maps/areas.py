"""Names of countries and waters, where they have most room; else they are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from corridors.maps import style
from corridors.maps.ground import Ground, polygons_of
from corridors.maps.halo import HaloText, edge, put
from corridors.maps.letters import has_italic
from corridors.maps.names import CLOSED_SEAS, LAKES, SHORT, WATERS
from corridors.maps.naming import Naming
from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.projection import View
from corridors.maps.text import font, size_of
from corridors.model.countries import COUNTRIES

__all__ = ["AreaName", "draw_area_names", "place_country_names", "place_water_names"]

GRID_PT = 6.0
TRIED = 60
SMALL_PT = 6.4
"""Letters of lakes, and of seas that have no room for larger ones."""

SMALLEST_LAKE_PT2 = 30.0
"""A lake smaller than this on the page is not named."""

GAP_PT = 2.5
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where the name of a water may stand beside it, the best first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that looks for room.

    Parameters
    ----------
    texts
        How it may be written, the best first.
    sizes_pt
        Sizes of the letters, the best first.
    shape
        Where it may stand.
    water
        Whether it is a water.
    beside
        Whether it may stand beside it where there is no room within.
    """

    texts: tuple[str, ...]
    sizes_pt: tuple[float, ...]
    shape: BaseGeometry
    water: bool = False
    beside: bool = False


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
    ground
        Colour of what it stands on.
    water
        Whether it is a water.
    """

    text: str
    box: Box
    size_pt: float
    ground: str
    water: bool


def place_water_names(ground: Ground, view: View, obstacles: Obstacles, naming: Naming
                      ) -> list[AreaName]:
    """Place the names of seas, and of lakes within them or else beside them.

    Parameters
    ----------
    ground, view
        What is seen, and where.
    obstacles
        Everything on the panel: lines, symbols, names, boxes.
    naming
        How waters are called.

    Returns
    -------
    names
        Those that found room.
    """
    placed: list[AreaName] = []
    lakes = [Wish(_forms(naming.water(LAKES.get(name, name))), (SMALL_PT,), lake, True, True)
             for name, lake in sorted(ground.named_lakes,
                                      key=lambda item: (-item[1].area, item[0]))]
    for wish in (*_seas(ground, view, naming), *lakes):
        found = _placed([wish], obstacles)
        if not found and wish.beside and _seen(wish.shape, obstacles):
            found = _beside(wish, ground.land, obstacles)
        placed += found
        obstacles = obstacles.plus([_grown(one.box, 3.0) for one in found])
    return placed


def place_country_names(ground: Ground, obstacles: Obstacles, naming: Naming) -> list[AreaName]:
    """Place the names of countries.

    Parameters
    ----------
    ground
        What is seen.
    obstacles
        Everything on the panel: lines, symbols, names, boxes.
    naming
        How countries are called.

    Returns
    -------
    names
        Those that found room.
    """
    large_first = sorted(ground.countries, key=lambda item: (-item[2].area, item[0]))
    return _placed(_countries(large_first, ground.lakes, naming), obstacles)


def _placed(wishes: Iterable[Wish], obstacles: Obstacles) -> list[AreaName]:
    placed: list[AreaName] = []
    for wish in wishes:
        for size, text in product(wish.sizes_pt, wish.texts):
            letters = font(size, italic=wish.water and has_italic(text))
            box = _best_box(text, letters, wish.shape, obstacles)
            if box is not None:
                placed.append(AreaName(text, box, size, style.SEA if wish.water else style.LAND,
                                       wish.water))
                obstacles = obstacles.plus([_grown(box, 3.0)])
                break
    return placed


def _seen(lake: BaseGeometry, obstacles: Obstacles) -> bool:
    """Say whether a lake is large enough to be named, and not hidden by an inset."""
    if lake.area < SMALLEST_LAKE_PT2:
        return False
    hidden = shapely.union_all(shapely.box(*obstacles.boxes.T))
    return bool(lake.difference(hidden).area > lake.area / 2)


def _beside(wish: Wish, land: BaseGeometry, obstacles: Obstacles) -> list[AreaName]:
    """Place the name of a water that is too small for it at its side, on land alone."""
    name = wish.texts[0]
    width, height = size_of(name, font(SMALL_PT, italic=has_italic(name)))
    shore = shapely.get_coordinates(wish.shape.convex_hull)
    boxes = []
    for east, north in DIRECTIONS:
        # Beyond the outermost point of the shore in each direction.
        x, y = shore[int(np.argmax(shore @ (east, north)))] + (east * GAP_PT, north * GAP_PT)
        left, bottom = x - width * (1 - east) / 2, y - height * (1 - north) / 2
        boxes.append((left, bottom, left + width, bottom + height))
    tried = np.array(boxes)
    placed = shapely.box(*tried.T)
    near = shapely.contains(land, placed) & (shapely.distance(placed, wish.shape) < 2 * GAP_PT)
    good = tried[near & obstacles.free(tried + np.array([-1.5, -1.5, 1.5, 1.5]))]
    if not len(good):
        return []
    chosen = good[int(np.argmax(obstacles.clear(good)))].tolist()
    return [AreaName(name, tuple(chosen), SMALL_PT, style.LAND, water=True)]


def draw_area_names(axes: Axes, names: Sequence[AreaName]) -> None:
    """Write the names: countries in grey capitals, waters in blue italics."""
    for name in names:
        left, bottom, right, top = name.box
        put(axes, HaloText((left + right) / 2, (bottom + top) / 2, name.text, ha="center",
                           va="center", parse_math=False, zorder=3, label="area",
                           color=style.WATER_NAME if name.water else style.COUNTRY_NAME,
                           fontproperties=font(name.size_pt, italic=name.water
                                               and has_italic(name.text)),
                           linespacing=1.15, path_effects=edge(1.4, name.ground)))


def _seas(ground: Ground, view: View, naming: Naming) -> Iterator[Wish]:
    """Give the seas in sight, each with the part where its name may stand."""
    sea = ground.water
    for water in WATERS:
        reach = shapely.box(water.west, water.south, water.east, water.north)
        placed = view.shape_to_page(shapely.segmentize(reach, 1.0))
        if not np.isfinite(placed.bounds).all():
            continue
        part = shapely.intersection(sea, shapely.make_valid(placed))
        if not part.is_empty:
            known = water.name.replace("\n", " ")
            name = naming.water(known)
            forms = (known, water.name) if name == known else _forms(name)
            yield Wish(forms, (style.AREA_PT, SMALL_PT), part, True, known in CLOSED_SEAS)


def _countries(countries: Sequence[tuple[str, str, BaseGeometry]], lakes: BaseGeometry,
               naming: Naming) -> Iterator[Wish]:
    """Give the countries in sight, each with its land where no lake lies."""
    for known, iso, land in countries:
        if not iso:
            continue
        english = COUNTRIES.get(iso, known)
        name = naming.country(iso, english)
        texts = [naming.capitals(form) for form in _forms(name)]
        if name == english:
            texts.append(SHORT.get(iso, english).upper())
        yield Wish(tuple(dict.fromkeys(texts)), (style.AREA_PT,), shapely.difference(land, lakes))


def _forms(name: str) -> tuple[str, ...]:
    """Write a name on one line, or on two."""
    return tuple(dict.fromkeys((name, "\n".join(name.rsplit(" ", 1)))))


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
    if len(obstacles.lines):
        thin = obstacles.lines[::4]
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
