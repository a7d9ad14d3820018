"""The ground of an interactive map as plain SVG paths, in units of 100 m from the top left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from corridors.maps.basemap import Basemap
from corridors.maps.graticule import graticule_lines
from corridors.maps.ground import Ground, ground_of, polygons_of
from corridors.maps.names import WATERS
from corridors.maps.naming import Naming
from corridors.maps.projection import Points, Projection, View
from corridors.model.countries import COUNTRIES

__all__ = ["UNIT_M", "Area", "Paper", "area_names", "grid_path", "grounds_of", "layers_of",
           "line_path"]

UNIT_M = 100.0
"""One unit of the drawing: small enough for a map of 50 km, and coordinates stay whole."""

FAR_M, NEAR_M = 6_000.0, 1_200.0
"""Metres per point of the whole sheet and of the detailed one: detail of a quarter of that."""

NEAR = (20.0, 12.0, 78.0, 62.0)
"""West, south, east and north of the part that is drawn in detail."""

GRID = 300
"""Minutes of a degree between meridians and parallels."""

SPOTS, SMALLEST_KM, LEAST = 5, 12.0, 0.15
"""Places where the name of a country may stand at most, and the least clearance that is worth one:
in km, and as a share of that of the first."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet of the map.

    Parameters
    ----------
    projection
        The projection.
    left_m, top_m
        Its upper left corner, in metres from the centre of the projection.
    width, height
        Its size, in units.
    """

    projection: Projection
    left_m: float
    top_m: float
    width: int
    height: int

    @classmethod
    def around(cls, projection: Projection, lonlat: Points, margin: float = 0.06) -> Paper:
        """Give a sheet around points.

        Parameters
        ----------
        projection
            The projection.
        lonlat
            What has to be on it, in degrees.
        margin
            Room left free on each side, as a share of the longer side.
        """
        spots = projection.project(lonlat)
        low, high = spots.min(axis=0), spots.max(axis=0)
        room = margin * max(float((high - low).max()), 400_000.0)
        width, height = ((float(side) + 2 * room) / UNIT_M for side in high - low)
        return cls(projection, float(low[0]) - room, float(high[1]) + room, round(width),
                   round(height))

    @property
    def view(self) -> View:
        """The sheet as a view of a coarse scale."""
        wide, high = (side * UNIT_M / FAR_M for side in (self.width, self.height))
        return View(self.projection, self.left_m, self.top_m - self.height * UNIT_M, FAR_M,
                    wide, high)

    @property
    def near_view(self) -> View | None:
        """The part that is drawn in detail; None where it lies off the sheet."""
        west, south, east, north = NEAR
        along = np.linspace(0, 1, 30)

        def side(lon: Points, lat: Points) -> Points:
            return self.projection.project(np.column_stack([lon, lat]))

        left = side(np.full(30, west), south + along * (north - south))[:, 0].max()
        right = side(np.full(30, east), south + along * (north - south))[:, 0].min()
        bottom = side(west + along * (east - west), np.full(30, south))[:, 1].max()
        top = side(west + along * (east - west), np.full(30, north))[:, 1].min()
        left, right = max(left, self.left_m), min(right, self.left_m + self.width * UNIT_M)
        bottom, top = max(bottom, self.top_m - self.height * UNIT_M), min(top, self.top_m)
        if not (np.isfinite([left, right, bottom, top]).all() and left < right and bottom < top):
            return None
        return View(self.projection, float(left), float(bottom), NEAR_M,
                    float(right - left) / NEAR_M, float(top - bottom) / NEAR_M)

    def units(self, lonlat: Points) -> Points:
        """Give units from the top left for pairs of degrees."""
        return self._placed(self.projection.project(lonlat))

    def of_view(self, points: Points, view: View) -> Points:
        """Give units from the top left for points of a view."""
        return self._placed(points * view.m_per_pt + (view.left_m, view.bottom_m))

    def _placed(self, metres: Points) -> Points:
        return np.column_stack([metres[:, 0] - self.left_m, self.top_m - metres[:, 1]]) / UNIT_M


@dataclass(frozen=True, slots=True)
class Area:
    """The name of a country or a water, and where it may stand.

    Parameters
    ----------
    text
        The name.
    water
        Whether it is a water.
    spots
        Horizontal and vertical position and clearance, in units, the roomiest first.
    """

    text: str
    water: bool
    spots: tuple[tuple[int, int, int], ...]


def grounds_of(paper: Paper, basemap: Basemap) -> tuple[tuple[View, Ground], ...]:
    """Give the ground of a sheet: the whole, and the part in detail where it is on the sheet.

    Parameters
    ----------
    paper
        The sheet.
    basemap
        What it is taken from.
    """
    views = [paper.view, *([paper.near_view] if paper.near_view is not None else [])]
    return tuple((view, ground_of(view, basemap)) for view in views)


def layers_of(paper: Paper, view: View, ground: Ground, boundaries: str) -> dict[str, str]:
    """Give the layers of a ground as paths.

    Parameters
    ----------
    paper
        The sheet.
    view, ground
        What is drawn, and where.
    boundaries
        One of :data:`corridors.maps.ground.BOUNDARIES`.

    Returns
    -------
    layers
        By name: ``sea``, ``land``, ``lakes``, ``borders`` and ``disputed``.
    """
    def shapes(shape: BaseGeometry) -> str:
        return "".join(line_path(paper.of_view(shapely.get_coordinates(ring), view), closed=True)
                       for polygon in polygons_of(shape)
                       for ring in (polygon.exterior, *polygon.interiors))

    def lines(found: Iterable[Points]) -> str:
        return "".join(line_path(paper.of_view(line, view)) for line in found)

    drawn = boundaries != "none"
    plain = [*ground.lines, *(ground.disputed if boundaries == "de_facto" else ())]
    return {
        "sea": shapes(shapely.intersection(ground.covered, view.frame)),
        "land": shapes(ground.land), "lakes": shapes(ground.lakes),
        "borders": lines(plain) if drawn else "",
        "disputed": lines(ground.disputed) if boundaries == "dotted" else "",
    }


def grid_path(paper: Paper) -> str:
    """Give the meridians and parallels of a sheet as one path.

    Parameters
    ----------
    paper
        The sheet.
    """
    view = paper.view
    return "".join(line_path(paper.of_view(shapely.get_coordinates(part), view))
                   for line in graticule_lines(view, GRID) for part in _within(line, view))


def line_path(units: Points, *, closed: bool = False) -> str:
    """Write points as the data of an SVG path, in whole units, each relative to the last.

    Parameters
    ----------
    units
        One pair per row.
    closed
        Whether the last point is joined to the first.

    Examples
    --------
    >>> line_path(np.array([[10.2, 5.0], [12.0, 4.0], [12.1, 4.2], [20.0, 9.0]]))
    'M10 5l2-1 8 5'
    """
    whole = np.rint(units).astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if closed and len(steps) and (whole[0] == whole[-1]).all():
        steps = steps[:-1]  # closing the path draws the last one
    if not len(steps) or (closed and len(steps) < 2):
        return ""
    said = " ".join(f"{x}{'' if y < 0 else ' '}{y}" for x, y in steps.tolist())
    return f"M{whole[0][0]} {whole[0][1]}l{said.replace(' -', '-')}{'z' if closed else ''}"


def area_names(paper: Paper, view: View, ground: Ground, naming: Naming, *,
               countries: bool = True) -> tuple[Area, ...]:
    """Give the names of countries and waters, each with places where it may stand.

    Parameters
    ----------
    paper
        The sheet.
    view, ground
        The ground of the whole sheet, and where it lies.
    naming
        The language.
    countries
        Whether countries are named; not so where no boundaries are drawn.
    """
    found: list[Area] = []
    shapes: list[tuple[str, bool, BaseGeometry]] = []
    for name, iso, land in ground.countries if countries else ():
        if iso:
            said = naming.capitals(naming.country(iso, COUNTRIES.get(iso, name)))
            shapes.append((said, False, shapely.difference(land, ground.lakes)))
    sea = ground.water
    for water in WATERS:
        reach = shapely.box(water.west, water.south, water.east, water.north)
        placed = view.shape_to_page(shapely.segmentize(reach, 1.0))
        if np.isfinite(placed.bounds).all():
            said = naming.water(water.name.replace("\n", " "))
            shapes.append((said, True, shapely.intersection(sea, shapely.make_valid(placed))))
    for text, is_water, shape in shapes:
        spots = tuple((round(x), round(y), round(radius * view.m_per_pt / UNIT_M))
                      for centre, radius in _roomy(shape, view)
                      for x, y in paper.of_view(centre[None, :], view))
        if spots:
            found.append(Area(text, is_water, spots))
    return tuple(found)


def _roomy(shape: BaseGeometry, view: View) -> Iterator[tuple[Points, float]]:
    """Give the centres of the largest circles within a shape, none of which touch each other."""
    left = shapely.intersection(shapely.simplify(shape, 1.0), view.frame)
    first = 0.0
    for _ in range(SPOTS):
        polygons = polygons_of(left)
        if not polygons:
            return
        largest = max(polygons, key=lambda polygon: polygon.area)
        ray = shapely.maximum_inscribed_circle(largest, tolerance=2.0)
        radius = float(ray.length)
        first = max(first, radius)
        if radius * view.m_per_pt < SMALLEST_KM * 1000 or radius < LEAST * first:
            return
        centre = shapely.get_coordinates(ray)[0]
        yield centre, radius
        left = shapely.difference(left, shapely.buffer(shapely.points(centre), radius * 1.3,
                                                       quad_segs=4))


def _within(line: Points, view: View) -> list[BaseGeometry]:
    if not np.isfinite(line).all():
        return []
    seen = shapely.intersection(shapely.LineString(line), view.frame)
    return [part for part in shapely.get_parts(seen) if part.geom_type == "LineString"]
