"""What a planner expects of several routes on the data that comes with corridors."""

from __future__ import annotations

import json

import pytest

from corridors import Query, Snapshot, explain, load, load_scenario, shortest_route
from corridors.cli import main
from corridors.routing.different import overlap_of


@pytest.fixture(scope="module")
def today() -> Snapshot:
    return load().as_of()


def test_saint_petersburg_to_bandar_abbas_goes_on_both_sides_of_the_caspian(
        today: Snapshot) -> None:
    query = Query("Saint Petersburg", "Bandar Abbas", modes={"rail"}, different=4)
    opened = shortest_route(today.apply(load_scenario("rasht-astara")), query).routes
    assert opened[0].difference == "the best, west of the Caspian"
    assert opened[2].difference.startswith("east of the Caspian, through Kazakhstan")
    closed = shortest_route(today, query).routes
    assert {"AZ", "GE"}.isdisjoint(code for route in closed for code in route.countries)
    assert [round(route.distance_km) for route in closed[:2]] == [6181, 6279]
    assert "Incheh Borun" in closed[1].difference
    assert closed[0].difference == "the best"
    assert closed[2].difference.endswith(", with 7 border crossings instead of 4")


@pytest.mark.parametrize(("origin", "destination", "words", "expected"), [
    ("Baku", "Nakhchivan", {"by": "time"}, "through Iran instead of Georgia and Türkiye"),
    ("Moscow", "Nhava Sheva", {"by": "time"}, "transferred at Bandar Abbas instead of Chabahar"),
    ("Moscow", "Nhava Sheva", {"by": "cost"}, "passing the Danish Straits"),
    ("Xi'an", "Duisburg", {"modes": {"rail"}}, "changing gauge at Altynkol instead of Dostyk"),
    ("Shanghai", "Duisburg", {"by": "time"}, "Altynkol–Horgos")])
def test_different_routes_are_those_one_would_name(
        today: Snapshot, origin: str, destination: str, words: dict[str, object],
        expected: str) -> None:
    routes = shortest_route(today, Query(origin, destination, different=5,
                                         **words)).routes  # type: ignore[arg-type]
    by = str(words.get("by", "distance"))
    assert any(expected in route.difference for route in routes[1:])
    assert len({route.difference for route in routes}) == len(routes) == 5
    for place, route in enumerate(routes):
        assert route.total(by).value <= 1.5 * routes[0].total(by).value
        assert all(overlap_of(route, better) <= 0.6 for better in routes[:place])
        assert len(set(route.node_ids)) == len(route.node_ids)
    amounts = [route.total(by).value for route in routes]
    assert amounts == sorted(amounts)


def test_a_hundred_shortest_routes_come_in_order_and_are_all_different(today: Snapshot) -> None:
    query = Query("Baku", "Nakhchivan", k=100)
    routes = shortest_route(today, query).routes
    metres = [route.total("distance").value for route in routes]
    assert metres == sorted(metres)
    assert len(routes) == 100
    assert routes[0].legs == shortest_route(today, Query("Baku", "Nakhchivan")).routes[0].legs
    told = {tuple((leg.kind, leg.link_id, leg.from_id, leg.to_mode) for leg in route.legs)
            for route in routes}
    assert len(told) == 100


def test_an_explanation_says_what_decides(today: Snapshot) -> None:
    explanation = explain(shortest_route(today, Query("Moscow", "Mumbai", by="time")))
    assert explanation.stops[0].name == "the transfer at Chabahar"
    others = [one for one in explanation.stops if not one.on_route]
    assert others[0].name == "the transfer at Bandar Abbas"
    assert "avoiding Iran" in {what for one in explanation.alternatives for what in one.what}
    assert not {one.stop.at for one in explanation.stops} & {"ru-moscow", "in-mumbai"}


def test_explain_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["route", "Baku", "Tbilisi", "--modes", "rail", "--explain"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "Why this route:\n  It is the shortest" in said
    assert "more than this route takes" in said
    assert main([*words, "--json", "--by", "time"]) == 0
    made = json.loads(capsys.readouterr().out)["explanation"]
    assert made["stops"][0]["name"] == "the border Boyuk Kesik–Gardabani"
    assert main(["route", "Baku", "Baku", "--explain", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["explanation"] is None
    assert main(["route", "Baku", "Baku", "--explain"]) == 0
    assert "Why this route" not in capsys.readouterr().out
    assert main([*words, "--geojson"]) == 2
    assert "--explain does not go with --geojson" in capsys.readouterr().err
