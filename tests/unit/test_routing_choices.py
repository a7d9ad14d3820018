"""Limits, Pareto sets and the simplest route on small networks, and how they are told."""

from __future__ import annotations

import json
import random
from itertools import product

import pytest
from toys import gap, node, rail, small, way

from corridors import CorridorsError, Query, load, shortest_route
from corridors.cli import main
from corridors.errors import QueryError
from corridors.maps.limits import limits as map_limits
from corridors.model.network import Network
from corridors.model.restriction import Restriction
from corridors.model.route import Answer
from corridors.reports.answer_text import answer_text
from corridors.reports.as_json import answer_json
from corridors.reports.names import Names
from corridors.routing import labelling
from corridors.routing.engines import Graph, scipy
from corridors.routing.fronts import front_of
from corridors.routing.labelling import first_path, pareto_paths
from corridors.routing.labels import Task
from corridors.routing.limited import limits_of
from corridors.routing.margins import more_said
from corridors.routing.simplest import most_within
from corridors.routing.solve import Solver

CRITERIA = ("distance", "time", "cost", "borders", "gauge_breaks", "transfers")


def asked(network: Network, origin: str, destination: str, **words: object) -> Answer:
    return shortest_route(network.as_of(), Query(origin, destination, **words))


def straits() -> Network:
    """Two ports of one country, and one of another between them; waters in no country.

    ::

        az-port ~~~~ sea-west ~~~~ ir-port ~~~~ sea-east ~~~~ az-bay
                         |                          |
                         +~~~~~~~~~~~~ 500 ~~~~~~~~~+
    """
    nodes = [node("az-port", 49, 40), node("sea-west", 50, 40), node("ir-port", 51, 40),
             node("sea-east", 52, 40), node("az-bay", 53, 40)]
    return small(nodes, [way("az-port", "sea-west", 100, "sea"),
                         way("sea-west", "ir-port", 100, "sea"),
                         way("ir-port", "sea-east", 100, "sea"),
                         way("sea-east", "az-bay", 100, "sea"),
                         way("sea-west", "sea-east", 500, "sea")])


# Limits


@pytest.mark.parametrize(("words", "km", "counts"), [
    ({}, 2600, (2, 0, 2)),
    ({"max_transfers": 2, "max_borders": 2, "max_road_km": 190}, 2600, (2, 0, 2)),
    ({"max_transfers": 1}, 3500, (2, 1, 0)),
    ({"max_transfers": 0, "max_gauge_breaks": 1}, 3500, (2, 1, 0)),
    ({"max_road_km": 189.9, "max_borders": 2}, 3500, (2, 1, 0)),
    ({"max_gauge_breaks": 0}, 2600, (2, 0, 2))])
def test_limits_are_kept_together(words: dict[str, float], km: float,
                                  counts: tuple[int, int, int]) -> None:
    best = asked(gap(), "North", "Gulf", **words).best
    assert best is not None
    assert best.distance_km == km
    assert tuple(map(best.count, ("border", "gauge_break", "transfer"))) == counts


@pytest.mark.parametrize(("words", "said"), [
    ({"max_borders": 1},
     "There is no route with at most 1 border crossing: all have at least 2 border crossings."),
    ({"max_transfers": 1, "max_gauge_breaks": 0},
     "There is no route without breaks of gauge and with at most 1 transfer: those that keep the "
     "rest have at least 2 transfers."),
    ({"max_road_km": 12.5, "max_gauge_breaks": 0},
     "There is no route with at most 12.5 km by road and without breaks of gauge: those that keep "
     "the rest have at least 1 break of gauge."),
    ({"max_road_km": 12.5, "modes": ("road", "rail"), "avoid": ("country:TM",)},
     "There is no route with at most 12.5 km by road: all have at least 190 km by road."),
    ({"max_borders": 0, "max_gauge_breaks": 0, "max_transfers": 1},
     "There is no route without border crossings: all have at least 2 border crossings."),
    ({"max_borders": 0, "max_transfers": 1, "avoid": ("country:TM",)},
     "There is no route without border crossings: all have at least 2 border crossings. There is "
     "no route with at most 1 transfer: all have at least 2 transfers.")])
def test_a_limit_that_forbids_every_route_is_named_with_what_would_do(
        words: dict[str, object], said: str) -> None:
    answer = asked(gap(), "North", "Gulf", **words)
    assert not answer.reachable
    assert answer.reason.startswith(said)


def test_a_limit_is_not_blamed_where_there_is_no_route_anyway() -> None:
    answer = asked(gap(), "North", "Rasht", modes={"rail"}, avoid={"country:TM"}, max_borders=0)
    assert "border crossing" not in answer.reason.split("(")[0]
    same = asked(gap(), "North", "North", max_borders=0)
    assert same.reachable


def test_links_that_would_keep_the_limit_are_told() -> None:
    answer = asked(gap(), "North", "Gulf", max_transfers=0, avoid={"country:TM"})
    assert [(block.link_ids, block.lifts) for block in answer.blocked_by] == [
        (("ir-astara-ir-rasht-rail",), ()), ((), ("max_transfers",)), ((), ("country:TM",))]
    assert "without transfers: all have at least 2 transfers." in answer.reason


def test_a_ship_enters_a_country_by_the_one_it_left() -> None:
    """Past the port of the other country it is shorter, and crosses two borders."""
    free = asked(straits(), "Port, AZ", "Bay", modes={"sea"}).best
    assert free is not None
    assert (free.distance_km, free.count("border")) == (400, 2)
    home = asked(straits(), "Port, AZ", "Bay", modes={"sea"}, max_borders=1).best
    assert home is not None
    assert (home.distance_km, home.count("border")) == (700, 0)
    both = asked(straits(), "Port, AZ", "Bay", pareto=("distance", "borders"))
    assert [(route.distance_km, route.count("border")) for route in both.routes] == [
        (400, 2), (700, 0)]


def parallel(*, road: float = 200) -> Network:
    """Two railways of one length, and a road, beside each other."""
    nodes = [node("ir-a", 50, 35), node("ir-b", 51, 35), node("ir-c", 52, 35)]
    return small(nodes, [rail("ir-a", "ir-b", 100, link_id="one"),
                         rail("ir-a", "ir-b", 100, link_id="two"),
                         way("ir-a", "ir-b", 90, link_id="road-1"),
                         way("ir-b", "ir-c", road - 90, link_id="road-2"),
                         rail("ir-b", "ir-c", 100, link_id="onward")])


def test_a_tie_that_breaks_the_limit_is_none() -> None:
    assert asked(parallel(), "A", "C").best.tied
    kept = asked(parallel(), "A", "C", max_road_km=10).best
    assert kept.link_ids == ("one", "onward")
    assert kept.tied  # with the other railway
    only = asked(parallel(), "A", "C", max_road_km=10, avoid={"link:two"}).best
    assert only.link_ids == ("one", "onward")
    assert not only.tied


def test_limits_hold_along_what_must_be_passed() -> None:
    answer = asked(parallel(road=150), "A", "C", via=["B", "A"], max_road_km=100)
    assert answer.best.link_ids[-1] == "onward"
    assert answer.best.km_by("road") == 0
    assert asked(parallel(road=150), "A", "C", via=["B", "A"], max_road_km=330).best.km_by(
        "road") == 330


def test_limits_in_smallest_units() -> None:
    assert limits_of(Query("A", "B", max_road_km=0.1, max_transfers=3)) == {"road_km": 100,
                                                                          "transfers": 3}


# Pareto sets


def test_every_route_of_a_set_says_what_it_is_best_in() -> None:
    answer = asked(gap(), "North", "Gulf", pareto=("distance", "time", "transfers", "borders"))
    assert [(route.rank, route.distance_km, route.difference) for route in answer.routes] == [
        (1, 2600, "shortest; +9.1 % h, 2 transfers more"),
        (2, 3500, "fastest, fewest transfers; +35 % km")]
    by_time = asked(gap(), "North", "Gulf", by="time", pareto=("distance", "time"))
    assert [route.distance_km for route in by_time.routes] == [3500, 2600]


def test_one_that_is_best_in_nothing_says_how_far_it_is_from_the_best() -> None:
    nodes = [node(f"ir-{n}", 50 + i, 35) for i, n in enumerate("abc")]
    links = [way("ir-a", "ir-b", 100, link_id="short"), way("ir-b", "ir-c", 100, link_id="on")]
    links += [rail("ir-a", "ir-b", 105, link_id="middle"), rail("ir-b", "ir-c", 105, link_id="m2"),
              way("ir-a", "ir-c", 220, "sea", link_id="long")]
    answer = asked(small(nodes, links), "A", "C", pareto=("distance", "cost"))
    assert [route.difference for route in answer.routes] == [
        "shortest; +1,036 % USD", "best in none; +5.0 % km, +377 % USD", "cheapest; +10 % km"]


def test_one_route_that_beats_all_is_a_set_of_one() -> None:
    answer = asked(gap(), "North", "Astara, AZ", pareto=CRITERIA)
    assert [(route.rank, route.difference) for route in answer.routes] == [(1, "")]
    assert len(asked(gap(), "North", "North", pareto=CRITERIA).routes) == 1


def test_routes_that_take_the_same_are_told_once_and_marked() -> None:
    answer = asked(parallel(), "A", "C", pareto=("distance",))
    assert [(route.link_ids, route.tied) for route in answer.routes] == [(("one", "onward"), True)]
    single = asked(parallel(), "A", "C", pareto=("distance", "cost"), avoid={"link:two"})
    assert [(route.link_ids, route.tied) for route in single.routes] == [(("one", "onward"), False)]


def test_no_route_has_no_set_and_says_why() -> None:
    answer = asked(gap(), "North", "Rasht", modes={"rail"}, avoid={"country:TM"},
                   pareto=("distance", "time"))
    assert answer.routes == ()
    assert answer.blocked_by
    avoided = asked(gap(), "North", "Gulf", avoid={"country:IR"}, pareto=("distance", "time"))
    assert avoided.reason == "Gulf itself is avoided (country:IR)."


def test_a_set_that_is_too_large_is_refused_and_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelling, "MOST_LABELS", 4)
    with pytest.raises(QueryError, match=r"more than 4 ways would have to be weighed against each "
                                         r"other.*fewer criteria, or allow fewer modes"):
        asked(gap(), "North", "Gulf", pareto=("distance", "time"))


@pytest.mark.parametrize(("words", "said"), [
    ({"pareto": ("km",)}, '"km" is not what routes can be weighed by'),
    ({"pareto": ("tranfers", "time")}, 'Did you mean "transfers"'),
    ({"simplest_within": -1}, "-1 is no usable simplest_within"),
    ({"simplest_within": float("nan")}, "nan is no usable simplest_within"),
    ({"simplest_within": 5, "pareto": ("time",)}, "ask for different kinds of answer"),
    ({"max_borders": 1.5}, "1.5 is not a number of border crossings"),
    ({"max_transfers": -2}, "-2 is not a number of transfers")])
def test_what_cannot_be_asked(words: dict[str, object], said: str) -> None:
    with pytest.raises(CorridorsError, match=said):
        Query("A", "B", **words)


# The simplest route


@pytest.mark.parametrize(("percent", "km", "said"), [
    (0, 2600, "the best route is the simplest, too"),
    (34.6, 2600, "the best route is the simplest, too"),
    (34.62, 3500, "+35 % km, 1 break of gauge more, 2 transfers fewer than the shortest"),
    (1000, 3500, "+35 % km, 1 break of gauge more, 2 transfers fewer than the shortest")])
def test_the_simplest_route_near_the_best(percent: float, km: float, said: str) -> None:
    answer = asked(gap(), "North", "Gulf", simplest_within=percent)
    assert [(route.distance_km, route.difference) for route in answer.routes] == [(km, said)]


def test_the_simplest_route_keeps_limits_and_may_be_none() -> None:
    kept = asked(gap(), "North", "Gulf", simplest_within=50, max_gauge_breaks=0)
    assert kept.best.distance_km == 2600
    assert not asked(gap(), "North", "Gulf", simplest_within=50, max_borders=1).reachable
    assert asked(gap(), "North", "North", simplest_within=50).best.difference == ""


def test_percent_are_the_decimal_number_that_is_written() -> None:
    assert [most_within(1000, percent) for percent in (0.1, 0.3, 2.9, 110.1)] == [
        1001, 1003, 1029, 2101]
    assert most_within(999, 0.1) == 999


# The search itself


def test_fronts_of_every_width_know_what_they_cover() -> None:
    chance = random.Random(4)
    for width in range(1, 6):
        front, points = front_of(width), []
        for _ in range(400):
            point = tuple(chance.randint(0, 6) for _ in range(width))
            covered = any(all(map(int.__le__, other, point)) for other in points)
            assert front.covers(point) == covered
            if not covered:
                front.add(point)
                points.append(point)


def test_a_search_over_graphs_is_what_every_path_says() -> None:
    """Zero counts, parallels, loops and several ends; ties by keys, and by no other thing."""
    chance = random.Random(5)
    for _ in range(400):
        graph, columns, ends = drawn(chance)
        limit = chance.choice((None, 3, 6))
        task = Task(graph, [1] * len(graph.head), [f"k{n % 3}" for n in graph.arc], columns, 2,
                    [None, None, limit], [True] * len(graph.head), ends)
        paths = sorted((total(task, path), len(path), [task.keys[place] for place in path], path)
                       for path in simple_paths(task) if limit is None
                       or total(task, path)[2] <= limit)
        first = first_path(task)
        assert (first is None) == (not paths)
        if first is not None:
            best = min((sums[:2], length, keys) for sums, length, keys, _ in paths)
            assert (total(task, first.places)[:2], len(first.places),
                    [task.keys[place] for place in first.places]) == best
        vectors = {sums[:2] for sums, *_ in paths}
        assert [total(task, path.places)[:2] for path in pareto_paths(task)] == sorted(
            one for one in vectors if not any(
                other != one and other[0] <= one[0] and other[1] <= one[1] for other in vectors))


def drawn(chance: random.Random) -> tuple[Graph, list[list[int]], tuple[list[int], list[int]]]:
    count = chance.randint(1, 5)
    rows = [(chance.randrange(count), chance.randrange(count), arc)
            for arc in range(chance.randint(0, 9))]
    columns = [[chance.choice((0, 0, 1, 2, 5)) for _ in rows] for _ in range(3)]
    return Graph.of(count, rows), columns, (chance.choices(range(count), k=2),
                                            chance.choices(range(count), k=2))


def total(task: Task, path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sum(column[place] for place in path) for column in task.takes)


def simple_paths(task: Task) -> list[tuple[int, ...]]:
    graph, found = task.graph, []
    stack = [(vertex, (), {vertex}) for vertex in task.ends[0]]
    while stack:
        vertex, places, seen = stack.pop()
        if vertex in task.ends[1]:
            found.append(places)
        stack += [(graph.head[place], (*places, place), seen | {graph.head[place]})
                  for place in range(graph.first[vertex], graph.first[vertex + 1])
                  if graph.head[place] not in seen]
    return found


def test_the_same_on_the_real_network_with_every_engine() -> None:
    today = load().as_of()
    for engine, words in product(("heapq", "scipy"), (
            {"pareto": ("time", "cost", "borders")}, {"simplest_within": 3},
            {"max_borders": 4, "max_transfers": 1})):
        query = Query("Moscow", "Mumbai", by="time", **words)
        answer = shortest_route(today, query, engine_name=engine)
        assert answer.routes == shortest_route(today, query).routes
        for route in answer.routes:
            assert route.count("border") <= words.get("max_borders", 99)


def test_whatever_the_criteria_are_worth_the_best_is_in_the_set() -> None:
    """On the real network, against another engine that is given the weighed sum alone."""
    chance, today, criteria = random.Random(6), load().as_of(), ("distance", "time", "cost")
    query = Query("Xi'an", "Duisburg", pareto=criteria)
    routes = shortest_route(today, query).routes
    solver = Solver.of(today, query, None)
    laid = solver.layout(solver.search.carrying)
    columns = [solver.used(laid, what) for what in criteria]
    for _ in range(8):
        worth = [chance.choice((0, 1, 7, 30)) for _ in criteria]
        weights = [sum(map(int.__mul__, worth, takes)) for takes in zip(*columns, strict=True)]
        tree = scipy.prepare(laid.graph, weights).tree(laid.ends[0])
        assert min(tree[goal] for goal in laid.ends[1]) == min(
            sum(factor * route.total(what).value
                for factor, what in zip(worth, criteria, strict=True)) for route in routes)


# How it is told


def test_margins_in_words() -> None:
    assert more_said("time", 995, 1000) == "−0.5 % h"
    assert more_said("generalised", 1500, 1000) == "+50 % cost and time"
    assert more_said("distance", 1_000_010, 1_000_000) == "+0.001 % km"


def test_a_set_is_told_as_a_table_and_the_best_in_full() -> None:
    text = answer_text(asked(gap(), "North", "Gulf", pareto=("distance", "time", "transfers")))
    lines = text.splitlines()
    assert lines[0] == ("North – Gulf, the shortest first, unbeaten in distance, time and "
                        "transfers, on 2026-11-01")
    assert lines[1] == "2 routes; each takes less of something than any other."
    assert lines[4].split()[:9] == ["1.", "2,600", "6.3", "917", "774", "2", "0", "2", "shortest;"]
    assert " ".join(text.split()).count("shortest; +9.1 % h, 2 transfers more 2. 3,500") == 1
    row = next(line for line in lines if line.strip().startswith("2."))
    assert row.split()[:8] == ["2.", "3,500", "5.8", "910", "875", "2", "1", "0"]
    assert "Route 2: fastest, fewest transfers; +35 % km" in lines
    assert max(map(len, lines)) <= 100


def test_a_large_set_says_how_many_more_there_are() -> None:
    today = load().as_of()
    query = Query("Saint Petersburg", "Bandar Abbas", pareto=("distance", "time", "cost"))
    answer = shortest_route(today, query)
    text = answer_text(answer)
    assert f"and {len(answer.routes) - 40} more between them; --json tells them all." in text
    assert text.count("\nRoute ") == 3
    assert len(answer_json(answer)["routes"]) == len(answer.routes)


def test_a_set_is_a_table_in_a_notebook() -> None:
    answer = asked(gap(), "North", "Gulf", pareto=("distance", "time", "transfers"))
    assert repr(answer).endswith("rail+road; and 1 more>")
    html = answer._repr_html_()
    assert html.count("<tr>") == 3
    assert "<td>2</td><td>3,500</td><td>138</td><td>910</td><td>875</td><td>2</td><td>1</td>" \
           "<td>0</td><td>rail</td><td>fastest, fewest transfers; +35 % km</td>" in html


def test_the_simplest_route_says_what_it_costs_in_text_and_json() -> None:
    answer = asked(gap(), "North", "Gulf", simplest_within=40)
    assert "\n+35 % km, 1 break of gauge more, 2 transfers fewer than the shortest.\n" in \
        answer_text(answer)
    made = json.loads(json.dumps(answer_json(answer)))
    assert made["simplest_within"] == 40
    assert made["pareto"] == []
    assert made["routes"][0]["difference"].startswith("+35 % km")


def test_limits_are_said_the_same_everywhere() -> None:
    network = gap()
    query = Query("North", "Gulf", max_borders=1, max_gauge_breaks=0, max_transfers=2,
                  max_road_km=250.5, only_cited=True, gauge_change="none", by="generalised",
                  value_of_time=30)
    said = ["at most 250.5 km by road", "at most 1 border crossing", "without breaks of gauge",
            "at most 2 transfers", "only links with a cited length", "gauge never changed",
            "time at 30 USD per TEU and day"]
    assert query.said() == "; ".join(said)
    assert Names.of(network).limits(query) == "; ".join(said)
    assert list(map_limits(query, network)) == said
    leaving = Query("North", "Gulf", terminal_to_terminal=True, depart="2026-11-25")
    said = ["terminal to terminal", "departing on 2026-11-25"]
    assert leaving.said() == Names.of(network).limits(leaving) == "; ".join(said)
    assert list(map_limits(leaving, network)) == said
    added = Restriction(max_borders=3, gauge_change=frozenset({"transshipment", "bogie_exchange"}))
    assert Names.of(network).limits(added) == \
        "at most 3 border crossings; gauge changed by bogie exchange or transshipment"


def test_a_set_is_best_by_the_first_it_is_weighed_by_if_nothing_is_said(
        capsys: pytest.CaptureFixture[str]) -> None:
    words = ["route", "Moscow", "Tehran", "--pareto", "borders,time,cost"]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("Moscow – Tehran, the fastest first, unbeaten in")
    assert main([*words, "--by", "cost"]) == 0
    assert capsys.readouterr().out.startswith("Moscow – Tehran, the cheapest first, unbeaten in")
