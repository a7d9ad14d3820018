"""The ground under a map: countries, borders and lakes, handed in as parsed GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

__all__ = ["Basemap", "Boundary", "Country", "Lake", "Sheet"]


class Country(NamedTuple):
    """The land of a country, as the basemap has it.

    Parameters
    ----------
    name, iso
        English name and ISO 3166 alpha-2 code; the code may be blank.
    land
        Polygons in degrees.
    """

    name: str
    iso: str
    land: BaseGeometry


class Boundary(NamedTuple):
    """A line between two countries.

    Parameters
    ----------
    country_a, country_b
        English names.
    disputed
        Whether the line or the status of a side is disputed.
    line
        In degrees.
    """

    country_a: str
    country_b: str
    disputed: bool
    line: BaseGeometry


class Lake(NamedTuple):
    """A lake that the countries do not leave out.

    Parameters
    ----------
    name
        English name.
    water
        Polygon in degrees.
    """

    name: str
    water: BaseGeometry


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of the world in one scale.

    Parameters
    ----------
    scale
        Scale of the source, such as ``1:10m``.
    bounds
        West, south, east and north, in degrees.
    countries, boundaries
        What is on it.
    """

    scale: str
    bounds: tuple[float, float, float, float]
    countries: tuple[Country, ...] = field(repr=False)
    boundaries: tuple[Boundary, ...] = field(repr=False)

    def holds(self, window: tuple[float, float, float, float]) -> bool:
        """Say whether a window of west, south, east and north lies on the sheet."""
        west, south, east, north = self.bounds
        return west <= window[0] and south <= window[1] and window[2] <= east \
            and window[3] <= north


@dataclass(frozen=True, slots=True, eq=False)
class Basemap:
    """Two sheets and the lakes.

    Parameters
    ----------
    core
        The detailed sheet.
    wide
        The coarse sheet, for maps that leave the detailed one.
    lakes
        Lakes to cut out of the land.
    memo
        Where drawing keeps what it derives, so that panels of one map share it.
    """

    core: Sheet
    wide: Sheet
    lakes: tuple[Lake, ...] = field(default=(), repr=False)
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, *, core: Iterable[Mapping[str, Any]], wide: Iterable[Mapping[str, Any]],
           borders_core: Iterable[Mapping[str, Any]], borders_wide: Iterable[Mapping[str, Any]],
           lakes: Iterable[Mapping[str, Any]] = ()) -> Basemap:
        """Make a basemap of GeoJSON features.

        Parameters
        ----------
        core, wide
            Countries with the properties ``name`` and ``iso``.
        borders_core, borders_wide
            Lines with the properties ``country_a``, ``country_b`` and ``disputed``.
        lakes
            Lakes with the property ``name``.

        Returns
        -------
        basemap
            Ready to draw on.

        Examples
        --------
        >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
        >>> land = [{"properties": {"name": "A", "iso": "AA"}, "geometry": square}]
        >>> Basemap.of(core=land, wide=land, borders_core=[], borders_wide=[]).core.scale
        '1:10m'
        """
        return cls(
            Sheet("1:10m", (18.0, 8.0, 80.0, 64.0), _countries(core), _boundaries(borders_core)),
            Sheet("1:50m", (-20.0, -38.0, 150.0, 75.0), _countries(wide),
                  _boundaries(borders_wide)),
            tuple(Lake(item["properties"]["name"], _sound(item)) for item in lakes))

    def sheet_for(self, window: tuple[float, float, float, float], m_per_pt: float) -> Sheet:
        """Choose the sheet for a map.

        Parameters
        ----------
        window
            West, south, east and north of the map, in degrees.
        m_per_pt
            Metres per point at the centre.

        Returns
        -------
        sheet
            The detailed one where it covers the window and its detail can be seen.
        """
        detail_seen = m_per_pt < 14_000
        return self.core if detail_seen and self.core.holds(window) else self.wide


def _countries(features: Iterable[Mapping[str, Any]]) -> tuple[Country, ...]:
    return tuple(Country(item["properties"]["name"], item["properties"]["iso"] or "",
                         _sound(item)) for item in features)


def _boundaries(features: Iterable[Mapping[str, Any]]) -> tuple[Boundary, ...]:
    found = []
    for item in features:
        about = item["properties"]
        found.append(Boundary(about["country_a"], about["country_b"], bool(about["disputed"]),
                              shape(item["geometry"])))
    return tuple(found)


def _sound(feature: Mapping[str, Any]) -> BaseGeometry:
    polygon = shape(feature["geometry"])
    return polygon if polygon.is_valid else shapely.make_valid(polygon)
