"""The free water of a sea: Natural Earth land with its clearance, less the fairways through it.

The land is Natural Earth 1:10m as in the npm package world-atlas 2.0.2, unsimplified.  Straits,
canals, river mouths and harbour approaches that are narrower than the map shows, or than the
clearance leaves, are in ``fairways.csv``: a line of a few points and its half width.  Waters that
the map shows but ships do not use, being too shallow, are in ``shoals.csv``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from build_basemap import decode_countries, polygons_of, read_topology
from shapely.geometry import LineString, Polygon, box
from water_ways import Plane, Water

__all__ = ["SEAS", "Fairway", "Sea", "Shores", "chart", "read_shores"]

MEMBER = "package/countries-10m.json"
SHORE_TOLERANCE_KM = 0.5  # the clearance is rounded by so much, to have fewer corners


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea that is charted as one piece.

    Parameters
    ----------
    name
        Its name in ``lanes.csv``.
    bounds
        West, south, east and north, in degrees; ships stay within.
    clearance_km
        How far from land they stay.
    """

    name: str
    bounds: tuple[float, float, float, float]
    clearance_km: float = 2.0

    @property
    def frame(self) -> Polygon:
        """Its bounds as a polygon."""
        return box(*self.bounds)


SEAS = {sea.name: sea for sea in (
    Sea("arabian", (42.0, 4.0, 78.0, 31.0)),
    Sea("baltic", (8.5, 53.3, 31.0, 61.5)),
    Sea("black", (26.0, 39.8, 42.5, 47.5)),
    Sea("caspian", (46.0, 36.0, 55.0, 47.5)),
    Sea("levant", (20.0, 30.5, 37.0, 41.5)),
    Sea("mediterranean", (-8.0, 29.8, 37.0, 46.0)),
    Sea("north", (-6.0, 48.0, 13.5, 59.5)),
    Sea("red", (31.5, 10.0, 46.0, 31.5)),
)}


@dataclass(frozen=True, slots=True)
class Fairway:
    """A way for ships that the map does not show as wide enough.

    Parameters
    ----------
    name
        What it is.
    half_width_km
        Room to each side of the line.
    line
        Its course, lon and lat.
    seas
        The seas it is dug into, so that no lane takes a canal for a short cut; none: all of them.
    """

    name: str
    half_width_km: float
    line: LineString
    seas: tuple[str, ...] = ()

    def serves(self, sea: Sea) -> bool:
        """Tell whether ships of a sea can use it."""
        return (not self.seas or sea.name in self.seas) and self.line.intersects(sea.frame)


@dataclass(frozen=True, slots=True)
class Shores:
    """What bounds the water: land and shoals, and the fairways that lead through them."""

    land: Sequence[Polygon]
    shoals: Sequence[Polygon] = ()
    fairways: Sequence[Fairway] = ()

    def dry(self, area: Polygon) -> list[Polygon]:
        """Give the land and shoals about an area."""
        near = [part for part in (*self.land, *self.shoals) if part.intersects(area)]
        return [piece for part in near for piece in polygons_of(part.intersection(area.buffer(1)))]


def read_shores(tarball: Path, folder: Path) -> Shores:
    """Read the land of the world from the package, and the two tables of a folder."""
    countries = decode_countries(read_topology(tarball, MEMBER))
    land = polygons_of(shapely.multipolygons(
        [part for country in countries.values() for part in polygons_of(country)]))
    fairways = [Fairway(row["name"], float(row["half_width_km"]),
                        LineString(shapely.get_coordinates(shapely.from_wkt(row["wkt"]))),
                        tuple(filter(None, row["seas"].split(";"))))
                for row in _rows(folder / "fairways.csv")]
    shoals = [part for row in _rows(folder / "shoals.csv")
              for part in polygons_of(shapely.from_wkt(row["wkt"]))]
    return Shores(land, shoals, fairways)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def chart(sea: Sea, shores: Shores) -> Water:
    """Chart a sea: the largest piece of water within its bounds."""
    west, south, east, north = sea.bounds
    plane = Plane((west + east) / 2, (south + north) / 2)
    dry = shapely.union_all([plane.lay(part) for part in shores.dry(sea.frame)]).buffer(
        sea.clearance_km, quad_segs=2).simplify(SHORE_TOLERANCE_KM)
    ways = [plane.lay(way.line).buffer(way.half_width_km, quad_segs=2)
            for way in shores.fairways if way.serves(sea)]
    edge = plane.lay(shapely.segmentize(sea.frame, 1.0))
    return Water(plane, polygons_of(edge.difference(dry).union(shapely.union_all(ways)))[0])
