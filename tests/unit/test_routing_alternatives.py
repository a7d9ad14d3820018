"""Several routes, and what makes them different, on networks that one can check by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toys import costs, flat, gap, node, rail, small, way

from corridors.errors import QueryError
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import GaugeChange, Node, Terminal
from corridors.model.route import Route
from corridors.reports.answer_text import answer_text
from corridors.reports.as_json import answer_json
from corridors.routing import deviations
from corridors.routing.differences import Teller, told_apart
from corridors.routing.different import overlap_of
from corridors.routing.solve import shortest_route
from corridors.routing.waters import waters_of
from corridors.routing.without import Stop


def asked(network: Network, origin: str = "A", destination: str = "B", **words: object
          ) -> tuple[Route, ...]:
    query = Query(origin, destination, terminal_to_terminal=True,
                  **words)  # type: ignore[arg-type]
    return shortest_route(network.as_of(), query).routes


def links(routes: tuple[Route, ...]) -> list[str]:
    return [" ".join(route.link_ids) for route in routes]


def at(node_id: str, east: float = 0, north: float = 0) -> Node:
    return node(node_id, 48 + east, 40 + north)


def diamond() -> Network:
    """Two ways from A to B, one of them with two parallel links.

    ::

        A --1-- C ==1,2== B        A ----2---- D ----2---- B
    """
    return small([at("az-a"), at("az-b", 2), at("az-c", 1, 1), at("az-d", 1, -1)],
                 [rail("az-a", "az-c", 1, link_id="ac"), rail("az-c", "az-b", 1, link_id="cb-1"),
                  rail("az-c", "az-b", 2, link_id="cb-2"), rail("az-a", "az-d", 2, link_id="ad"),
                  rail("az-d", "az-b", 2, link_id="db")])


def test_parallel_links_make_routes_of_their_own() -> None:
    routes = asked(diamond(), k=9)
    assert links(routes) == ["ac cb-1", "ac cb-2", "ad db"]
    assert [route.rank for route in routes] == [1, 2, 3]
    assert [route.tied for route in routes] == [False, False, False]
    assert links(asked(diamond(), k=2)) == ["ac cb-1", "ac cb-2"]


def test_routes_as_good_as_each_other_say_so_also_where_one_is_not_told() -> None:
    network = small([at("az-a"), at("az-b")],
                    [rail("az-a", "az-b", 5, link_id=name) for name in ("one", "two", "three")])
    routes = asked(network, k=2)
    assert links(routes) == ["one", "three"]
    assert [route.tied for route in routes] == [True, True]


def test_a_link_of_two_gauges_is_one_route() -> None:
    network = small([at("az-a"), at("az-b")],
                    [rail("az-a", "az-b", 5, (1435, 1520), link_id="both"),
                     rail("az-a", "az-b", 6, (1520,), link_id="one")],
                    gauge_changes=[GaugeChange("az-a", (1520, 1435))])
    assert links(asked(network, k=9)) == ["both", "one"]


def test_goods_are_not_handled_where_they_board_or_leave() -> None:
    network = small([at("az-a"), at("az-b"), at("az-c")],
                    [rail("az-a", "az-c", 5), way("az-a", "az-c", 6), rail("az-c", "az-b", 5),
                     way("az-c", "az-b", 6)],
                    terminals=[Terminal(place, ("rail", "road"), flat(0), flat(0))
                               for place in ("az-a", "az-b", "az-c")])
    for doors in (False, True):
        query = Query("A", "B", k=99, terminal_to_terminal=not doors)
        routes = shortest_route(network.as_of(), query).routes
        assert [r.modes for r in routes] == [("rail",), ("rail", "road"), ("road", "rail"),
                                             ("road",)]
        assert {leg.from_id for r in routes for leg in r.legs if leg.kind == "transfer"} == \
            {"az-c"}


def beyond() -> Network:
    """The only terminal lies beyond the place where the road leaves.

    ::

        A ===rail=== X ===rail=== T
                     X ---road--- T
                     X ---road--- B
    """
    return small([at("az-a"), at("az-b"), at("az-x"), at("az-t")],
                 [rail("az-a", "az-x", 5), rail("az-x", "az-t", 1), way("az-x", "az-t", 1),
                  way("az-x", "az-b", 5)], terminals=[Terminal("az-t", ("rail", "road"))])


def test_where_no_route_is_loopless_the_best_stands_alone() -> None:
    routes = asked(beyond(), k=5)
    assert len(routes) == 1
    assert routes[0].node_ids == ("az-a", "az-x", "az-t", "az-x", "az-b")
    assert asked(beyond(), different=3)[0].node_ids == routes[0].node_ids


def test_a_place_is_passed_twice_only_where_the_best_must() -> None:
    spur = small([at("az-a"), at("az-b"), at("az-x"), at("az-v"), at("az-y")],
                 [rail("az-a", "az-x", 5), rail("az-x", "az-b", 5), rail("az-x", "az-v", 1),
                  rail("az-a", "az-y", 50), rail("az-y", "az-b", 50),
                  rail("az-v", "az-x", 3, link_id="way-back")])
    routes = asked(spur, via=["az-v"], k=99)
    assert [route.distance_km for route in routes[:12]] == [
        12, 14, 14, 16, 112, 112, 114, 114, 114, 114, 116, 116]
    assert routes[4].node_ids == ("az-a", "az-x", "az-v", "az-x", "az-a", "az-y", "az-b")
    assert routes[5].node_ids == ("az-a", "az-y", "az-b", "az-x", "az-v", "az-x", "az-b")
    through = asked(diamond(), via=["az-c"], k=9)
    assert links(through) == ["ac cb-1", "ac cb-2"]


def test_limits_hold_for_every_route() -> None:
    routes = shortest_route(gap().as_of(), Query("North", "Gulf", k=9)).routes
    assert [(r.km_by("road"), r.count("border")) for r in routes] == [(190, 2), (0, 2)]
    kept = shortest_route(gap().as_of(), Query("North", "Gulf", k=9, max_road_km=100)).routes
    assert [r.km_by("road") for r in kept] == [0]
    fewer = shortest_route(gap().as_of(), Query("North", "Gulf", k=9, max_gauge_breaks=0)).routes
    assert [r.count("gauge_break") for r in fewer] == [0]


def test_entries_by_sea_count_as_borders() -> None:
    network = small([at("az-a"), at("ir-b"), at("sea-s"), at("ru-p")],
                    [way("az-a", "sea-s", 1, "sea"), way("sea-s", "ir-b", 1, "sea"),
                     way("sea-s", "ru-p", 1, "sea", link_id="sp"),
                     way("ru-p", "ir-b", 0, "sea", link_id="pb")])
    assert links(asked(network, k=9)) == ["az-a-sea-s-sea sea-s-ir-b-sea",
                                          "az-a-sea-s-sea sp pb"]
    assert [r.count("border") for r in asked(network, k=9)] == [1, 2]
    assert links(asked(network, k=9, max_borders=1)) == ["az-a-sea-s-sea sea-s-ir-b-sea"]


def test_one_place_and_no_route_are_answers_of_several_too() -> None:
    assert [r.legs for r in asked(diamond(), "A", "A", k=5)] == [()]
    assert [r.legs for r in asked(diamond(), "A", "A", different=5)] == [()]
    shut = small([at("az-a"), at("az-b")], [rail("az-a", "az-b", 5, status="closed")])
    for words in ({"k": 5}, {"different": 5}):
        answer = shortest_route(shut.as_of(), Query("A", "B", **words))
        assert not answer.reachable
        assert [block.link_ids for block in answer.blocked_by] == [("az-a-az-b-rail",)]


def test_a_search_without_end_gives_up_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deviations, "MOST_WAYS", 0)
    with pytest.raises(QueryError, match=r"the next shortest route without a loop was not found "
                                         r"among 0 ways\. Ask for fewer routes, fewer modes, or "
                                         r"without limits\. +\[Q35\]"):
        asked(diamond(), k=5)


def test_a_wall_behind_the_first_ways_is_seen_from_the_target(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deviations, "PATIENCE", 1)
    assert links(asked(diamond(), k=9)) == ["ac cb-1", "ac cb-2", "ad db"]


def test_different_routes_have_little_in_common_and_are_no_great_detour() -> None:
    assert links(asked(diamond(), different=9, detour=1)) == ["ac cb-1"]
    assert links(asked(diamond(), different=9)) == ["ac cb-1", "ac cb-2"]
    assert links(asked(diamond(), different=9, detour=2)) == ["ac cb-1", "ac cb-2", "ad db"]
    assert links(asked(diamond(), different=9, detour=2, overlap=0.3)) == ["ac cb-1", "ad db"]
    routes = asked(diamond(), k=3)
    assert [overlap_of(routes[1], routes[0]), overlap_of(routes[2], routes[0])] == [1 / 3, 0]


def test_what_makes_a_route_different_is_said_in_words() -> None:
    routes = shortest_route(gap().as_of(), Query("North", "Gulf", different=2)).routes
    assert [route.difference for route in routes] == [
        "the best", "through Turkmenistan instead of Azerbaijan, changing gauge at Border"]
    first = shortest_route(gap().as_of(), Query("North", "Gulf")).best
    assert first is not None
    assert first.difference == ""


def test_routes_alike_in_all_but_links_are_told_apart_by_links() -> None:
    network = small([at("az-a"), at("az-b")], [
        rail("az-a", "az-b", km, link_id=f"l{km}") for km in (1, 2, 3)])
    assert [route.difference for route in asked(network, k=3)] == [
        "the best", "over l2 instead of l1", "over l3 instead of l1"]


def test_a_route_by_other_modes_stops_and_places_says_so() -> None:
    network = gap()
    teller = Teller(network, costs())
    today = shortest_route(network.as_of(), Query("North", "Gulf", k=2)).routes
    assert teller.said(replace(today[1], countries=today[0].countries), today[0]) == \
        "crossing at Border instead of Samur and Astara, changing gauge at Border"
    road = shortest_route(network.as_of(), Query("ir-astara", "ir-rasht", modes={"road"})).routes
    line = shortest_route(network.as_of(), Query("ir-rasht", "Gulf", modes={"rail"})).routes
    assert teller.said(road[0], line[0]) == "by road alone, by Astara (Iran) instead of Gulf"
    assert teller.said(today[0], replace(today[0], countries=("RU", "AZ", "IR", "TM"))) == \
        "not through Turkmenistan"
    assert teller.stop(Stop("border", "az-ir-astara")) == "the border Astara"
    assert teller.stop(Stop("gauge_break", "ir-border")) == "the break of gauge at Border"
    assert teller.stop(Stop("border", "ru-north-tm-east-rail")) == "the border North–East"


def test_a_route_without_a_stop_or_place_that_another_has_says_so() -> None:
    network = gap()
    teller = Teller(network, costs())
    direct, other = shortest_route(network.as_of(), Query("North", "Gulf", k=2)).routes
    bare = replace(other, legs=tuple(leg for leg in other.legs if leg.kind != "gauge_break"))
    assert teller.said(bare, other) == "without the break of gauge at Border"
    short = replace(other, node_ids=(other.node_ids[0], other.node_ids[-1]))
    assert teller.said(short, other) == "without Border"
    assert told_apart(network, costs(), [direct]) == (direct,)


def seas() -> tuple[Network, CostModel]:
    """A sea with four ports, and ways round it.

    ::

        n (lat 44) ------ far west, west, east, or over the sea ------ s (lat 36)
    """
    ports = [node("az-p1", 48, 43), node("az-p2", 48, 37), node("az-p3", 54, 42),
             node("az-p4", 54, 38)]
    ends = [node("ru-n", 51, 44), node("ir-s", 51, 36), node("sea-gate", 51, 40, "Gate Strait")]
    ways = [node("ru-west", 47, 40), node("kz-east", 56, 40), node("tr-far", 30, 40)]
    network = small([*ports, *ends, *ways], [
        *[way(a, b, 1) for name in ("ru-west", "kz-east", "tr-far")
          for a, b in (("ru-n", name), (name, "ir-s"))],
        way("ru-n", "az-p1", 1), way("az-p1", "az-p2", 1, "sea"), way("az-p2", "ir-s", 1),
        way("az-p1", "sea-gate", 9, "sea"), way("sea-gate", "az-p2", 9, "sea")],
        terminals=[Terminal(port.node_id, ("road", "sea")) for port in ports])
    model = costs()
    return network, replace(model, areas={port.node_id: "green_sea" for port in ports})


@pytest.mark.parametrize(("via", "sides", "straits"), [
    ("ru-west", ("west of the Green Sea",), ()), ("kz-east", ("east of the Green Sea",), ()),
    ("tr-far", (), ()), ("az-p1", ("by the Green Sea",), ()),
    ("sea-gate", (), ("the Gate Strait",))])
def test_seas_are_gone_by_or_passed_on_one_side(via: str, sides: tuple[str, ...],
                                                straits: tuple[str, ...]) -> None:
    network, model = seas()
    best = shortest_route(network.as_of(), Query("ru-n", "ir-s", via=[via])).best
    assert best is not None
    assert waters_of(network, model, best) == (sides, straits)


def test_a_sea_is_not_passed_by_a_route_that_stays_on_one_end_of_it() -> None:
    network, model = seas()
    best = shortest_route(network.as_of(), Query("ru-n", "ru-west")).best
    assert best is not None
    assert waters_of(network, model, best).sides == ()


def test_several_routes_are_shown_one_by_one() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", different=2))
    said = answer_text(answer)
    assert "Route 2: through Turkmenistan instead of Azerbaijan, changing gauge at" in said
    made = answer_json(answer)["routes"]
    assert [(route["rank"], route["difference"][:18]) for route in made] == [
        (1, "the best"), (2, "through Turkmenist")]
    html = answer._repr_html_()
    assert "<td>through Turkmenistan instead of Azerbaijan, changing gauge at Border</td>" in html
