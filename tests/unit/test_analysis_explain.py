"""Why a route is the best: what alternatives would add, and which stop decides."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from toys import costs, flat, gap, node, rail, small, way

from corridors.analysis.explain import Alternative, Explanation, explain
from corridors.errors import QueryError
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Terminal
from corridors.model.route import Answer
from corridors.model.spread import Spread
from corridors.model.tables import Tables
from corridors.reports.explain_text import explanation_json, explanation_text
from corridors.routing.solve import shortest_route


def answered(network: Network, origin: str = "North", destination: str = "Gulf",
             **words: object) -> Answer:
    return shortest_route(network.as_of(), Query(origin, destination,
                                                 **words))  # type: ignore[arg-type]


def told(explanation: Explanation, kind: str) -> list[Alternative]:
    return [one for one in explanation.alternatives if kind in one.kinds]


def test_each_thing_on_the_route_is_left_out_in_turn() -> None:
    explanation = explain(answered(gap()))
    assert [leg.kind for leg in explanation.route.legs].count("border") == 2
    whats = {what: one for one in explanation.alternatives for what in one.what}
    assert set(whats) == {
        "through Turkmenistan instead of Azerbaijan, changing gauge at Border",
        "avoiding Azerbaijan", "without the border Samur", "without the border Astara",
        "without the transfer at Astara (Iran)", "without the transfer at Rasht",
        "without the break of gauge at Astara (Iran)", "by rail alone", "by road alone"} - {
            "without the break of gauge at Astara (Iran)"}
    other = whats["avoiding Azerbaijan"]
    assert other.shown("distance") == 3500 - 2600
    assert other is whats["by rail alone"] is whats["without the transfer at Rasht"]
    assert whats["by road alone"].route is None
    assert whats["by road alone"].shown("distance") is None
    assert not whats["by road alone"].certain("distance")


def test_what_two_routes_share_is_in_neither_the_difference_nor_its_range() -> None:
    wide = Spread(50, 100, 200)
    network = Network.build(Tables(
        [node("az-a", 48, 40), node("az-c", 49, 40), node("az-b", 50, 40)],
        [rail("az-a", "az-c", 100, spread=wide, link_id="shared"),
         rail("az-c", "az-b", 10, link_id="short"),
         rail("az-c", "az-b", 12, spread=Spread(11, 12, 13), link_id="longer"),
         rail("az-c", "az-b", 12, spread=Spread(9, 12, 13), link_id="unsure")],
        title="Shared", reference_date=gap().reference_date, costs=costs()))
    answer = answered(network, "A", "B", overlap=1, different=3)
    by = {one.route.link_ids[-1]: one for one in explain(answer).alternatives if one.route}
    assert by["longer"].adds("distance") == (1000, 2000, 3000)
    assert by["longer"].certain("distance")
    assert by["unsure"].adds("distance") == (-1000, 2000, 3000)
    assert not by["unsure"].certain("distance")


def rivals(hours: float) -> Network:
    """By road without a stop, or by rail and road with a transfer, which takes some hours."""
    return small([node("az-a", 48, 40), node("az-c", 49, 41), node("az-b", 50, 40)],
                 [way("az-a", "az-b", 300), rail("az-a", "az-c", 50), way("az-c", "az-b", 30)],
                 terminals=[Terminal("az-c", ("rail", "road"), flat(hours), flat(0))])


def test_a_stop_decides_where_another_route_would_win_without_it() -> None:
    by_road = explain(answered(rivals(20), "A", "B", by="time"))
    assert [(one.name, one.on_route, one.takes.value, one.saves) for one in by_road.stops] == [
        ("the transfer at C", False, 20_000, 8_000)]
    assert by_road.stops[0].instead is not None
    assert by_road.stops[0].difference == "by rail from A to C, transferred at C"
    through = explain(answered(rivals(2), "A", "B", by="time"))
    assert [(one.name, one.on_route, one.saves, one.instead) for one in through.stops] == [
        ("the transfer at C", True, 2_000, None)]
    assert "Of this, the transfer at C 2 h (50 %).\n" in explanation_text(through)
    assert "No stop on another route decides" in explanation_text(through)


def test_the_text_says_what_decides_and_what_the_data_does_not_tell() -> None:
    said = " ".join(explanation_text(explain(answered(
        rivals(20), "A", "B", by="time", different=2, detour=9))).split())
    assert "Why this route: It is the fastest: 10 h." in said
    assert "If the transfer at C took nothing, another route would be the best, with 8 h less: " \
           "by rail from A to C, transferred at C." in said
    assert "~ within the range of what differs: the data does not tell which is better" in said
    assert "No route: by rail alone. ~" in said  # nobody asks for a ship between inland places
    short = explanation_text(explain(answered(gap())))
    assert "No border, break of gauge or transfer on it counts by distance" in short
    assert max(map(len, short.splitlines())) <= 100


def test_only_some_of_many_stops_are_told_one_by_one() -> None:
    nodes = [node("az-a", 48, 40), node("az-b", 50, 40)]
    links = [way("az-a", "az-b", 300)]
    for name in "cdefgh":
        nodes.append(node(f"az-{name}", 49, 41))
        links += [rail("az-a", f"az-{name}", 50), way(f"az-{name}", "az-b", 30)]
    network = small(nodes, links, terminals=[
        Terminal(f"az-{name}", ("rail", "road"), flat(20), flat(0)) for name in "cdefgh"])
    explanation = explain(answered(network, "A", "B", by="time", different=9, detour=9))
    assert len(explanation.stops) == 6
    assert "The same holds for the transfer at G and the transfer at H." in \
        explanation_text(explanation)


def test_ties_are_told() -> None:
    twins = small([node("az-a", 48, 40), node("az-b", 49, 40)],
                  [rail("az-a", "az-b", 5, link_id="one"), rail("az-a", "az-b", 5, link_id="two")])
    explanation = explain(answered(twins, "A", "B"))
    assert "Another route is exactly as good; this one has the fewest legs" in \
        " ".join(explanation_text(explanation).split())
    assert explanation_json(explanation)["tied"] is True
    assert told(explanation, "different")[0].shown("distance") == 0


def test_json_has_what_each_alternative_adds() -> None:
    made = json.loads(json.dumps(explanation_json(explain(answered(gap(), by="time")))))
    assert made["by"] == "time"
    first = made["alternatives"][0]
    assert first["reachable"] is True
    assert first["adds_time_h_range"][0] <= first["adds_time_h"] <= first["adds_time_h_range"][1]
    assert made["alternatives"][-1]["adds_distance_km"] is None
    assert {stop["kind"] for stop in made["stops"]} >= {"border"}
    assert all(stop["changes_route"] is not stop["on_route"] for stop in made["stops"])


def test_several_routes_are_explained_by_the_first_and_the_generalised_cost_counts() -> None:
    answer = answered(gap(), by="generalised", value_of_time=30, k=2)
    explanation = explain(answer)
    assert explanation.route == answer.routes[0]
    made = explanation_json(explanation)
    assert "adds_generalised_cost_usd_per_teu" in made["alternatives"][0]
    assert "It is the lowest in cost and time" in explanation_text(explanation)
    assert repr(explanation).startswith("<Explanation North - Gulf by generalised: ")


def test_a_route_that_is_not_the_best_by_the_criterion_is_not_called_so() -> None:
    answer = answered(gap(), k=2)
    explanation = explain(replace(answer, routes=answer.routes[::-1]))
    assert not explanation.best
    assert explanation.stops == ()
    said = " ".join(explanation_text(explanation).split())
    assert "It takes 3,500 km. The shortest takes less: the question asks for something" in said


def test_names_are_shown_as_text_in_tables() -> None:
    network = small([node("az-a", 48, 40), node("az-b", 49, 40),
                     node("az-c", 49, 41, name="<b>C</b>")],
                    [rail("az-a", "az-b", 5), rail("az-a", "az-c", 5), rail("az-c", "az-b", 1)])
    html = explain(answered(network, "A", "B"))._repr_html_()
    assert "by &lt;b&gt;C&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "no route" in explain(answered(gap()))._repr_html_()


def test_what_cannot_be_explained_is_refused() -> None:
    shut = small([node("az-a", 48, 40), node("az-b", 49, 40)],
                 [rail("az-a", "az-b", 5, status="closed")])
    for ends in (("A", "B"), ("A", "A")):
        with pytest.raises(QueryError, match="there is no route to explain"):
            explain(answered(shut, *ends))
    leaving = answered(gap())
    leaving = replace(leaving, query=replace(leaving.query, depart="2026-11-01"))
    with pytest.raises(QueryError, match="is not told with a day of departure"):
        explain(leaving)
    with pytest.raises(QueryError, match=r'another cost model, "toy"\. Give that cost model'):
        explain(answered(gap()), replace(costs(), version="sha256:other"))
