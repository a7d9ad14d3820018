"""The sea: every strait is a node, no lane slips past one, and closing one closes it."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod

import corridors as co

ROOT = Path(__file__).parents[2]
GLOBE = Geod(ellps="WGS84")
AFLOAT = ("sea", "ferry")
NOT_COMPUTED = {
    "ru-astrakhan-port-ru-olya-sea",  # a river of the delta
    "sea-suez-sea-port-said-sea",     # a canal of published length
    "tr-tatvan-tr-van-ferry",         # a lake
}
# From shore to shore: what crosses such a line passes the strait.
GATES = {
    "sea-bab-el-mandeb": [(43.3, 13.0), (43.6, 12.6), (43.1, 12.4)],
    "sea-bosphorus": [(28.9, 41.12), (29.3, 41.12)],
    "sea-dardanelles": [(26.2, 40.18), (26.55, 40.13)],
    "sea-danish-straits": [(9.9, 54.9), (12.3, 55.9), (12.9, 55.9)],
    "sea-dover": [(1.3, 51.1), (1.6, 50.85)],
    "sea-gibraltar": [(-5.6, 36.1), (-5.6, 35.75)],
    "sea-hormuz": [(56.3, 26.2), (56.6, 26.7), (57.0, 27.1)],
    "sea-kerch": [(36.3, 45.25), (36.8, 45.25)],
    "sea-kiel": [(9.95, 54.45), (10.25, 54.25)],
    "sea-lombok": [(115.5, -8.75), (116.0, -8.75)],
    "sea-malacca": [(101.0, 3.0), (102.0, 1.6)],
    "sea-port-said": [(32.0, 31.0), (32.6, 31.0)],
    "sea-suez": [(32.3, 30.1), (32.8, 30.1)],
    "sea-sunda": [(105.5, -5.8), (106.1, -6.05)],
}
# How near a lane may come to a strait that is not its end, where 25 km are too many.
NEAR_KM = {"sea-bosphorus": 10.0, "sea-kerch": 20.0}


@cache
def today() -> co.Snapshot:
    return co.load().as_of()


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    csv.field_size_limit(10**7)
    with (ROOT / name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def links() -> dict[str, dict[str, str]]:
    return {row["link_id"]: row for row in rows("data/network/link.csv")}


@cache
def lines() -> dict[str, shapely.LineString]:
    """Give the lines of the links afloat."""
    return {row["link_id"]: shapely.from_wkt(row["wkt"]) for row in rows(
        "data/geometry/geometry.csv") if links()[row["link_id"]]["mode"] in AFLOAT}


def straits() -> dict[str, tuple[float, float]]:
    return {row["node_id"]: (float(row["lon"]), float(row["lat"])) for row in rows(
        "data/network/node.csv") if row["node_type"] == "strait"}


def ends(link_id: str) -> set[str]:
    return {links()[link_id]["from_node_id"], links()[link_id]["to_node_id"]}


def test_every_lane_is_computed_or_says_why_not() -> None:
    computed = {row["link_id"]: row["sea"] for row in rows("tools/lanes.csv")}
    assert set(computed) | NOT_COMPUTED == set(lines())
    assert not set(computed) & NOT_COMPUTED
    for link_id, sea in computed.items():
        key = "searoute-1-6-0" if sea == "ocean" else "computed-lanes-2026"
        assert links()[link_id]["source"].split(";")[0] == key
        assert "approximate" not in links()[link_id]["note"]


def test_lanes_are_drawn_as_long_as_the_table_says() -> None:
    off = {}
    for link_id, line in lines().items():
        drawn_km = GLOBE.line_length(*shapely.get_coordinates(line).T) / 1000
        off[link_id] = drawn_km / float(links()[link_id]["length_km"]) - 1
    assert {key: round(part, 3) for key, part in off.items()
            if abs(part) > 0.03 and key not in NOT_COMPUTED
            and abs(part) * float(links()[key]["length_km"]) > 1} == {}


@pytest.mark.parametrize("strait", sorted(GATES))
def test_what_passes_a_strait_ends_at_it(strait: str) -> None:
    gate = shapely.LineString(GATES[strait])
    hidden = {link_id for link_id, line in lines().items()
              if line.intersects(gate) and strait not in ends(link_id)}
    assert hidden == set()
    assert any(strait in ends(link_id) for link_id in lines())


def test_no_lane_comes_near_a_strait_that_is_not_its_end() -> None:
    near = set()
    for link_id, line in lines().items():
        points = shapely.get_coordinates(shapely.segmentize(line, 0.05))
        for strait, place in straits().items():
            if strait not in ends(link_id):
                gap_km = GLOBE.inv(*points.T, *np.tile(place, (len(points), 1)).T)[2] / 1000
                if gap_km.min() < NEAR_KM.get(strait, 25.0):
                    near.add((link_id, strait, round(float(gap_km.min()))))
    assert near == set()


def joined(start: str, goal: str, *, shut: set[str] = frozenset(), open_only: bool = True,
           modes: tuple[str, ...] = AFLOAT) -> bool:
    """Tell whether lanes join two places when some nodes or links are shut."""
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for link_id, link in links().items():
        carries = link["status"] in ("operational", "restricted") or not open_only
        if link["mode"] in modes and carries and not shut & ({link_id} | ends(link_id)):
            a, b = link["from_node_id"], link["to_node_id"]
            ways[a].add(b)
            ways[b].add(a)
    seen, waiting = {start}, [start]
    while waiting:
        for other in ways[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return goal in seen


@pytest.mark.parametrize(("start", "goal", "shut"), [
    ("ir-bandar-abbas", "in-mumbai", {"sea-hormuz"}),
    ("ae-jebel-ali", "in-mumbai", {"sea-hormuz"}),
    ("iq-umm-qasr", "in-mumbai", {"sea-hormuz"}),
    ("ge-poti", "tr-mersin", {"sea-bosphorus"}),
    ("ge-poti", "tr-mersin", {"sea-dardanelles"}),
    ("ge-poti", "tr-istanbul", {"sea-bosphorus"}),
    ("ro-constanta", "tr-mersin", {"sea-dardanelles"}),
    ("ru-novorossiysk", "tr-mersin", {"sea-bosphorus"}),
    ("tr-istanbul", "tr-mersin", {"sea-dardanelles"}),
    ("ru-azov", "ru-novorossiysk", {"sea-kerch"}),
    ("ru-saint-petersburg-port", "nl-rotterdam", {"sea-danish-straits"}),
    ("lt-klaipeda", "nl-rotterdam", {"sea-danish-straits", "sea-kiel"}),
    ("tr-mersin", "nl-rotterdam", {"sea-gibraltar", "sea-suez"}),
    ("in-mumbai", "tr-mersin", {"sea-suez", "sea-gibraltar"}),
    ("in-mumbai", "nl-rotterdam", {"sea-suez", "sea-cape-of-good-hope"}),
    ("in-mumbai", "nl-rotterdam", {"sea-bab-el-mandeb", "sea-cape-of-good-hope"}),
    ("in-mumbai", "nl-rotterdam", {"sea-suez-sea-port-said-sea", "sea-cape-of-good-hope"}),
    ("cn-shanghai", "in-mumbai", {"sea-malacca", "sea-sunda", "sea-lombok"}),
])
def test_a_closed_strait_cuts(start: str, goal: str, shut: set[str]) -> None:
    assert joined(start, goal)
    assert not joined(start, goal, shut=shut)
    for one in shut if len(shut) > 1 else ():
        assert joined(start, goal, shut=shut - {one}), f"{one} alone would cut"


def test_the_two_turkish_straits_close_apart() -> None:
    assert joined("ge-poti", "ru-novorossiysk", shut={"sea-bosphorus", "sea-dardanelles"})
    assert joined("tr-istanbul", "ge-poti", shut={"sea-dardanelles"})
    assert joined("tr-istanbul", "tr-mersin", shut={"sea-bosphorus"})


def test_without_suez_ships_go_round_the_cape() -> None:
    query = co.Query("Shanghai", "Rotterdam", modes={"sea"})
    base = co.shortest_route(today(), query).best
    shut = today().apply([co.Change(("node:sea-suez",), "close")])
    round_africa = co.shortest_route(shut, query).best
    assert base is not None
    assert round_africa is not None
    assert "sea-suez" in base.node_ids
    assert "sea-cape-of-good-hope" in round_africa.node_ids
    assert base.distance_km == pytest.approx(19507, rel=0.02)          # searoute, in one piece
    assert round_africa.distance_km == pytest.approx(24955, rel=0.03)  # the same, Suez shut


def test_the_caspian_meets_the_ocean_only_by_the_volga() -> None:
    everything = (*AFLOAT, "inland_waterway")
    for port in ("ge-poti", "ru-saint-petersburg-port", "in-mumbai"):
        assert joined("az-alat-port", port, open_only=False, modes=everything)
        assert not joined("az-alat-port", port, open_only=False)
    don, baltic = "ru-volga-don-canal-ru-kalach-waterway", (
        "ru-saint-petersburg-port-ru-cherepovets-waterway")
    assert not joined("az-alat-port", "ru-azov", shut={don, baltic}, open_only=False,
                      modes=everything)
    assert joined("az-alat-port", "ru-azov", shut={baltic}, open_only=False, modes=everything)
    assert joined("az-alat-port", "nl-rotterdam", shut={don}, open_only=False, modes=everything)


@pytest.mark.parametrize(("start", "goal", "km", "within"), [
    ("Aktau port", "Alat port", 468, 0.02),        # 253 nm
    ("Alat port", "Turkmenbashi", 343, 0.02),      # the ferry
    ("Mumbai", "Bandar Abbas", 2033, 0.03),        # searoute, in one piece
    ("Mumbai", "Saint Petersburg port", 14119, 0.03),
])
def test_lengths_agree_with_others(start: str, goal: str, km: float, within: float) -> None:
    found = co.shortest_route(today(), co.Query(start, goal, modes={"sea", "ferry"})).best
    assert found is not None
    assert found.distance_km == pytest.approx(km, rel=within)
