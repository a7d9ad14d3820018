"""The lines of the maps: they end at their nodes and keep to land or water and to their country."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import build_geometry
import numpy as np
import numpy.typing as npt
import pytest
import shapely
from line_bars import Ground
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Polygon, shape

from corridors.errors import Problem
from corridors.io.schema import read_schemas
from corridors.io.tables import Table, read_table

DATA = Path(__file__).parents[2] / "data"
GEOMETRY = DATA / "geometry"
SCHEMAS = read_schemas(DATA / "schema")
GLOBE = Geod(ellps="WGS84")
CORE = (18.0, 8.0, 80.0, 64.0)  # west, south, east, north of the 1:10m sheet

OVER_WATER = {"cn-nanjing-cn-shanghai-rail"}  # the port of Yangshan lies on islands
ABROAD = {"cn-nanjing-cn-shanghai-rail"}  # the port of Yangshan lies on islands
BY_RIVER_CANAL_OR_LAKE = {
    "de-hamburg-sea-kiel-sea",         # Elbe and Kiel Canal
    "iq-umm-qasr-iq-al-faw-sea",       # Khor Abdullah is too narrow for the basemap
    "nl-rotterdam-de-hamburg-sea",     # Elbe
    "ru-astrakhan-port-ru-olya-sea",   # Volga-Caspian Sea Canal
    "sea-bosphorus-tr-istanbul-sea",
    "sea-suez-sea-port-said-sea",
    "tr-tatvan-tr-van-ferry",          # Lake Van
}
ARAS_ROAD = ("ir-parsabad-ir-khoda-afarin-road", "ir-khoda-afarin-ir-kalaleh-road",
             "ir-kalaleh-ir-norduz-road", "ir-norduz-ir-jolfa-road")
ZANGEZUR_RAILWAY = (
    "az-horadiz-az-mincivan-rail", "az-mincivan-az-aghband-rail", "az-aghband-am-nrnadzor-rail",
    "am-nrnadzor-am-meghri-rail", "am-meghri-am-agarak-rail-rail", "am-agarak-rail-az-ordubad-rail",
    "az-ordubad-az-julfa-rail")

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Path2D:
    """A link as it is drawn: its line, or a straight one where it has none."""

    link_id: str
    mode: str
    countries: tuple[str, ...]
    length_km: float
    ends: tuple[tuple[float, float], tuple[float, float]]
    line: LineString | None

    @property
    def drawn(self) -> Points:
        return shapely.get_coordinates(self.line or LineString(self.ends))

    @property
    def drawn_km(self) -> float:
        return float(GLOBE.line_length(*self.drawn.T)) / 1000

    def every_km(self, clear_of_ends_km: float = 0.0) -> Points:
        """Give points about every km, without those close to an end."""
        pieces = [np.linspace(a, b, max(2, 1 + int(km(a, b)))) for a, b in zip(
            self.drawn[:-1], self.drawn[1:], strict=True)]
        points: Points = np.vstack(pieces)
        far = np.ones(len(points), dtype=bool)
        for end in self.ends if clear_of_ends_km else ():
            gap_km = GLOBE.inv(*points.T, *np.tile(end, (len(points), 1)).T)[2] / 1000
            far &= gap_km > clear_of_ends_km
        return points[far]


def km(a: Any, b: Any) -> float:
    return float(GLOBE.inv(*a, *b)[2]) / 1000


def read(path: Path, name: str) -> Table:
    problems: list[Problem] = []
    table = read_table(path, SCHEMAS[name], problems, [])
    assert not problems
    return table


@pytest.fixture(scope="module")
def geometry() -> Table:
    return read(GEOMETRY / "geometry.csv", "geometry")


@pytest.fixture(scope="module")
def paths(geometry: Table) -> dict[str, Path2D]:
    """Give every link as it is drawn, by id."""
    node, link = (read(DATA / "network" / f"{name}.csv", name) for name in ("node", "link"))
    place = {key: (lon, lat, country) for key, lon, lat, country in zip(
        *(node.columns[name] for name in ("node_id", "lon", "lat", "country")), strict=True)}
    lines = dict(zip(geometry.columns["link_id"], shapely.from_wkt(geometry.columns["wkt"]),
                     strict=True))
    found = {}
    for key, mode, start, stop, length_km in zip(*(link.columns[name] for name in (
            "link_id", "mode", "from_node_id", "to_node_id", "length_km")), strict=True):
        (*a, country_a), (*b, country_b) = place[start], place[stop]
        found[key] = Path2D(key, mode, tuple(sorted({country_a, country_b} - {""})), length_km,
                            (tuple(a), tuple(b)), lines.get(key))
    return found


def sheet(name: str) -> dict[str, list[Polygon]]:
    """Read one sheet of the basemap: the polygons of every country, ready for many points."""
    parts: dict[str, list[Polygon]] = {}
    for feature in json.loads((GEOMETRY / "basemap" / f"{name}.geojson").read_text())["features"]:
        area = shape(feature["geometry"])
        whole = area.geoms if isinstance(area, MultiPolygon) else [area]
        parts.setdefault(feature["properties"]["iso"], []).extend(whole)
    for polygons in parts.values():
        shapely.prepare(polygons)
    return parts


@pytest.fixture(scope="module")
def core() -> dict[str, list[Polygon]]:
    return sheet("core")


@pytest.fixture(scope="module")
def wide() -> dict[str, list[Polygon]]:
    return sheet("wide")


def within(points: Points, polygons: list[Polygon]) -> npt.NDArray[np.bool_]:
    """Tell which points lie in one of the polygons."""
    inside = np.zeros(len(points), dtype=bool)
    if not len(points):
        return inside
    west, south, east, north = shapely.total_bounds(LineString([*points, points[0]]))
    for polygon in polygons:
        a, b, c, d = polygon.bounds
        if a <= east and c >= west and b <= north and d >= south:
            inside |= shapely.contains_xy(polygon, *points.T)
    return inside


def on_land(points: Points, core: dict[str, list[Polygon]],
            wide: dict[str, list[Polygon]]) -> npt.NDArray[np.bool_]:
    """Tell which points lie on land: by the 1:10m sheet where it reaches, else by the 1:50m one."""
    west, south, east, north = CORE
    lon, lat = points.T
    near = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    land = np.zeros(len(points), dtype=bool)
    land[near] = within(points[near], [p for part in core.values() for p in part])
    land[~near] = within(points[~near], [p for part in wide.values() for p in part])
    return land


def rows_of(name: str) -> list[dict[str, Any]]:
    columns = read(DATA / "network" / f"{name}.csv", name).columns
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def share(marked: npt.NDArray[np.bool_], of: int) -> float:
    return float(marked.sum()) / max(of, 1)


def test_every_line_belongs_to_a_link_and_joins_its_nodes(
        geometry: Table, paths: dict[str, Path2D]) -> None:
    keys = geometry.columns["link_id"]
    assert keys == sorted(set(keys))
    assert set(keys) <= set(paths)
    for key in keys:
        first, last = paths[key].drawn[0], paths[key].drawn[-1]
        start, stop = paths[key].ends
        assert max(km(first, start), km(last, stop)) <= 1.0, key


def test_every_link_has_a_line_that_says_how_it_was_made(
        geometry: Table, paths: dict[str, Path2D]) -> None:
    method = dict(zip(geometry.columns["link_id"], geometry.columns["method"], strict=True))
    assert method.keys() == paths.keys()
    for path in paths.values():
        if path.mode in ("sea", "ferry"):
            assert method[path.link_id] == "lane", path.link_id
        else:
            assert method[path.link_id] in ("matched", "digitised", "schematic"), path.link_id


def test_lines_from_open_street_map_name_it_and_only_they(geometry: Table) -> None:
    source = {row["source_key"]: row["licence"] for row in rows_of("source")}
    assert source["osm-scgraph-data"] == "ODbL 1.0"
    for key, method, sources, attribution in zip(*(geometry.columns[name] for name in (
            "link_id", "method", "source", "attribution")), strict=True):
        owed = "osm-scgraph-data" in sources
        assert owed or method != "matched", key
        assert attribution == ("© OpenStreetMap contributors" if owed else ""), key
        assert set(sources) <= source.keys(), key


def test_most_lines_of_the_region_follow_the_real_course(
        geometry: Table, paths: dict[str, Path2D]) -> None:
    method = dict(zip(geometry.columns["link_id"], geometry.columns["method"], strict=True))
    west = {row["link_id"] for row in rows_of("link") if "instc-west" in row["corridors"]}
    land = [path for path in paths.values() if path.mode in ("rail", "road")]
    for part in ([path for path in land if path.link_id in west],
                 [path for path in land if {"AM", "AZ", "GE"} & set(path.countries)],
                 [path for path in land if "IR" in path.countries]):
        real = sum(method[path.link_id] in ("matched", "digitised") for path in part)
        assert real >= 0.8 * len(part)


def test_lines_are_as_the_build_script_writes_them(geometry: Table) -> None:
    """What was not matched is written again from the tables, without the reference lines."""
    written = {row["link_id"]: row for row in build_geometry.read_rows(GEOMETRY / "geometry.csv")}
    rows, _ = build_geometry.build(build_geometry.read_tables(DATA), {}, Ground({}, {}))
    assert {row["link_id"] for row in rows} == written.keys()
    stale = [row["link_id"] for row in rows
             if written[row["link_id"]]["method"] != "matched" and row != written[row["link_id"]]]
    assert stale == [], "run python tools/build_geometry.py"
    kept = {row["link_id"] for row in build_geometry.read_rows(GEOMETRY / "drawn.csv")
            if row["keep"]}
    assert {written[key]["method"] for key in kept} <= {"digitised", "schematic"}


def test_the_file_is_small_and_not_finer_than_it_is_right(geometry: Table) -> None:
    assert (GEOMETRY / "geometry.csv").stat().st_size < 1_500_000
    assert not [key for key, wkt in zip(geometry.columns["link_id"], geometry.columns["wkt"],
                                        strict=True) if re.search(r"\.\d{5}", wkt)]


def test_the_readme_counts_the_lines(geometry: Table) -> None:
    text = (GEOMETRY / "README.md").read_text(encoding="utf-8")
    for method, number in Counter(geometry.columns["method"]).items():
        assert f"| `{method}` | {number} |" in text


def test_a_line_is_no_longer_than_its_link(geometry: Table, paths: dict[str, Path2D]) -> None:
    """A match may be 15 % longer than the table."""
    method = dict(zip(geometry.columns["link_id"], geometry.columns["method"], strict=True))
    room = {"matched": 1.15}
    assert {path.link_id: round(path.drawn_km / path.length_km, 2) for path in paths.values()
            if path.drawn_km > path.length_km * room.get(method[path.link_id], 1.05)} == {}


def test_railways_and_roads_keep_to_the_land(
        paths: dict[str, Path2D], core: dict[str, list[Polygon]],
        wide: dict[str, list[Polygon]]) -> None:
    """Ports may lie off the simplified coast, so the last 5 km do not count."""
    wet = {}
    for path in paths.values():
        if path.mode in ("rail", "road") and path.link_id not in OVER_WATER:
            every = path.every_km()
            points = path.every_km(clear_of_ends_km=5)
            wet[path.link_id] = share(~on_land(points, core, wide), len(every))
    assert {key: round(part, 3) for key, part in wet.items() if part > 0.02} == {}


def test_sea_lanes_keep_to_the_water(
        paths: dict[str, Path2D], core: dict[str, list[Polygon]],
        wide: dict[str, list[Polygon]]) -> None:
    dry = {}
    for path in paths.values():
        if path.mode in ("sea", "ferry") and path.link_id not in BY_RIVER_CANAL_OR_LAKE:
            points = path.every_km(clear_of_ends_km=15)
            dry[path.link_id] = share(on_land(points, core, wide), len(points))
    assert {key: round(part, 3) for key, part in dry.items() if part > 0.05} == {}


def test_land_lines_stay_in_the_countries_of_their_ends(
        paths: dict[str, Path2D], core: dict[str, list[Polygon]],
        wide: dict[str, list[Polygon]]) -> None:
    """No point is more than 5 km outside."""
    abroad = {}
    for path in paths.values():
        if path.mode not in ("rail", "road") or not path.countries:
            continue
        points = path.every_km()
        polygons = [p for code in path.countries for p in core.get(code, []) + wide.get(code, [])]
        for point in points[~within(points, polygons)]:
            gap_km = min(km(*shapely.get_coordinates(shapely.shortest_line(
                shapely.Point(point), polygon))) for polygon in polygons)
            if gap_km > 5:
                abroad[path.link_id] = max(round(gap_km, 1), abroad.get(path.link_id, 0))
    assert abroad.keys() == ABROAD, abroad


def test_a_line_within_one_country_hardly_enters_another(
        paths: dict[str, Path2D], core: dict[str, list[Polygon]]) -> None:
    """Up to 8 km in another country are forgiven, whole: 5 km at Khaf are the most there is."""
    abroad = set()
    for path in paths.values():
        if path.mode in ("rail", "road") and len(path.countries) == 1:
            points = path.every_km()
            others = [p for code, part in core.items() if code not in ("", *path.countries)
                      for p in part]
            if path.drawn_km * share(within(points, others), len(points)) > 8:
                abroad.add(path.link_id)
    assert abroad == set()


def test_the_aras_road_runs_south_of_the_river_and_the_zangezur_railway_north(
        paths: dict[str, Path2D], core: dict[str, list[Polygon]]) -> None:
    for key in ARAS_ROAD:
        assert within(paths[key].every_km(), core["IR"]).all(), key
    for key in ZANGEZUR_RAILWAY:
        points = paths[key].every_km()
        assert within(points, core["AZ"] + core["AM"]).all(), key
        assert not within(points, core["IR"]).any(), key


def test_the_railway_of_the_western_shore_is_drawn_on_the_shore(paths: dict[str, Path2D]) -> None:
    """Straight lines between these towns would run through the Caspian."""
    for key in ("ru-astrakhan-ru-kizlyar-rail", "ru-makhachkala-ru-derbent-rail",
                "az-khachmaz-az-sumgait-rail", "az-baku-az-alat-rail", "ir-astara-ir-rasht-rail"):
        assert paths[key].line is not None


def test_lakes_are_whole_and_say_that_they_are_rough() -> None:
    lakes = json.loads((GEOMETRY / "lakes.geojson").read_text())["features"]
    names = [lake["properties"]["name"] for lake in lakes]
    assert names == sorted(names)
    for lake in lakes:
        outline = shape(lake["geometry"])
        assert outline.is_valid
        assert outline.exterior.is_ccw
        assert "approximate outline" in lake["properties"]["note"]


def test_no_railway_or_road_crosses_a_lake(paths: dict[str, Path2D]) -> None:
    lakes = [shape(lake["geometry"]) for lake in json.loads(
        (GEOMETRY / "lakes.geojson").read_text())["features"]]
    crossing = {path.link_id for path in paths.values() if path.mode in ("rail", "road")
                for lake in lakes if lake.intersection(LineString(path.drawn)).length > 0.02}
    assert not crossing
