"""What a line must obey: railways and roads keep to the land and to their countries.

The same bars as in ``tests/data/test_geometry.py``, measured on the basemap of the package.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from reference_lines import KM_PER_DEGREE, Floats, distance_km
from shapely.geometry import MultiPolygon, Polygon, shape

__all__ = ["Ground", "read_ground"]

CORE = (18.0, 8.0, 80.0, 64.0)  # west, south, east, north of the 1:10m sheet
WET_SHARE = 0.02
ABROAD_KM = 5.0
INLAND_ABROAD_KM = 5.0
PORT_KM = 5.0

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ground:
    """The land of every country, on the fine sheet and on the wide one."""

    core: dict[str, MultiPolygon]
    wide: dict[str, MultiPolygon]

    def faults(self, line: Floats, countries: frozenset[str]) -> list[str]:
        """Say which bars a line breaks, in words; nothing where it obeys them."""
        points = every_km(line)
        found = []
        wet = self._wet(points)
        if wet > WET_SHARE:
            found.append(f"{100 * wet:.0f} % over water")
        out_km, inside_others_km = self._abroad(points, countries)
        if out_km > ABROAD_KM:
            found.append(f"{out_km:.0f} km outside {'-'.join(sorted(countries))}")
        if len(countries) == 1 and inside_others_km > INLAND_ABROAD_KM:
            found.append(f"{inside_others_km:.0f} km long in another country")
        return found

    def _wet(self, points: Floats) -> float:
        """Give the share over water; ports may lie off the simplified coast."""
        ends_km = np.minimum(distance_km(points, points[0]), distance_km(points, points[-1]))
        wet = (ends_km > PORT_KM) & ~self._on(points, None)
        return float(wet.mean())

    def _on(self, points: Floats, countries: frozenset[str] | None) -> Bools:
        west, south, east, north = CORE
        lon, lat = points.T
        near = (lon > west) & (lon < east) & (lat > south) & (lat < north)
        found = np.zeros(len(points), dtype=bool)
        for marked, sheet in ((near, self.core), (~near, self.wide)):
            for code in sheet if marked.any() else ():
                if countries is None or code in countries:
                    found[marked] |= _within(points[marked], sheet[code])
        return found

    def _abroad(self, points: Floats, countries: frozenset[str]) -> tuple[float, float]:
        """Give how far a line leaves its countries, and how many km it runs in others."""
        out = points[~self._on(points, countries)] if countries else points[:0]
        if not len(out):
            return 0.0, 0.0
        stretch = np.array([np.cos(np.radians(out[:, 1].mean())), 1.0]) * KM_PER_DEGREE
        gap_km = np.full(len(out), np.inf)
        for sheet in (self.core, self.wide):
            for code in sorted(countries & sheet.keys()):
                nearest = shapely.shortest_line(shapely.points(out), sheet[code])
                moved = shapely.get_coordinates(nearest).reshape(-1, 2, 2)
                gap_km = np.minimum(gap_km, np.hypot(*((moved[:, 0] - moved[:, 1]) * stretch).T))
        step_km = float(distance_km(points[1:], points[:-1]).mean())
        return float(gap_km.max()), step_km * float(self._on(out, None).sum())


def every_km(line: Floats) -> Floats:
    """Give points about every km along a line."""
    pieces = [np.linspace(a, b, max(2, 1 + int(distance_km(a, b))))
              for a, b in pairwise(line)]
    return np.vstack(pieces)


def _within(points: Floats, land: MultiPolygon) -> Bools:
    west, south, east, north = land.bounds
    lon, lat = points.T
    near: Bools = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    if near.any():
        near[near] = shapely.contains_xy(land, *points[near].T)
    return near


def read_ground(folder: Path) -> Ground:
    """Read the two sheets of the basemap, by the code of the country."""
    return Ground(_sheet(folder / "core.geojson"), _sheet(folder / "wide.geojson"))


def _sheet(path: Path) -> dict[str, MultiPolygon]:
    parts: dict[str, list[Polygon]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        land = shape(feature["geometry"])
        whole = land.geoms if isinstance(land, MultiPolygon) else [land]
        parts.setdefault(feature["properties"]["iso"], []).extend(
            part for part in whole if isinstance(part, Polygon))
    sheet = {code: MultiPolygon(polygons) for code, polygons in sorted(parts.items())}
    for land in sheet.values():
        shapely.prepare(land)
    return sheet
