"""Lambert's azimuthal equal-area projection, and the view of a map panel.

A view turns degrees into points of the page: one unit is one point, so that line widths, text
and distances between symbols are compared without conversion.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import asin, cos, hypot

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

__all__ = ["Points", "Projection", "View"]

Points = NDArray[np.float64]
"""Pairs of numbers, one pair per row."""
EARTH_M = 6_371_008.8
NARROWEST_M = 40_000.0


@dataclass(frozen=True, slots=True)
class Projection:
    """The projection of a map: equal area, true to scale at its centre.

    Parameters
    ----------
    lon, lat
        Centre, in degrees.
    transformer
        Does the sums.
    """

    lon: float
    lat: float
    transformer: Transformer = field(repr=False, compare=False)

    @classmethod
    def at(cls, lon: float, lat: float) -> Projection:
        """Centre the projection on a point, in degrees."""
        target = f"+proj=laea +lat_0={lat:g} +lon_0={lon:g} +datum=WGS84 +units=m"
        return cls(lon, lat, Transformer.from_crs("EPSG:4326", target, always_xy=True))

    @classmethod
    def centred_on(cls, lonlat: Points) -> Projection:
        """Centre the projection on what is drawn, to a whole degree.

        Parameters
        ----------
        lonlat
            Longitudes and latitudes, one pair per row; they may lie on both sides of 180°.

        Examples
        --------
        >>> Projection.centred_on(np.array([[178.0, 10.0], [-178.0, 12.0]])).said
        '11°N 180°E'
        """
        lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
        east, north = np.mean(np.cos(lat) * np.cos(lon)), np.mean(np.cos(lat) * np.sin(lon))
        first = cls.at(float(np.degrees(np.arctan2(north, east))), float(np.mean(lonlat[:, 1])))
        spots = first.project(lonlat)
        middle = (spots.min(axis=0) + spots.max(axis=0)) / 2
        centre = first.unproject(middle[None, :])[0]
        return cls.at(float(round(centre[0])), float(round(centre[1])))

    def project(self, lonlat: Points) -> Points:
        """Give metres east and north of the centre for pairs of degrees."""
        x, y = self.transformer.transform(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack([x, y])

    def unproject(self, metres: Points) -> Points:
        """Give pairs of degrees for metres east and north of the centre."""
        lon, lat = self.transformer.transform(metres[:, 0], metres[:, 1], direction="INVERSE")
        return np.column_stack([lon, lat])

    @property
    def said(self) -> str:
        """The centre in words."""
        return (f"{abs(self.lat):g}°{'N' if self.lat >= 0 else 'S'} "
                f"{abs(self.lon):g}°{'E' if self.lon >= 0 else 'W'}")


@dataclass(frozen=True, slots=True)
class View:
    """What a panel shows, and at what scale.

    Parameters
    ----------
    projection
        The projection.
    left_m, bottom_m
        Lower left corner, in metres from the centre of the projection.
    m_per_pt
        Metres per point.
    width_pt, height_pt
        Size of the panel.
    """

    projection: Projection
    left_m: float
    bottom_m: float
    m_per_pt: float
    width_pt: float
    height_pt: float

    @classmethod
    def fit(cls, projection: Projection, lonlat: Points, width_pt: float,
            aspect: tuple[float, float], margin: float = 0.08) -> View:
        """Fit a view around points.

        Parameters
        ----------
        projection
            The projection.
        lonlat
            What must be seen, in degrees.
        width_pt
            Width of the panel.
        aspect
            Smallest and largest width over height.
        margin
            Room left free on each side, as a share of the longer side.

        Returns
        -------
        view
            Around the points, at least 40 km wide.
        """
        spots = projection.project(lonlat)
        low, high = spots.min(axis=0), spots.max(axis=0)
        middle = (low + high) / 2
        longest = max(float((high - low).max()), NARROWEST_M)
        width, height = (float(side) + 2 * margin * longest for side in high - low)
        width = max(width, NARROWEST_M)
        width = max(width, height * aspect[0])
        height = max(height, width / aspect[1])
        scale = width / width_pt
        return cls(projection, float(middle[0]) - width / 2, float(middle[1]) - height / 2,
                   scale, width_pt, height / scale)

    def to_page(self, lonlat: Points) -> Points:
        """Give points of the panel, from its lower left corner, for pairs of degrees."""
        metres = self.projection.project(lonlat)
        return (metres - (self.left_m, self.bottom_m)) / self.m_per_pt

    def shape_to_page(self, degrees: BaseGeometry) -> BaseGeometry:
        """Give a shape in points of the panel for one in degrees."""
        return shapely.transform(degrees, self.to_page)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what can be seen, in degrees."""
        x, y = np.meshgrid(np.linspace(0, self.width_pt, 25), np.linspace(0, self.height_pt, 25))
        metres = np.column_stack([x.ravel(), y.ravel()]) * self.m_per_pt \
            + (self.left_m, self.bottom_m)
        seen = self.projection.unproject(metres)
        seen = seen[np.isfinite(seen).all(axis=1)]
        turned = (seen[:, 0] - self.projection.lon + 180) % 360 - 180 + self.projection.lon
        return (float(turned.min()), float(seen[:, 1].min()),
                float(turned.max()), float(seen[:, 1].max()))

    @property
    def frame(self) -> BaseGeometry:
        """The panel as a rectangle in points."""
        return shapely.box(0, 0, self.width_pt, self.height_pt)

    @property
    def stretch(self) -> float:
        """How much lengths are stretched in the farthest corner: 0.02 for 2 %.

        Notes
        -----
        Source: J. P. Snyder, Map Projections: A Working Manual, 1987, chapter 24: across the
        radius the scale is 1 / cos(c / 2) at the angular distance c from the centre.
        """
        far_x = max(abs(self.left_m), abs(self.left_m + self.width_pt * self.m_per_pt))
        far_y = max(abs(self.bottom_m), abs(self.bottom_m + self.height_pt * self.m_per_pt))
        half = min(hypot(far_x, far_y) / (2 * EARTH_M), 0.9)
        return 1 / cos(asin(half)) - 1

    def holds(self, lon: float, lat: float, margin_pt: float = 0.0) -> bool:
        """Say whether a place lies in the panel, at least some points from its edge."""
        x, y = self.to_page(np.array([[lon, lat]]))[0]
        return bool(margin_pt <= x <= self.width_pt - margin_pt
                    and margin_pt <= y <= self.height_pt - margin_pt)
