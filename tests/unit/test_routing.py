"""Routes on small networks that one can check by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from toys import both_ways, costs, flat, gap, node, rail, small, way

from corridors import load
from corridors.analysis.access import access
from corridors.analysis.compare import compare
from corridors.analysis.effects import effects_of
from corridors.analysis.explain import explain
from corridors.analysis.matrix import matrix
from corridors.analysis.reach import reach
from corridors.errors import InputError, PlaceError, QueryError
from corridors.model.costs import CostModel, Rate
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Border, GaugeChange, Link, Terminal
from corridors.model.route import Answer, Route
from corridors.model.scenario import Change, Scenario
from corridors.model.spread import Spread
from corridors.model.tables import Tables
from corridors.routing import masks
from corridors.routing.beat import openings_to_beat
from corridors.routing.engines import ENGINES, engine
from corridors.routing.solve import Solver, shortest_route

RAIL = Query("North", "Gulf", modes={"rail"})
OPEN = Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned")


def found(answer: Answer) -> Route:
    assert answer.best is not None, answer
    return answer.best


def test_today_round_the_sea_and_tomorrow_through_the_gap() -> None:
    today = gap().as_of()
    before, after = found(shortest_route(today, RAIL)), found(shortest_route(
        today.apply([OPEN]), RAIL))
    assert (before.distance_km, after.distance_km) == (3500, 2572)
    assert after.shown_range("distance") == (2562, 2580)
    assert [leg.from_id for leg in before.legs if leg.kind == "gauge_break"] == ["ir-border"]
    assert [leg.from_id for leg in after.legs if leg.kind == "gauge_break"] == ["ir-astara"]
    assert before.countries == ("RU", "TM", "IR")


def test_totals_are_the_sum_of_the_legs_in_every_unit() -> None:
    route = found(shortest_route(gap().as_of(), Query("North", "Gulf", by="time")))
    for by in ("distance", "time", "cost", "co2"):
        assert route.total(by).value == sum(leg.amount(by).value for leg in route.legs)
        low, high = route.shown_range(by)
        assert low <= route.shown(by) <= high


def test_a_leg_says_hours_and_money() -> None:
    route = found(shortest_route(gap().as_of(), RAIL))
    kinds = [leg.kind for leg in route.legs]
    assert kinds == ["move", "border", "move", "border", "gauge_break", "move"]
    move, border, gauge = route.legs[0], route.legs[3], route.legs[4]
    assert (move.distance_km, move.time_h, move.cost_usd_per_teu) == (1200, 24, 240)
    assert move.co2_kg_per_teu == 300
    assert (border.border_id, border.time_h, border.cost_usd_per_teu) == ("tm-ir-border", 24, 50)
    assert (gauge.gauge_mm, gauge.to_gauge_mm, gauge.time_h, gauge.cost_usd_per_teu) == (
        1520, 1435, 24, 60)
    assert route.legs[1].assumed
    assert route.legs[1].border_id == ""
    assert not border.assumed


def test_lorries_rest() -> None:
    network = small([node("ir-a", 50, 35), node("ir-b", 60, 35)], [way("ir-a", "ir-b", 900)])
    assert found(shortest_route(network.as_of(), Query("A", "B"))).time_h == 900 / 60 * 2


def test_own_figures_come_before_the_cost_model() -> None:
    network = small(
        [node("ir-a", 50, 35), node("ir-b", 50.1, 35), node("ir-c", 50.2, 35)],
        [rail("ir-a", "ir-b", 100), way("ir-b", "ir-c", 30)],
        terminals=[Terminal("ir-b", ("rail", "road"), flat(5), flat(7))])
    route = found(shortest_route(network.as_of(), Query("A", "C", by="time")))
    assert [(leg.kind, leg.time_h, leg.cost_usd_per_teu, leg.assumed) for leg in route.legs] == [
        ("move", 2, 20, False), ("transfer", 5, 7, False), ("move", 1, 15, False)]
    assert route.legs[1].to_mode == "road"


def test_a_gauge_change_inside_the_dwell_is_counted_once() -> None:
    links = [rail("kz-a", "kz-dostyk", 100), rail("kz-dostyk", "cn-b", 10, (1435,)),
             way("kz-dostyk", "cn-b", 10)]
    charges = [replace(c, gauge_change_included_at="kz-dostyk")
               for c in both_ways("kz-cn", links[1], 67)]
    network = small([node("kz-a", 82, 45), node("kz-dostyk", 82.5, 45), node("cn-b", 82.6, 45)],
                    links, gauge_changes=[GaugeChange("kz-dostyk", (1520, 1435), hours=flat(24))],
                    charges=charges, borders=[Border("kz-cn", "Dostyk", "KZ", "CN")])
    route = found(shortest_route(network.as_of(), Query("kz-a", "cn-b", by="time")))
    assert route.count("gauge_break") == 1
    assert sum(leg.time_h for leg in route.legs if leg.kind != "move") == 67


def dostyk() -> Network:
    """A border whose published 67 h contain 24 h of gauge change."""
    links = [rail("kz-a", "kz-dostyk", 100), rail("kz-dostyk", "cn-b", 10, (1435,))]
    charges = [replace(c, gauge_change_included_at="kz-dostyk")
               for c in both_ways("kz-cn", links[1], 67)]
    return small([node("kz-a", 82, 45), node("kz-dostyk", 82.5, 45), node("cn-b", 82.6, 45)],
                 links, gauge_changes=[GaugeChange("kz-dostyk", (1520, 1435), hours=flat(24))],
                 charges=charges, borders=[Border("kz-cn", "Dostyk", "KZ", "CN")])


def test_a_quicker_gauge_change_makes_the_route_quicker_and_half_a_border_is_half() -> None:
    today, query = dostyk().as_of(), Query("kz-a", "cn-b", by="time")
    base = found(shortest_route(today, query)).time_h
    crane = today.apply([Change(("node:kz-dostyk",), "set", "gauge_change_h", value=flat(4))])
    assert base - found(shortest_route(crane, query)).time_h == 20
    halved = today.apply([Change(("border:kz-cn",), "set", "dwell_h", factor=0.5)])
    # 67 h less 24 h for the gauge are 43 h of border, of which half is gained.
    assert base - found(shortest_route(halved, query)).time_h == 21.5


def test_a_ship_that_enters_a_country_has_a_border_leg_without_hours() -> None:
    network = small([node("ru-port", 48, 46), node("sea-strait", 49, 45), node("ru-other", 49, 44),
                     node("ir-port", 50, 37)],
                    [way("ru-port", "sea-strait", 90, "sea"),
                     way("sea-strait", "ru-other", 90, "sea"),
                     way("ru-other", "ir-port", 700, "sea")])
    route = found(shortest_route(network.as_of(), Query("ru-port", "ir-port", by="time")))
    assert [leg.kind for leg in route.legs] == ["move", "move", "move", "border"]
    assert (route.legs[-1].time_h, route.legs[-1].assumed) == (0, True)
    assert route.countries == ("RU", "IR")
    assert route.repeated == ()


def test_avoid_takes_wildcards_of_every_kind() -> None:
    for text in ("node:ir-rash*", "link:ir-astara-ir-rasht-*", "country:A*"):
        answer = shortest_route(gap().as_of(), Query("North", "Gulf", avoid={text}))
        assert found(answer).distance_km == 3500


def test_a_route_that_doubles_back_says_so() -> None:
    route = found(shortest_route(gap().as_of(), Query("North", "North", via=["Rasht"])))
    assert "ir-astara-ir-rasht-road" in route.repeated


def test_two_transfers_do_not_pass_for_a_break_of_gauge() -> None:
    nodes = [node("ir-a", 50, 35), node("ir-b", 51, 35), node("ir-c", 52, 35)]
    links = [rail("ir-a", "ir-b", 90), rail("ir-b", "ir-c", 90, (1435,)), way("ir-b", "ir-c", 500)]
    terminals = [Terminal("ir-b", ("rail", "road"))]
    route = found(shortest_route(small(nodes, links, terminals=terminals).as_of(),
                                 Query("ir-a", "ir-c")))
    assert route.modes == ("rail", "road")
    assert route.distance_km == 590


def test_finland_needs_no_gauge_change() -> None:
    network = small([node("fi-a", 25, 60), node("ru-b", 30, 60), node("ru-c", 37, 55)],
                    [rail("fi-a", "ru-b", 300, (1524,)), rail("ru-b", "ru-c", 650)])
    route = found(shortest_route(network.as_of(), Query("fi-a", "ru-c")))
    assert [leg.gauge_mm for leg in route.legs if leg.kind == "move"] == [1524, 1520]
    assert route.count("gauge_break") == 0


def test_a_lane_that_is_directed_goes_one_way() -> None:
    network = small([node("ir-a", 50, 35), node("ir-b", 51, 35)],
                    [way("ir-a", "ir-b", 90, "sea", directed=True)])
    assert shortest_route(network.as_of(), Query("ir-a", "ir-b")).reachable
    assert not shortest_route(network.as_of(), Query("ir-b", "ir-a")).reachable


@pytest.mark.parametrize(("query", "km"), [
    (Query("North", "Gulf", overland=True), 2600),
    (Query("North", "Gulf", max_road_km=189), 3500),
    (Query("North", "Gulf", max_road_km=190), 2600),
    (Query("North", "Gulf", avoid={"link:ir-astara-ir-rasht-road"}), 3500),
    (Query("North", "Gulf", avoid={"country:AZ"}), 3500),
    (Query("North", "Gulf", avoid={"border:tm-ir-border"}), 2600),
    (Query("North", "Gulf", avoid={"corridor:west"}), 3500),
    (Query("North", "Gulf", avoid={"node:ir-rasht"}), 3500),
    (Query("North", "Gulf", via=["corridor:east"]), 3500),
    (Query("North", "Gulf", via=["country:TM"]), 3500),
    (Query("North", "Gulf", via=["border:az-ir-astara"]), 2600),
    (Query("North", "Gulf", via=["Rasht"]), 2600),
    (Query("North", "North", via=["Rasht"]), 2 * 1100),
    (Query("North", "Gulf", via=["link:tm-east-ir-border-rail", "Rasht"]), 3200 + 2600),
    (Query("North", "Gulf", via=["Север", "Rasht"]), 2600),
])
def test_restrictions_bite(query: Query, km: float) -> None:
    assert found(shortest_route(gap().as_of(), query)).distance_km == km


def test_from_a_place_to_itself_is_nothing() -> None:
    answer = shortest_route(gap().as_of(), Query("Rasht", "Rasht"))
    assert found(answer).distance_km == 0
    assert found(answer).legs == ()
    assert found(answer).node_ids == ("ir-rasht",)


def test_parallels_take_the_shortest_that_is_open_and_ties_the_smallest_id() -> None:
    nodes = [node("ir-a", 50, 35), node("ir-b", 51, 35)]
    links = [rail("ir-a", "ir-b", 95, link_id="c"), rail("ir-a", "ir-b", 95, link_id="b"),
             rail("ir-a", "ir-b", 91, status="closed", link_id="a")]
    for order in (links, links[::-1]):
        route = found(shortest_route(small(nodes, order).as_of(), Query("ir-a", "ir-b")))
        assert route.link_ids == ("b",)
        assert route.tied
    alone = found(shortest_route(small(nodes, links[:1]).as_of(), Query("ir-a", "ir-b")))
    assert not alone.tied


def test_fewest_legs_win_before_ids() -> None:
    nodes = [node(f"ir-{n}", 50 + i, 35) for i, n in enumerate("abc")]
    links = [rail("ir-a", "ir-b", 100, link_id="1"), rail("ir-b", "ir-c", 100, link_id="2"),
             rail("ir-a", "ir-c", 200, link_id="9")]
    assert found(shortest_route(small(nodes, links).as_of(), Query("ir-a", "ir-c"))
                 ).link_ids == ("9",)


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_gives_the_same_route(name: str) -> None:
    today = gap().as_of()
    for query in (RAIL, Query("North", "Gulf", by="time"), Query("North", "Gulf", by="cost",
                                                                 max_road_km=10)):
        answer = shortest_route(today, query, engine_name=name)
        assert answer.routes == shortest_route(today, query).routes
        assert answer.stamp.engine == ("heapq" if name == "auto" else name)


def test_no_route_says_what_would_restore_one() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Rasht", modes={"rail"},
                                                 avoid={"country:TM"}))
    assert not answer.reachable
    alone, by_road, east = answer.blocked_by
    assert (alone.link_ids, alone.lifts) == (("ir-astara-ir-rasht-rail",), ())
    assert alone.distance_km == 1072
    assert (by_road.link_ids, by_road.lifts, by_road.distance_km) == ((), ("road",), 1100)
    assert (east.link_ids, east.lifts, east.distance_km) == ((), ("country:TM",), 5000)
    assert answer.blocked_complete
    assert answer.reason == "The shortest way needs one more link: ir-astara-ir-rasht-rail."
    restored = gap().as_of().apply([OPEN])
    assert shortest_route(restored, answer.query).reachable


def two_gaps() -> Network:
    """a ··· b ··· c, and a ····· c, all closed; and b === d that does not help."""
    nodes = [node(f"ir-{n}", 50 + i, 35) for i, n in enumerate("abcd")]
    return small(nodes, [
        rail("ir-a", "ir-b", 100, status="planned", link_id="ab"),
        rail("ir-b", "ir-c", 100, status="closed", link_id="bc"),
        rail("ir-a", "ir-c", 250, status="disused", link_id="ac"),
        rail("ir-b", "ir-d", 100, link_id="bd"), rail("ir-c", "ir-d", 100, status="unknown",
                                                      link_id="cd")])


def test_blocking_sets_are_minimal_and_the_cheapest_comes_first() -> None:
    answer = shortest_route(two_gaps().as_of(), Query("A", "C"))
    assert [(b.link_ids, b.distance_km) for b in answer.blocked_by] == [
        (("ab", "bc"), 200), (("ac",), 250), (("ab", "cd"), 300)]
    assert answer.reason == "The shortest way needs 2 more links together: ab, bc."


def test_where_no_link_would_help_it_says_so() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", modes={"sea"}))
    assert [(b.link_ids, b.lifts) for b in answer.blocked_by] == [((), ("rail",))]
    assert answer.reason == ("Even with every link open there is no route from North to Gulf "
                             "(sea only). Nothing that may be used leads "
                             "away from North.")
    avoided = shortest_route(gap().as_of(), Query("North", "Gulf", avoid={"country:IR"}))
    assert avoided.reason == "Gulf itself is avoided (country:IR)."


def test_a_limit_that_forbids_everything_is_no_route() -> None:
    network = small([node("ir-a", 50, 35), node("ir-b", 51, 35)], [way("ir-a", "ir-b", 95)])
    answer = shortest_route(network.as_of(), Query("A", "B", max_road_km=90))
    assert not answer.reachable
    assert "at most 90 km by road" in answer.reason


def test_unknown_places_and_things_are_named_together() -> None:
    with pytest.raises(PlaceError) as caught:
        shortest_route(gap().as_of(), Query("Norht", "Golf"))
    assert len(caught.value.problems) == 2
    with pytest.raises(QueryError) as two:
        shortest_route(gap().as_of(), Query("Norht", "Gulf", avoid={"country:ZZ", "link:x"},
                                            via=["border:nowhere"]))
    assert [p.code for p in two.value.problems] == ["Q10", "Q08", "Q08", "Q08"]


def test_a_weight_that_is_no_number_stops_before_any_solver(
        monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = [node("ir-a", 50, 35), node("ir-b", 51, 35)]
    good = rail("ir-a", "ir-b", 95, link_id="good")
    snapshot = small(nodes, [good]).as_of()
    object.__setattr__(snapshot, "length_km", (Spread(float("nan"), float("nan"), float("nan")),))
    monkeypatch.setattr("corridors.routing.solve.engine", lambda _: pytest.fail("solver called"))
    with pytest.raises(QueryError, match='"good" has no usable distance'):
        shortest_route(snapshot, Query("A", "B"))


def test_data_without_a_cost_model_says_so() -> None:
    network = Network.build(Tables([node("ir-a", 50, 35), node("ir-b", 51, 35)],
                                   [rail("ir-a", "ir-b", 95)]))
    with pytest.raises(QueryError, match="the data has no cost model"):
        shortest_route(network.as_of(), Query("A", "B"))
    assert shortest_route(network.as_of(), Query("A", "B"), costs()).reachable


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(QueryError, match='no engine "heapqq"'):
        engine("heapqq")


def test_a_missing_rate_is_named() -> None:
    with pytest.raises(InputError, match='"toy" has no transfer_hours for rail, rail'):
        costs().rate("transfer_hours", mode="rail", to_mode="rail")


def test_loops_and_zero_lengths_do_no_harm() -> None:
    nodes = [node("ir-a", 50, 35), node("ir-b", 50, 35), node("ir-c", 51, 35)]
    links: list[Link] = [rail("ir-a", "ir-b", 0, link_id="zero"), rail("ir-a", "ir-a", 1,
                                                                       link_id="loop"),
                         rail("ir-b", "ir-c", 95, link_id="bc"), rail("ir-a", "ir-b", 0,
                                                                      link_id="also")]
    route = found(shortest_route(small(nodes, links).as_of(), Query("ir-a", "ir-c")))
    assert route.link_ids == ("also", "bc")


def test_a_network_without_a_day_is_told_apart() -> None:
    with pytest.raises(QueryError, match=r"only the network on a day .* network\.as_of\(\)\."):
        shortest_route(gap(), Query("North", "Gulf"))  # type: ignore[arg-type]


@pytest.mark.parametrize(("ask", "said"), [
    (lambda today: shortest_route(today, "North"),
     'a str was given, where a question is needed. Give one: Query("Moscow", "Baku"). [Q46]'),
    (lambda today: explain(today, RAIL), "a Snapshot was given, where an answer is needed. "
                                         "Ask for one first: shortest_route(snapshot, query)."),
    (lambda today: openings_to_beat(today, RAIL),
     "a Snapshot was given, where an answer is needed. Ask for one first"),
    (lambda today: compare(today, today), "a Snapshot was given, where an answer is needed"),
    (lambda today: effects_of(today, Scenario("a", "A", ())),
     "a Snapshot was given, where a scenario is needed. Give the scenario first, then the network"),
    (lambda today: effects_of(Scenario("a", "A", ()), today),
     "a Snapshot was given, where the whole network, of no one day, is needed"),
    (lambda today: matrix(today.network, ["North"]),
     "a Network was given, where the network on a day is needed. Ask for one first: "
     "network.as_of()."),
    (lambda today: reach(today.network, "North", "9h"), "a Network was given"),
    (lambda today: access(today.network, ["North"], ["Gulf"]), "a Network was given"),
    (lambda today: shortest_route(today, 7), "an int was given, where a question"),
])
def test_what_was_given_in_the_wrong_place_is_told(ask: Any, said: str) -> None:
    with pytest.raises(QueryError) as refusal:
        ask(gap().as_of())
    assert said in str(refusal.value)


@pytest.mark.parametrize("by", ["distance", "time", "cost"])
def test_what_lies_at_the_origin_is_passed_already(by: str) -> None:
    waits = [Rate("access_hours", flat(3), "rail"), Rate("access_fee", flat(9), "rail")]
    model = CostModel.build("waits", "", [*costs().rates, *waits])
    stays = found(shortest_route(gap().as_of(), Query("North", "North", by, via=["North"]), model))
    assert (stays.legs, stays.total(by).value) == ((), 0)
    back = found(shortest_route(gap().as_of(), Query("North", "North", by,
                                                     via=["North", "az-astara"]), model))
    assert back.node_ids == ("ru-north", "az-astara", "ru-north")


def test_a_weight_too_large_to_be_added_up_is_named() -> None:
    nodes = [node("ir-a", 50, 35), node("ir-b", 51, 35)]
    far = replace(small(nodes, [rail("ir-a", "ir-b", 95, link_id="far")]).as_of(),
                  length_km=(flat(2**31 / 1000),))
    with pytest.raises(QueryError, match='"far" has more distance than can be added up'):
        shortest_route(far, Query("A", "B"))


def test_a_snapshot_keeps_the_last_questions_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masks, "MOST", 3)
    today = gap().as_of()
    links = today.network.links.link_id
    for link in links:
        shortest_route(today, Query("North", "Gulf", avoid=[f"link:{link}"]))
    assert [len(today.memo[kind]) for kind in ("kept", "masks")] == [3, 3]
    again = shortest_route(today, Query("North", "Gulf", avoid=[f"link:{links[0]}"]))
    assert again.best == shortest_route(gap().as_of(), again.query).best


def test_the_dearest_time_that_may_be_asked_for_can_be_added_up() -> None:
    with pytest.raises(QueryError, match="Give USD per TEU and day, from 0 to 100,000"):
        Query("Saint Petersburg", "Bandar Abbas", "generalised", value_of_time=100_001)
    dearest = Query("Saint Petersburg", "Bandar Abbas", "generalised", value_of_time=100_000)
    assert found(shortest_route(load().as_of(), dearest)).total("generalised").value > 10**6


def test_what_an_arc_takes_of_a_generalised_cost_has_its_time_in_it() -> None:
    query = Query("ru-north", "ir-gulf", "generalised", value_of_time=240)
    solver = Solver.of(gap().as_of(), query, None)
    laid = solver.layout(solver.search.carrying)
    assert solver.used(laid, "generalised") == laid.columns[0]
    assert sum(laid.columns[0]) > sum(solver.used(laid, "cost"))
