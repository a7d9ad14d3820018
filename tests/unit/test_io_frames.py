"""Frames and GeoJSON: units in the names, a CRS, and a blank where there is no number."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import pytest
from toys import costs, gap, node, rail

from corridors.analysis.effects import Effects, effects_of
from corridors.errors import QueryError
from corridors.io.frames import EFFECT_COLUMNS, effects_rows, line_of, to_frames
from corridors.io.geojson import answer_geojson, effects_geojson
from corridors.io.geopackage import write_geopackage
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Source
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.tables import Alignment, Tables
from corridors.routing.arrays import from_arrays
from corridors.routing.solve import shortest_route


def effects() -> Effects:
    opened = Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned")
    return effects_of(Scenario("gap", "Gap", (Variant("open", "Open", (opened,)),), (
        Query("North", "Gulf", modes={"rail"}, label="rail"),
        Query("North", "Rasht", modes={"rail"}, avoid={"country:TM"}))), gap())


def test_a_network_gives_three_frames() -> None:
    nodes, links, borders = to_frames(gap())
    assert (nodes.crs.to_string(), links.crs.to_string()) == ("EPSG:4326", "EPSG:4326")
    assert len(nodes) == 7
    row = links.set_index("link_id").loc["ir-astara-ir-rasht-rail"]
    assert (row.length_km_low, row.length_km, row.length_km_high) == (152, 162, 170)
    assert (row.status, row.carries_traffic, row.alignment) == ("planned", False, "straight")
    assert list(row.geometry.coords) == [(48.9, 38.4), (49.6, 37.3)]
    assert set(borders.direction) == {"forward", "backward"}


def test_a_snapshot_shows_what_was_changed() -> None:
    opened = gap().as_of().apply([Change(("corridor:west",), "open")])
    links = to_frames(opened).links
    # The other links of the corridor are open as they were.
    assert links.loc[links.changed, "link_id"].tolist() == ["ir-astara-ir-rasht-rail"]


def test_legs_add_up_in_a_frame() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", by="time"))
    legs = to_frames(answer)
    assert answer.best is not None
    assert legs.time_h.sum() == pytest.approx(answer.best.time_h)
    assert legs.geometry.geom_type.tolist() == ["LineString" if kind == "move" else "Point"
                                                for kind in legs.kind]
    assert set(legs["rank"]) == {1}
    # A link that is travelled backwards is drawn in the direction of travel.
    back = to_frames(shortest_route(gap().as_of(), Query("Gulf", "North", by="time")))
    assert back.geometry.iloc[0].coords[0] == (56.0, 27.0)


def test_all_routes_of_an_answer_are_in_its_frame() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", k=3))
    assert len(answer.routes) == 2
    legs = to_frames(answer)
    for route in answer.routes:
        mine = legs[legs["rank"] == route.rank]
        assert mine.leg.tolist() == list(range(1, len(route.legs) + 1))
        assert mine.link_id.tolist() == [leg.link_id for leg in route.legs]
        assert mine.distance_km.sum() == pytest.approx(route.distance_km)
    none = to_frames(shortest_route(gap().as_of(), Query("North", "Gulf", modes={"sea"})))
    assert (len(none), list(none.columns)) == (0, list(legs.columns))


@pytest.mark.parametrize("ids", [None, ["a", "b", "c"]])
def test_answers_of_a_large_network_have_whole_numbers(ids: list[str] | None) -> None:
    a, b, c = ids or (0, 1, 2)
    network = from_arrays([a], [b], {"distance": [5], "toll": [7]}, node_id=ids,
                          link_id=ids and ["ab"], lon=[0, 1, 2], lat=[0, 0, 0])
    table = to_frames(network.matrix([a], [b, c]))
    assert list(table.columns) == ["origin", "destination", "status", "distance_m"]
    assert table.distance_m.isna().tolist() == [False, True]
    assert table.iloc[0].tolist() == [a, b, "reached", 5]
    assert list(to_frames(network.matrix([a], [b], by="toll")).columns)[-1] == "toll"
    losses = to_frames(network.removals([(a, b)]))
    assert list(losses.columns) == ["pair", "origin", "destination", "link_id",
                                    "distance_m_before", "distance_m_after"]
    assert losses.iloc[0].tolist()[:5] == [0, a, b, "ab" if ids else 0, 5]
    assert losses.distance_m_after.isna().all()
    assert len(to_frames(network.removals([]))) == 0


def test_effects_have_a_row_for_each_query_and_case() -> None:
    rows = effects_rows(effects())
    frame = to_frames(effects())
    assert list(frame.columns) == list(EFFECT_COLUMNS)
    assert [(row[4], row[6], row[7]) for row in rows] == [
        ("base", True, "same"), ("open", True, "better"), ("base", False, "unreachable"),
        ("open", True, "newly_reachable")]
    unreachable = dict(zip(EFFECT_COLUMNS, rows[2], strict=True))
    assert unreachable["distance_km"] is None
    assert unreachable["blocked_by"] == "ir-astara-ir-rasht-rail"
    opened = dict(zip(EFFECT_COLUMNS, rows[1], strict=True))
    assert opened["delta_distance_km"] == -928
    assert (opened["distance_km_low"], opened["distance_km_high"]) == (2562, 2580)


def test_what_is_no_result_has_no_frame() -> None:
    with pytest.raises(QueryError, match="there is no frame of a str"):
        to_frames("network")  # type: ignore[arg-type]


def test_geojson_is_strict_json_with_names_of_cases() -> None:
    collection = json.loads(effects_geojson(effects()))
    assert {feature["properties"]["case"] for feature in collection["features"]} == {"base", "open"}
    assert {feature["geometry"]["type"] for feature in collection["features"]} == {"LineString",
                                                                                   "Point"}
    assert "NaN" not in effects_geojson(effects())
    empty = shortest_route(gap().as_of(), Query("North", "Gulf", modes={"sea"}))
    assert json.loads(answer_geojson(empty)) == {"type": "FeatureCollection", "features": []}


def test_lines_of_open_street_map_carry_its_name_wherever_they_are_written(
        tmp_path: Path) -> None:
    """Only they do: a collection without such a line says nothing of it."""
    credit = "© OpenStreetMap contributors, ODbL 1.0"
    nodes = [node("az-a", 48, 40), node("az-b", 49, 40), node("az-c", 50, 40)]
    first, second = rail("az-a", "az-b", 100), rail("az-b", "az-c", 100)
    network = Network.build(Tables(
        nodes, [first, second], costs=costs(), sources=(Source("osm", licence="ODbL 1.0"),),
        alignments={first.link_id: Alignment(((48.0, 40.0), (49.0, 40.0)), "matched", "osm",
                                             "© OpenStreetMap contributors")}))
    today = network.as_of()
    whole = shortest_route(today, Query("A", "C"))
    assert to_frames(network).links.attribution.tolist() == [credit, ""]
    assert to_frames(whole).attribution.tolist() == [credit, ""]
    collection = json.loads(answer_geojson(whole))
    assert collection["attribution"] == credit
    assert [f["properties"]["attribution"] for f in collection["features"]] == [credit, None]
    assert "attribution" not in json.loads(answer_geojson(shortest_route(today, Query("B", "C"))))
    write_geopackage(tmp_path / "network.gpkg", [("base", today)])
    layer = geopandas.read_file(tmp_path / "network.gpkg", layer="links_base")
    assert layer.attribution.tolist() == [credit, ""]


def test_a_link_without_alignment_is_straight() -> None:
    assert line_of(gap(), "ru-north-az-astara-rail") == ((48.0, 46.0), (48.9, 38.5))
