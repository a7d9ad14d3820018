"""The lanes of the data: the shortest way over water, on seas small enough to draw."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import build_lanes
import numpy as np
import pytest
import shapely
from ocean_lanes import mended, ocean_lane
from sea_chart import Fairway, Sea, Shores, chart, read_shores
from shapely.geometry import LineString, Polygon, box
from water_ways import NoWayError, Plane, Water, length_km

ISLAND = box(11.5, 40.5, 12.5, 43.5)
ISTHMUS = box(11.9, 39.0, 12.1, 45.0)
TOY = Sea("toy", (10.0, 40.0, 14.0, 44.0), clearance_km=1.0)
WEST, EAST = (10.5, 42.0), (13.5, 42.0)


def test_open_water_is_crossed_on_the_great_circle() -> None:
    way = chart(TOY, Shores(())).shortest(WEST, EAST)
    assert way.tolist() == pytest.approx(np.array([WEST, EAST]))


def test_an_island_is_passed_by_its_nearer_cape_and_clear_of_it() -> None:
    way = chart(TOY, Shores((ISLAND,))).shortest((10.5, 42.5), (13.5, 42.5))
    assert len(way) > 3
    assert way[1:-1, 1].min() > 43.49
    gap_km = LineString(Plane(12, 42).down(way)).distance(Plane(12, 42).lay(ISLAND))
    assert 0.6 < gap_km <= 1.0  # the clearance is rounded at corners


def test_the_way_is_the_shortest_of_all_by_the_corners() -> None:
    """Every way by corners that see each other, tried out: none is shorter."""
    water = chart(TOY, Shores((ISLAND, box(13.0, 41.0, 13.2, 42.6))))
    found = length_km(water.shortest(WEST, EAST))
    places = np.vstack([WEST, EAST, water.plane.up(water.corners)])
    flat = water.plane.down(places)
    room = water.outline.buffer(0.001)
    far = np.full(len(places), np.inf)
    far[0] = 0.0
    for _ in places:  # Bellman and Ford
        for i, j in np.ndindex(len(places), len(places)):
            if np.isfinite(far[i]) and i != j and room.covers(LineString(flat[[i, j]])):
                far[j] = min(far[j], far[i] + length_km(places[[i, j]]))
    assert found == pytest.approx(far[1], abs=1e-6)


def test_there_is_as_far_as_back_and_twice_the_same() -> None:
    water = chart(TOY, Shores((ISLAND,)))
    there, back = water.shortest(WEST, EAST), water.shortest(EAST, WEST)
    assert length_km(there) == pytest.approx(length_km(back))
    assert np.array_equal(there, chart(TOY, Shores((ISLAND,))).shortest(WEST, EAST))


def test_a_place_far_inland_is_no_port() -> None:
    with pytest.raises(NoWayError, match=r"\(12\.0, 42\.0\) lies 42 km from the water"):
        chart(TOY, Shores((ISLAND,))).shortest((12.0, 42.0), WEST)


def test_a_port_on_land_is_left_by_the_nearest_water() -> None:
    way = chart(TOY, Shores((ISLAND,))).shortest((11.6, 42.0), WEST)
    assert tuple(way[0]) == (11.6, 42.0)
    assert way[1, 0] < 11.5
    assert way[1, 1] == pytest.approx(42.0, abs=0.01)


def test_a_fairway_leads_through_land_but_only_in_its_own_seas() -> None:
    canal = Fairway("canal", 0.3, LineString([(11.7, 41.0), (12.3, 41.0)]))
    water = chart(TOY, Shores((ISTHMUS,), (), (canal,)))
    way = LineString(water.shortest(WEST, EAST))
    assert way.intersection(ISTHMUS).bounds[1] == pytest.approx(41.0, abs=0.01)
    other = Fairway("canal", 0.3, canal.line, seas=("another",))
    shut = chart(TOY, Shores((ISTHMUS,), (), (other,)))
    with pytest.raises(NoWayError, match=r"lies \d+ km from the water of this chart: add"):
        shut.shortest(WEST, EAST)


def test_a_shoal_is_no_water() -> None:
    open_km = length_km(chart(TOY, Shores(())).shortest(WEST, EAST))
    assert length_km(chart(TOY, Shores((), (ISLAND,))).shortest(WEST, EAST)) > open_km + 50


def test_where_no_corner_leads_on_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    water = chart(TOY, Shores((ISLAND,)))
    monkeypatch.setattr(Water, "_reached", lambda self, here, some: some[:0])
    with pytest.raises(NoWayError, match=r"no water joins \[10\.5, 42\.0\] and \[13\.5, 42\.0\]"):
        water.shortest(WEST, EAST)


def test_a_lane_that_cuts_an_island_is_led_round_it() -> None:
    lane = np.array([(8.0, 42.0), (10.0, 42.0), (11.0, 42.0), (13.0, 42.0), (15.0, 42.0)])
    islet = box(11.8, 41.7, 12.2, 42.2)
    way = mended(lane, Shores((islet,)))
    assert way[[0, -1]].tolist() == lane[[0, -1]].tolist()
    assert not LineString(way).intersects(islet)
    assert length_km(way) > length_km(lane)


def test_a_lane_in_open_water_only_loses_its_detours() -> None:
    lane = np.array([(8.0, 42.0), (7.5, 42.5), (9.0, 42.0), (11.0, 43.0), (12.0, 42.0)])
    assert mended(lane, Shores((box(0, 0, 1, 1),))).tolist() == lane[[0, 2, 4]].tolist()


def test_searoute_is_asked_with_passages_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}

    def answer(start: object, stop: object, **words: object) -> object:
        asked.update(words)
        return {"geometry": {"coordinates": [[1.0, 1.0], [2.0, 2.0]]},
                "properties": {"traversed_passages": ["suez", "babalmandab"]}}

    monkeypatch.setitem(sys.modules, "searoute", SimpleNamespace(searoute=answer))
    lane = ocean_lane((0.0, 0.0), (3.0, 3.0), ("malacca",))
    assert asked["restrictions"] == ["northwest", "malacca"]
    assert lane.points.tolist() == [[0, 0], [1, 1], [2, 2], [3, 3]]
    assert lane.passages == ("babalmandab", "suez")


def test_without_searoute_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "searoute", None)
    with pytest.raises(SystemExit, match=r"searoute is missing: pip install searoute==1\.6\.0"):
        ocean_lane((0.0, 0.0), (3.0, 3.0), ())


def test_great_circles_are_drawn_as_chords_and_needless_points_left_out() -> None:
    points = build_lanes.drawn(np.array([(0.0, 60.0), (40.0, 60.0)]), 0.01)
    assert points[:, 1].max() > 61
    assert all(length_km(np.array(pair)) < 1000 for pair in pairwise(points))
    assert build_lanes.drawn(np.array([(0.0, 0.0), (5.0, 0.0), (10.0, 0.0)]), 0.01).shape == (2, 2)
    assert build_lanes.wkt(np.array([(1.0, 2.5), (3.12, 4.0)])) == "LINESTRING (1 2.5, 3.12 4)"


def test_a_length_is_never_below_the_great_circle_that_checks_it() -> None:
    assert build_lanes.whole_km(np.array([(0.0, 0.0), (0.0, 10.0)])) == 1112  # ellipsoid: 1106


def test_lengths_go_into_the_rows_that_rest_on_them() -> None:
    lane = build_lanes.Lane("a-b-sea", "toy", ())
    course = build_lanes.Course(lane, np.array([(0.0, 0.0), (1.0, 0.0)]), 111)
    sources = ("computed-lanes-2026;atlas", "atlas")
    links = [{"link_id": "a-b-sea", "length_km": "90", "source": key} for key in sources]
    claims = [{"subject_id": "a-b-sea", "attribute": "length_km", "source": key,
               "value": "90", "value_low": "90", "value_high": "90"} for key in sources]
    assert list(build_lanes.report(links[:1], {"a-b-sea": course})) == [
        "| `a-b-sea` | 90 | 111 | shortest over water |"]
    build_lanes.set_lengths(links, claims, {"a-b-sea": course})
    assert [row["length_km"] for row in links] == ["111", "90"]
    assert [row["value_high"] for row in claims] == ["111", "90"]
    rows = build_lanes.with_lines([{"link_id": "c", "method": "digitised"}],
                                  ("link_id", "method", "wkt", "source"), {"a-b-sea": course})
    assert [row["link_id"] for row in rows] == ["a-b-sea", "c"]
    assert rows[0]["source"] == "computed-lanes-2026"


def test_the_shipped_fairways_and_shoals_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sea_chart.read_topology", lambda tarball, member: {})
    monkeypatch.setattr("sea_chart.decode_countries", lambda topology: {("Isle", ""): ISLAND})
    shores = read_shores(Path("none.tgz"), build_lanes.TOOLS)
    assert len(shores.land) == 1
    assert all(way.line.is_valid and way.half_width_km <= 1 for way in shores.fairways)
    assert all(isinstance(shoal, Polygon) and shoal.is_valid for shoal in shores.shoals)
    assert shapely.length(shores.fairways[0].line) > 0
