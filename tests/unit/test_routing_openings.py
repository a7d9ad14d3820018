"""What would have to open, be allowed or be built, on networks that one can check by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toys import both_ways, costs, gap, node, rail, small, way

from corridors.errors import QueryError
from corridors.io.data_folder import load
from corridors.model.blocking import Missing
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Border, GaugeChange
from corridors.model.route import Answer
from corridors.reports.answer_text import answer_text
from corridors.reports.as_json import answer_json
from corridors.reports.beat_text import openings_json, openings_text
from corridors.reports.opening_words import set_said
from corridors.reports.words import why_not
from corridors.routing import blocked as module
from corridors.routing.beat import openings_to_beat
from corridors.routing.engines import Graph
from corridors.routing.openings import Ground, Limit, openings
from corridors.routing.solve import shortest_route

Told = list[tuple[tuple[str, ...], tuple[str, ...], float]]


def told(answer: Answer) -> Told:
    return [(block.link_ids, block.lifts, block.distance_km) for block in answer.blocked_by]


def flat_text(text: str) -> str:
    return " ".join(text.split())


def choices() -> Network:
    """a to b: 100 km by road, uncited; 90 km by sea; 50 and 60 km by rail, with a break of gauge.

    ::

        ir-a ==1520== ir-m ==1435== ir-b        (bogies are exchanged at ir-m)
          +----------- road 100 -------+
          +------------ sea 90 --------+
    """
    nodes = [node(f"ir-{n}", 50 + i, 35) for i, n in enumerate("amb")]
    cited = [rail("ir-a", "ir-m", 50), rail("ir-m", "ir-b", 60, (1435,)),
             way("ir-a", "ir-b", 90, "sea")]
    return small(nodes, [
        way("ir-a", "ir-b", 100), *(replace(link, length_basis="cited") for link in cited)],
        gauge_changes=[GaugeChange("ir-m", (1520, 1435), "bogie_exchange")])


@pytest.mark.parametrize(("words", "sets"), [
    ({"modes": {"inland_waterway"}},
     [((), ("sea",), 90), ((), ("road",), 100), ((), ("rail",), 110)]),
    ({"overland": True, "avoid": ["link:*rail", "link:*road"]},
     [((), ("sea",), 90), ((), ("link:*road",), 100), ((), ("link:*rail",), 110)]),
    ({"modes": {"road"}, "only_cited": True},
     [((), ("sea",), 90), ((), ("only_cited",), 100), ((), ("rail",), 110)]),
    ({"modes": {"rail"}, "gauge_change": "none"},
     [((), ("sea",), 90), ((), ("road",), 100), ((), ("bogie_exchange",), 110)]),
    ({"modes": {"rail"}, "gauge_change": {"transshipment", "variable_gauge"}},
     [((), ("sea",), 90), ((), ("road",), 100), ((), ("bogie_exchange",), 110)]),
    ({"modes": {"road"}, "max_road_km": 99},
     [((), ("sea",), 90), ((), ("max_road_km",), 100), ((), ("rail",), 110)]),
    ({"modes": {"road"}, "avoid": ["country:IR"]}, [((), ("country:IR",), 100)]),
    ({"modes": {"road"}, "max_road_km": 9, "only_cited": True, "avoid": ["node:ir-m"]},
     [((), ("sea",), 90), ((), ("only_cited", "max_road_km"), 100),
      ((), ("node:ir-m", "rail"), 110)])])
def test_what_the_question_would_have_to_allow(words: dict[str, object], sets: Told) -> None:
    answer = shortest_route(choices().as_of(), Query("ir-a", "ir-b", **words))  # type: ignore[arg-type]
    assert told(answer) == sets
    assert answer.blocked_complete
    for block in answer.blocked_by:
        assert block.route is not None
        assert block.route.distance_km == block.distance_km


def test_what_would_have_to_be_allowed_is_said() -> None:
    query = Query("ir-a", "ir-b", modes={"road"}, max_road_km=9, only_cited=True,
                  avoid=["node:ir-m"])
    answer = shortest_route(choices().as_of(), query)
    assert [set_said(answer, block) for block in answer.blocked_by] == [
        "allow sea; by sea through Iran",
        "allow links without a cited length and 100 km by road; by road through Iran",
        "allow M and rail; by rail through Iran"]
    text = flat_text(answer_text(answer))
    assert "If the question allowed sea, there would be one of 90 km." in why_not(answer)
    assert "If the question allowed" not in text  # the list says it
    assert "Any one of these would restore one: 1. 90 km: allow sea" in text
    bogies = shortest_route(choices().as_of(), Query("ir-a", "ir-b", modes={"rail"},
                                                     gauge_change="none"))
    assert "allow a change of gauge by bogie exchange" in answer_text(bogies)


def test_limits_that_would_have_to_be_lifted() -> None:
    query = Query("ru-north", "ir-gulf", modes={"rail"}, max_borders=1, max_gauge_breaks=0)
    answer = shortest_route(gap().as_of(), query)
    assert told(answer) == [((), ("road", "max_borders"), 2600),
                            ((), ("max_borders", "max_gauge_breaks"), 3500)]
    assert set_said(answer, answer.blocked_by[1]) == "allow 2 border crossings and 1 break of " \
        "gauge; by rail through Russia, Turkmenistan and Iran"
    one = shortest_route(gap().as_of(), replace(query, max_borders=2))
    assert told(one) == [((), ("road",), 2600), ((), ("max_gauge_breaks",), 3500)]
    roundabout = shortest_route(gap().as_of(), Query("ru-north", "ir-rasht", modes={"rail", "road"},
                                                     max_transfers=0, avoid=["country:TM"]))
    assert told(roundabout) == [(("ir-astara-ir-rasht-rail",), (), 1072),
                                ((), ("max_transfers",), 1100), ((), ("country:TM",), 5000)]


def test_a_border_crossed_at_sea_counts() -> None:
    """By sea from az to ir, where the ship enters a country; the road beside it is closed."""
    nodes = [node("az-a", 50, 40), node("sea-m", 50, 39), node("ir-b", 50, 38)]
    network = small(nodes, [way("az-a", "sea-m", 90, "sea"), way("sea-m", "ir-b", 90, "sea"),
                            way("az-a", "ir-b", 100, status="closed")])
    answer = shortest_route(network.as_of(), Query("az-a", "ir-b", max_borders=0))
    assert told(answer) == [((), ("max_borders",), 180)]
    beaten = openings_to_beat(shortest_route(network.as_of(), Query("az-a", "ir-b",
                                                                    max_borders=1)))
    assert [one.link_ids for one in beaten.sets] == [("az-a-ir-b-road",)]


def test_an_avoided_end_says_so_and_what_would_do() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", avoid={"country:IR"},
                                                 modes={"rail"}))
    assert answer.reason == "Gulf itself is avoided (country:IR)."
    assert told(answer) == [((), ("country:IR",), 3500)]


def test_links_and_restrictions_together() -> None:
    query = Query("ru-north", "ir-rasht", modes={"rail"}, avoid=["country:AZ", "country:TM"])
    answer = shortest_route(gap().as_of(), query)
    assert told(answer) == [(("ir-astara-ir-rasht-rail",), ("country:AZ",), 1072),
                            ((), ("country:AZ", "road"), 1100), ((), ("country:TM",), 5000)]
    assert answer.reason.startswith("Even with every link open there is no route from North")


def test_a_set_names_the_crossings_on_its_links() -> None:
    network = small([node("ir-a", 50, 35), node("az-b", 51, 36)],
                    [rail("ir-a", "az-b", 100, status="planned")],
                    borders=[Border("az-ir-b", "Bridge", "AZ", "IR")],
                    charges=both_ways("az-ir-b", rail("ir-a", "az-b", 100)))
    answer = shortest_route(network.as_of(), Query("ir-a", "az-b"))
    assert answer.blocked_by[0].border_ids == ("az-ir-b",)
    assert "planned today; with the border crossing Bridge; through Iran and Azerbaijan" in \
        flat_text(answer_text(answer))
    assert answer_json(answer)["blocked_by"][0]["borders"] == ["az-ir-b"]


def two_gauges(*changes: GaugeChange) -> Network:
    """a ==1520== m ==1435== b, where nothing changes the gauge; and a road from m to b."""
    nodes = [node(f"ir-{n}", 50 + i, 35) for i, n in enumerate("amb")]
    return small(nodes, [rail("ir-a", "ir-m", 50), rail("ir-m", "ir-b", 60, (1435,)),
                         way("ir-m", "ir-b", 70)], gauge_changes=changes)


def test_a_facility_that_is_missing_is_named() -> None:
    answer = shortest_route(two_gauges().as_of(), Query("ir-a", "ir-b", modes={"rail"}))
    (block,) = answer.blocked_by
    assert block.missing == (Missing("gauge_change", "ir-m", ("1435", "1520")),)
    assert (block.distance_km, block.link_ids, block.lifts) == (110, (), ())
    assert block.route is not None
    assert block.route.count("gauge_break") == 1
    assert answer.reason.endswith("It lacks a facility that changes 1435 to 1520 mm at M.")
    assert "1. 110 km: build a facility that changes 1435 to 1520 mm at M (Iran); by rail" in \
        answer_text(answer)
    assert "M" in answer._repr_html_()
    made = answer_json(answer)["blocked_by"][0]
    assert made["missing"] == [{"kind": "gauge_change", "node": "ir-m",
                                "between": ["1435", "1520"]}]


def test_a_terminal_that_is_missing_is_named_and_the_cheapest_comes_first() -> None:
    answer = shortest_route(two_gauges().as_of(), Query("ir-a", "ir-b"))
    assert [block.missing for block in answer.blocked_by] == [
        (Missing("gauge_change", "ir-m", ("1435", "1520")),),
        (Missing("terminal", "ir-m", ("rail", "road")),)]
    assert "a terminal between rail and road at M" in answer_text(answer)


def test_no_facility_is_missed_that_the_question_would_not_use() -> None:
    there = two_gauges(GaugeChange("ir-m", (1520, 1435))).as_of()
    answer = shortest_route(there, Query("ir-a", "ir-b", modes={"rail"}, gauge_change="none"))
    assert told(answer) == [((), ("transshipment",), 110)]
    assert shortest_route(two_gauges().as_of(), Query(
        "ir-a", "ir-b", modes={"rail"}, gauge_change="none")).blocked_by == ()
    (block,) = shortest_route(two_gauges().as_of(), Query(
        "ir-a", "ir-b", modes={"rail"}, gauge_change="variable_gauge")).blocked_by
    assert block.route is not None
    assert [leg.technique for leg in block.route.legs if leg.kind == "gauge_break"] == [
        "variable_gauge"]


def test_a_link_to_open_and_a_facility_to_build() -> None:
    nodes = [node(f"ir-{n}", 50 + i, 35) for i, n in enumerate("amb")]
    network = small(nodes, [rail("ir-a", "ir-m", 50), rail("ir-m", "ir-b", 60, (1435,), "planned")])
    (block,) = shortest_route(network.as_of(), Query("ir-a", "ir-b")).blocked_by
    assert (block.link_ids, len(block.missing)) == (("ir-m-ir-b-rail",), 1)


def test_pieces_that_nothing_joins() -> None:
    nodes = [node(f"ir-{n}", 50 + i, 35) for i, n in enumerate("abcd")]
    network = small(nodes, [rail("ir-a", "ir-b", 90), rail("ir-c", "ir-d", 90)])
    answer = shortest_route(network.as_of(), Query("ir-a", "ir-d"))
    assert answer.reason == (
        "Even with every link open there is no route from A to D. Nothing joins the piece of "
        "the network around A (2 places) to that around D (2); the shortest gap, from B to C, is "
        "91 km as the crow flies.")
    assert why_not(answer) == answer.reason
    alone = small([*nodes, node("ir-e", 60, 35)], [rail("ir-a", "ir-b", 90)])
    assert shortest_route(alone.as_of(), Query("ir-a", "ir-e")).reason.endswith(
        "Nothing that may be used leads to E.")
    only_out = small(nodes[:2], [way("ir-b", "ir-a", 9, directed=True)])
    assert shortest_route(only_out.as_of(), Query("ir-a", "ir-b")).reason == \
        "Even with every link open there is no route from A to B. Nothing that may be used " \
        "leads away from A."


def fan(number: int) -> Network:
    """Many closed lines side by side from a to b, each longer than the one before."""
    return small([node("ir-a", 50, 35), node("ir-b", 51, 35)],
                 [rail("ir-a", "ir-b", 100 + each, status="planned", link_id=f"line-{each:02d}")
                  for each in range(number)])


def test_an_answer_says_whether_it_tells_all() -> None:
    whole, cut = (shortest_route(fan(number).as_of(), Query("ir-a", "ir-b"))
                  for number in (module.MOST_SETS, module.MOST_SETS + 1))
    assert (len(whole.blocked_by), whole.blocked_complete) == (module.MOST_SETS, True)
    assert (len(cut.blocked_by), cut.blocked_complete) == (module.MOST_SETS, False)
    assert [block.distance_km for block in cut.blocked_by] == [100 + n for n in range(12)]
    assert "There are more: told are the best" in answer_text(cut)
    assert "There are more" not in answer_text(whole)
    assert answer_json(cut)["blocked_complete"] is False


def test_a_search_that_is_stopped_says_so() -> None:
    graph = Graph.of(3, [(0, 1, 0), (1, 2, 1), (1, 2, 2)])
    ground = Ground(graph, [4, 5, 1], [1, 0, 2], ([0], [2]))
    stopped = openings(ground, by_weight=True, most=9, ways=2)
    assert stopped == ((), False, ())
    assert openings(ground, by_weight=True, most=1) == ((3,), False, (5,))
    assert openings(ground, by_weight=True, most=2) == ((3, 1), True, (5, 9))


def test_limits_hold_unless_a_key_lifts_them() -> None:
    """0 to 2 by an arc that uses 5 of a limit of 3, or by two that need a key each."""
    graph = Graph.of(3, [(0, 1, 0), (0, 2, 1), (1, 2, 2)])
    for lift, sets in ((0, (3,)), (4, (4, 3))):
        ground = Ground(graph, [1, 1, 1], [1, 0, 2], ([0], [2]),
                        (Limit([1, 5, 2], 3, lift),))
        for by_weight in (True, False):
            found = openings(ground, by_weight=by_weight, most=9)
            assert (found.sets, found.complete) == (sets, True)


def test_what_would_have_to_open_to_beat_a_route() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", modes={"rail"}))
    found = openings_to_beat(answer)
    (opening,) = found.sets
    assert opening.link_ids == ("ir-astara-ir-rasht-rail",)
    assert (opening.route.distance_km, opening.gain, opening.gain_shown) == (2572, 928_000, 928)
    assert found.present == answer.best
    assert repr(found) == ("<Openings North - Gulf by distance on 2026-11-01: 1 set of links; the "
                           "best is ir-astara-ir-rasht-rail with 2,572 km>")
    assert "928.0" in found._repr_html_()
    assert "1. 2,572 km (928 km less): Astara (Iran)–Rasht (rail); planned today; through " \
           "Russia, Azerbaijan and Iran; 1 break of gauge" in flat_text(openings_text(found))
    made = openings_json(found)
    assert made["beaten_by_complete"] is True
    assert made["beaten_by"][0]["gain_distance_km"] == 928
    assert made["beaten_by"][0]["route"]["links"][2] == "ir-astara-ir-rasht-rail"


def test_where_nothing_would_beat_it_it_says_so() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", modes={"rail"},
                                                 avoid=["country:AZ"]))
    found = openings_to_beat(answer)
    assert (found.sets, found.complete) == ((), True)
    assert repr(found).endswith("no link that is closed would give a better route>")
    assert openings_text(found) == \
        "\nNo link that is closed would give a better route (shortest).\n"
    here = openings_to_beat(shortest_route(gap().as_of(), Query("North", "North")))
    assert here.sets == ()


def test_without_a_route_any_is_better() -> None:
    answer = shortest_route(fan(2).as_of(), Query("ir-a", "ir-b", by="time"))
    found = openings_to_beat(answer)
    assert [one.link_ids for one in found.sets] == [("line-00",), ("line-01",)]
    assert {one.gain for one in found.sets} == {None}
    assert "1. 2 h, 100 km: A–B (rail)" in openings_text(found)
    assert openings_json(found)["beaten_by"][0]["gain_time_h"] is None


def test_what_would_beat_a_departure_is_refused() -> None:
    answer = shortest_route(gap().as_of(), Query("North", "Gulf", depart="2026-11-01"))
    with pytest.raises(QueryError, match="is asked of the network on a day, not of a departure"):
        openings_to_beat(answer)


def test_more_sets_than_are_told() -> None:
    network = fan(14)
    slow = small(network.nodes.records, [*network.links.records, rail("ir-a", "ir-b", 500)])
    found = openings_to_beat(shortest_route(slow.as_of(), Query("ir-a", "ir-b")))
    assert (len(found.sets), found.complete) == (module.MOST_SETS, False)
    assert "12 sets or more" in repr(found)
    assert "There are more than these 12 sets" in openings_text(found)


def test_another_cost_model_than_that_of_the_answer_is_refused() -> None:
    mine = replace(costs(), name="mine", version="sha256:mine")
    answer = shortest_route(gap().as_of(), Query("North", "Gulf"), mine)
    with pytest.raises(QueryError, match=r'the answer was worked out with another cost model, '
                                         r'"mine"\. Give that cost model as costs\.'):
        openings_to_beat(answer)
    assert openings_to_beat(answer, mine).present == answer.best


def test_the_least_limit_that_would_do_is_told_beside_the_best_route_without_it() -> None:
    today = load().as_of()
    answer = shortest_route(today, Query("Saint Petersburg", "Bandar Abbas", modes={"rail"},
                                         max_borders=2))
    made = [block for block in answer_json(answer)["blocked_by"]
            if block["lifts"] == ["max_borders"]]
    assert [(block["limits"], round(block["distance_km"])) for block in made] == [
        ({"max_borders": 4}, 6181), ({"max_borders": 3}, 6279)]
    text = flat_text(answer_text(answer))
    assert "There is no route with at most 2 border crossings: all have at least 3" in text
    assert "6,279 km: allow 3 border crossings" in text
    none = shortest_route(today, Query("Moscow", "Mumbai", max_transfers=0))
    assert "allow 1 transfer;" in flat_text(answer_text(none))
