"""People of towns and groups of places: nobody is counted twice, and no lane joins two seas."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import build_population as tool
import pytest

import corridors as co
from corridors.model.geodesy import great_circle_km

NETWORK = Path(__file__).parents[2] / "data" / "network"
AT_SEA = ("sea", "ferry")


@cache
def network() -> co.Network:
    return co.load()


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (NETWORK / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def basin() -> dict[str, str]:
    return {row["node_id"]: row["group"] for row in rows("place_group")}


def test_every_row_names_a_source_that_is_there() -> None:
    known = {source.source_key for source in network().sources}
    for name in ("population", "place_group"):
        for row in rows(name):
            assert set(row["source"].split(";")) <= known, (name, row)


def test_a_town_is_counted_once_and_large_ones_are_there() -> None:
    people = {key: town.people for key, town in network().population.items()}
    assert people["tr-istanbul"] > 10_000_000 > people["az-baku"] > 1_000_000
    # A figure above a million stands for one town alone: no two nodes near each other share it.
    large = [key for key, count in people.items() if count > 1_000_000]
    shared = [key for key, count in Counter(people[key] for key in large).items() if count > 1]
    for figure in shared:
        a, b = (network().node(key) for key in large if people[key] == figure)
        assert great_circle_km(a.lon, a.lat, b.lon, b.lat) > 100, figure
    for harbour in ("ru-saint-petersburg-port", "kz-aktau-port", "ir-bandar-abbas"):
        assert harbour not in people


def test_towns_of_the_cities_are_known() -> None:
    cities = [node.node_id for node in network().nodes.records if node.node_type == "city"]
    assert sum(key in network().population for key in cities) >= 0.95 * len(cities)
    assert "sea-suez" not in network().population


def test_every_port_lies_on_one_sea() -> None:
    assert len(basin()) == len(rows("place_group"))
    ports = {node.node_id for node in network().nodes.records if node.node_type == "port"}
    assert ports | {"tr-istanbul"} == set(basin())


def test_no_lane_joins_two_seas_but_through_a_strait() -> None:
    joined = defaultdict(set)
    for link in network().links.records:
        ends = link.from_node_id, link.to_node_id
        if link.mode in AT_SEA and not any(key.startswith("sea-") for key in ends):
            joined[frozenset(basin()[key] for key in ends)].add(link.link_id)
    mixed = {tuple(sorted(seas)): links for seas, links in joined.items() if len(seas) > 1}
    # Batumi to Constanta and the like stay on one sea; the mouth of the Don is the sea of Azov.
    assert mixed == {}


def town(key: int, name: str, lon: float, lat: float, people: int, country: str = "AZ"
         ) -> dict[str, object]:
    return {"geonameid": key, "name": name, "longitude": lon, "latitude": lat,
            "population": people, "countrycode": country, "alternatenames": [f"{name} city"]}


def test_the_tool_finds_towns_by_name_country_and_distance() -> None:
    node = network().node("az-baku")
    found = tool.matched(network(), tool.towns_of([
        town(1, "Baku", node.lon, node.lat, 5), town(2, "Baku", node.lon + 0.1, node.lat, 900),
        town(3, "Baku", node.lon + 1, node.lat, 10_000),
        town(4, "Baku", node.lon, node.lat, 10_000, "GE"), town(5, "Baku", 0, 0, 0)]))
    assert {key: where.key for key, (where, _) in found.items()} == {"az-baku": 2}
    assert tool.table_text(found).splitlines()[1] == \
        f"az-baku,900,{tool.YEAR},{tool.SOURCE},medium,"


def test_the_tool_gives_a_town_to_its_city_and_not_to_the_harbour_beside() -> None:
    city = network().node("kz-aktau")
    found = tool.matched(network(), tool.towns_of(
        [town(1, "Aktau", city.lon, city.lat - 0.01, 7, "KZ")]))
    assert set(found) == {"kz-aktau"}


@pytest.mark.parametrize(("type_", "km", "people", "far"), [
    ("city", 29, 1, False), ("city", 31, 10**7, True), ("port", 89, 10**6, False),
    ("port", 31, 1000, True), ("junction", 6, 10**6, True)])
def test_how_far_off_a_town_may_lie(type_: str, km: float, people: int, far: bool) -> None:
    node = co.Node("az-x", "X", "AZ", 49, 40, type_)
    where = tool.Town(1, "AZ", 49, 40, people, frozenset({"x"}))
    assert (km > tool._farthest(node, where)) == far
