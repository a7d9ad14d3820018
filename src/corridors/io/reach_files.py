"""What is reached, for a GIS: frames and GeoJSON of places, stretches of links, and areas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from corridors.analysis.reach import Reach
from corridors.io.basemap_files import basemap_features
from corridors.io.place_rows import reach_columns, reach_rows
from corridors.io.reach_shapes import AREA_RULE, Point, areas_of
from corridors.model.credits import credit_of
from corridors.model.geodesy import cut_line
from corridors.model.leg import COLUMN_OF

if TYPE_CHECKING:
    import geopandas
    from shapely.geometry.base import BaseGeometry

__all__ = ["ReachFrames", "reach_frames", "reach_geojson"]

PART_COLUMNS = ("link_id", "mode", "start", "end", "within", "attribution")
DECIMALS = 4


class ReachFrames(NamedTuple):
    """What is reached, as frames.

    Parameters
    ----------
    nodes
        Places, with what they take and the band they are in.
    links
        Stretches of links, with the band they are in; ``start`` and ``end`` are shares of the
        link.
    areas
        The area of each band with those before it: schematic, as ``rule`` says.
    """

    nodes: geopandas.GeoDataFrame
    links: geopandas.GeoDataFrame
    areas: geopandas.GeoDataFrame


def reach_frames(reach: Reach) -> ReachFrames:
    """Give what is reached as frames.

    Parameters
    ----------
    reach
        What is reached.
    """
    import geopandas
    from shapely.geometry import LineString

    from corridors.io.frames import CRS

    lines = _lines(reach)
    nodes = geopandas.GeoDataFrame(
        list(reach_rows(reach)), columns=list(reach_columns(reach)),
        geometry=geopandas.points_from_xy([found.node.lon for found in reach.nodes],
                                          [found.node.lat for found in reach.nodes]), crs=CRS)
    links = geopandas.GeoDataFrame(list(_part_rows(reach)), columns=list(PART_COLUMNS),
                                   geometry=[LineString(line) for line in lines], crs=CRS)
    areas = geopandas.GeoDataFrame(
        [(band.shown, AREA_RULE) for band in reach.bands], columns=["within", "rule"],
        geometry=_areas(reach, lines), crs=CRS)
    return ReachFrames(nodes, links, areas)


def reach_geojson(reach: Reach) -> str:
    """Write what is reached as GeoJSON: areas, stretches of links, then places.

    Parameters
    ----------
    reach
        What is reached.

    Returns
    -------
    text
        A FeatureCollection; ``kind`` says of each feature whether it is an ``area``, a ``link`` or
        a ``place``.
    """
    from shapely.geometry import mapping

    by, lines = COLUMN_OF[reach.budget.by], _lines(reach)
    features = [_feature("area", {"within": band.shown, "by": by, "rule": AREA_RULE},
                         _rounded(mapping(area)))
                for band, area in zip(reach.bands, _areas(reach, lines), strict=True)
                if not area.is_empty]
    features += [_feature("link", dict(zip(PART_COLUMNS, row, strict=True)),
                          {"type": "LineString", "coordinates": _rounded(line)})
                 for row, line in zip(_part_rows(reach), lines, strict=True)]
    features += [_feature("place", dict(zip(reach_columns(reach), row, strict=True)),
                          {"type": "Point", "coordinates": [row[4], row[5]]})
                 for row in reach_rows(reach)]
    owed = sorted({feature["properties"].get("attribution") or "" for feature in features} - {""})
    about = f'"attribution": {json.dumps("; ".join(owed), ensure_ascii=False)}, ' if owed else ""
    written = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False)
                         for feature in features)
    return f'{{"type": "FeatureCollection", {about}"features": [\n{written}\n]}}\n'


def _lines(reach: Reach) -> list[tuple[Point, ...]]:
    from corridors.io.frames import line_of

    network = reach.snapshot.network
    return [cut_line(line_of(network, part.link_id), part.start, part.end)
            for part in reach.parts]


def _part_rows(reach: Reach) -> Iterator[tuple[Any, ...]]:
    network = reach.snapshot.network
    for part in reach.parts:
        yield (part.link_id, network.link(part.link_id).mode, part.start, part.end,
               reach.bands[part.band].shown, credit_of(network, part.link_id) or None)


def _areas(reach: Reach, lines: list[tuple[Point, ...]]) -> list[BaseGeometry]:
    import shapely
    from shapely.geometry import shape

    land = [shapely.make_valid(shape(feature["geometry"]))
            for feature in basemap_features()["wide"]]
    return areas_of(reach, lines, land)


def _feature(kind: str, about: dict[str, Any], geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"kind": kind, **about}, "geometry": geometry}


def _rounded(value: Any) -> Any:
    """Round coordinates, however deep they lie."""
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
