"""Demand on corridors: what is carried by which route, what fills up, what is left behind."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sioux_falls
import toys

import corridors as co
from corridors.analysis.asked import asked_results
from corridors.analysis.assign import assign
from corridors.analysis.flows import Assignment
from corridors.cli import main
from corridors.errors import QueryError, TableError
from corridors.io.demand_files import load_demand
from corridors.io.frames import to_frames
from corridors.model.network import Network
from corridors.model.pairs import Pairs
from corridors.model.query import Query
from corridors.reports.assign_text import assign_json, assign_text
from corridors.routing.delays import Bpr

HERE = Path(__file__).parents[2]


def line(*, capacity: float | None = 2.0, second: float = 700.0) -> Network:
    """Two railways between two towns, of which the shorter has a capacity in Mt a year."""
    from corridors.model.tables import Tables

    nodes = [toys.node("ru-a", 48, 46), toys.node("ru-b", 49, 40), toys.node("ru-c", 50, 40),
             toys.node("ru-island", 10, 10)]
    links = [replace(toys.rail("ru-a", "ru-b", 500, corridors=("west",)),
                     capacity_mt_per_year=capacity),
             toys.rail("ru-a", "ru-b", second, link_id="ru-long", corridors=("east",)),
             toys.rail("ru-b", "ru-c", 100)]
    return Network.build(Tables(nodes, links, costs=toys.costs()))


def by_time(origin: str, destination: str, **given: Any) -> Query:
    return Query(origin, destination, by="time", **given)


def asked(*rows: tuple[str, str, float], unit: str = "tonnes", **given: Any) -> Pairs:
    return Pairs(tuple(by_time(*row[:2]) for row in rows), tuple(row[2] for row in rows), unit)


def test_beyond_the_capacity_the_longer_way_is_used_as_well() -> None:
    today = line().as_of(toys.REFERENCE)
    few = assign(today, asked(("ru-a", "ru-b", 1e6)))
    assert [(link.link_id, round(link.flow)) for link in few.links] == [("ru-a-ru-b-rail", 100_000)]
    many = assign(today, asked(("ru-a", "ru-b", 9e6)), gap=1e-9)
    flows = {link.link_id: link for link in many.links}
    # 10 h and 14 h: the short way takes 14 h where 0.15 * (x / c) ** 4 is 0.4.
    expected = 200_000 * (0.4 / 0.15) ** 0.25
    assert flows["ru-a-ru-b-rail"].flow == pytest.approx(expected, rel=1e-6)
    assert flows["ru-a-ru-b-rail"].delay_h == pytest.approx(4, rel=1e-5)
    assert flows["ru-a-ru-b-rail"].load == pytest.approx(expected / 200_000)
    assert flows["ru-long"].capacity is None
    assert flows["ru-long"].delay_h is None
    (pair,) = many.pairs
    assert sum(use.flow for use in pair.routes) == pytest.approx(900_000)
    assert [use.amount for use in pair.routes] == pytest.approx([pair.routes[0].amount] * 2)
    assert [link.link_id for link in many.over] == ["ru-a-ru-b-rail"]


def test_both_directions_share_the_capacity_of_a_link() -> None:
    demand = asked(("ru-a", "ru-b", 1e6), ("ru-b", "ru-a", 5e5))
    found = assign(line().as_of(toys.REFERENCE), demand)
    (link,) = found.links
    assert (link.forward, link.backward, link.flow) == (100_000, 50_000, 150_000)
    assert link.delay_h == pytest.approx(10 * 0.15 * 0.75 ** 4)


def test_within_hard_capacities_what_is_too_much_is_left_behind() -> None:
    network = line(second=700)
    closed = network.as_of(toys.REFERENCE).apply([co.Change(("link:ru-long",), "close")])
    demand = asked(("ru-a", "ru-b", 1.5e6), ("ru-a", "ru-c", 1.5e6), ("ru-a", "ru-island", 7))
    found = assign(closed, demand, capacity="hard")
    assert found.served == pytest.approx(200_000)
    assert [pair.state for pair in found.pairs] == ["served", "partly served", "no route"]
    assert found.pairs[1].served == pytest.approx(50_000)
    assert found.over == ()
    assert len(found.unserved) == 2
    text = " ".join(assign_text(found).split())
    assert "200,000 of 300,001 TEU a year are carried." in text
    assert "Left behind: 100,000 TEU A – C; capacities are used up." in text
    assert "Left behind: 1 TEU A – Island; there is no route." in text
    assert "No link carries more than its capacity." in text
    assert "linear programme" in text
    assert found.links[0].delay_h is None


def test_units_places_and_routes_are_those_of_a_route() -> None:
    today = line().as_of(toys.REFERENCE)
    tonnes = assign(today, asked(("ru-a", "ru-c", 1_000.0), ("ru-a", "ru-a", 10.0)))
    teu = assign(today, asked(("ru-a", "ru-c", 100.0), ("ru-a", "ru-a", 1.0), unit="TEU"))
    assert tonnes.payload_t == 10
    assert [link.flow for link in tonnes.links] == [link.flow for link in teu.links] == [100, 100]
    assert [pair.state for pair in tonnes.pairs] == ["served", "same place"]
    assert tonnes.served == tonnes.demand == 101
    (use,) = tonnes.pairs[0].routes
    route = co.shortest_route(today, by_time("ru-a", "ru-c"), toys.costs()).best
    assert route is not None
    assert use.route.link_ids == route.link_ids
    assert use.amount == pytest.approx(route.time_h, rel=1e-4)
    assert tonnes.by_corridor() == {"west": pytest.approx(100 * 500 / 1e6)}


def test_by_generalised_cost_a_delay_is_worth_its_hours() -> None:
    today = line().as_of(toys.REFERENCE)
    query = Query("ru-a", "ru-b", by="generalised", value_of_time=240.0)
    found = assign(today, Pairs((query,), (300_000.0,), "TEU"), method="aon")
    (link,) = found.links
    assert link.delay_h == pytest.approx(10 * 0.15 * 1.5 ** 4, rel=1e-6)
    (use,) = found.pairs[0].routes
    assert use.amount - use.route.shown("generalised") == pytest.approx(10 * link.delay_h, rel=1e-6)


def test_pairs_under_other_restrictions_fill_the_same_links() -> None:
    today = line().as_of(toys.REFERENCE)
    free, bound = by_time("ru-a", "ru-b"), by_time("ru-a", "ru-b", avoid=("link:ru-long",))
    found = assign(today, Pairs((bound, free), (300_000.0, 600_000.0), "TEU"), gap=1e-9)
    expected = max(300_000, 200_000 * (0.4 / 0.15) ** 0.25)
    flows = {link.link_id: link.flow for link in found.links}
    assert flows["ru-a-ru-b-rail"] == pytest.approx(expected, rel=1e-6)
    assert {use.route.link_ids for use in found.pairs[0].routes} == {("ru-a-ru-b-rail",)}


def test_a_delay_of_ones_own_is_taken() -> None:
    today = line().as_of(toys.REFERENCE)
    seen: list[Any] = []

    def linear(free: Any, capacity: Any) -> Any:
        seen.append((free.tolist(), capacity.tolist()))
        return lambda flow: (free + flow / capacity, free * flow + flow * flow / capacity / 2)

    found = assign(today, asked(("ru-a", "ru-b", 9e6)), delay=linear, gap=1e-9)
    assert seen == [([10.0], [200_000.0])]
    flows = {link.link_id: link.flow for link in found.links}
    assert flows["ru-a-ru-b-rail"] == pytest.approx(800_000)  # 4 h longer
    steep = assign(today, asked(("ru-a", "ru-b", 9e6)), delay=lambda free, most: Bpr(
        free, most, b=0.4, power=1.0), gap=1e-9)
    flows = {link.link_id: link.flow for link in steep.links}
    assert flows["ru-a-ru-b-rail"] == pytest.approx(200_000)


def test_a_delay_of_ones_own_knows_links_that_are_closed_as_well() -> None:
    network = line()
    closed = network.as_of(toys.REFERENCE).apply([co.Change(("link:ru-a-ru-b-rail",), "close")])
    found = assign(closed, asked(("ru-a", "ru-b", 9e6)), delay=lambda free, most: lambda flow: (
        free + flow / most, free * flow + flow * flow / most / 2))
    assert [link.link_id for link in found.links] == ["ru-long"]


def test_what_is_found_is_told_alike_as_text_json_frame_and_table() -> None:
    found = assign(line().as_of(toys.REFERENCE), asked(("ru-a", "ru-b", 9e6)))
    made = assign_json(found)
    json.dumps(made, allow_nan=False)
    frame = to_frames(found)
    assert isinstance(found, Assignment)
    assert [row["flow_teu"] for row in made["links"]] == frame["flow_teu"].tolist()
    assert np.isnan(frame.set_index("link_id")["capacity_teu"]["ru-long"])
    text = assign_text(found)
    assert "1 link carries more than the capacity" in text
    assert "bi-conjugate Frank" in text
    assert "longer by h" in found._repr_html_()
    assert "1 over capacity" in repr(found)


def test_the_same_data_give_the_same_bytes() -> None:
    today = co.load().as_of()
    demand = load_demand(payload_t=10.0)
    first, second = (json.dumps(assign_json(assign(today, demand))) for _ in range(2))
    assert first == second


def test_a_unit_may_say_that_it_is_a_year() -> None:
    today = co.load().as_of()
    query = by_time("Moscow", "Tehran")
    said, plain = (assign(today, Pairs((query,), (5.0,), unit)) for unit in ("TEU a year", "TEU"))
    assert (said.unit, assign_json(said)) == ("TEU", assign_json(plain))
    tonnes = assign(today, Pairs((query,), (5.0,), "tonnes a year"))
    assert tonnes.served < said.served


@pytest.mark.parametrize(("demand", "given", "said"), [
    (asked(("ru-a", "ru-b", 1.0), unit=""), {}, 'the demand has no unit. Give the pairs the unit '
                                                '"TEU" or "tonnes"; both are a year. [Q73]'),
    (asked(("ru-a", "ru-b", 1.0), unit="boxes"), {}, '"boxes" is no unit of demand.'),
    (asked(("ru-a", "ru-b", 1.0)), {"method": "msaa"}, '"msaa" is no method of assignment. Did you '
                                                       'mean "msa"? [Q73]'),
    (asked(("ru-a", "ru-b", 1.0)), {"capacity": "firm"}, '"firm" is no kind of capacity. Use one '
                                                         "of: hard, soft. [Q73]"),
    (Pairs((Query("ru-a", "ru-b"),), (1.0,), "TEU"), {},
     "by distance a link takes no more the fuller it is. Ask by time or generalised, or take the "
     "method aon or capacity hard. [Q73]"),
    (Pairs((Query("ru-a", "ru-b"), by_time("ru-a", "ru-b")), (1.0, 1.0), "TEU"), {},
     "the demand asks by several criteria: distance, time. Let all pairs ask by one"),
    (Pairs((by_time("ru-a", "ru-b", via=("ru-c",)),), (1.0,), "TEU"), {}, "[Q24]"),
])
def test_demand_that_cannot_be_assigned_is_refused(demand: Pairs, given: dict[str, Any],
                                                   said: str) -> None:
    with pytest.raises(QueryError) as caught:
        assign(line().as_of(toys.REFERENCE), demand, **given)
    assert said in str(caught.value)


def test_a_capacity_of_nothing_is_refused_where_links_only_grow_slow() -> None:
    today = line(capacity=0).as_of(toys.REFERENCE)
    with pytest.raises(QueryError, match=r"the capacity of ru-a-ru-b-rail is 0: any flow would"):
        assign(today, asked(("ru-a", "ru-b", 1.0)))
    found = assign(today, asked(("ru-a", "ru-b", 1.0)), capacity="hard")
    assert [link.link_id for link in found.links] == ["ru-long"]


@pytest.mark.parametrize("given", [{}, {"method": "msa", "gap": 1e-2}, {"capacity": "hard"}])
def test_flows_balance_at_every_place_of_the_corridors(given: dict[str, Any]) -> None:
    network = co.load()
    opened = network.as_of().apply(co.load_scenario("rasht-astara"))
    demand = load_demand(payload_t=10.0)
    found = assign(opened, replace(demand, weights=tuple(9 * each for each in demand.weights)),
                   **given)
    net = dict.fromkeys(network.nodes.node_id, 0.0)
    for link in found.links:
        record = network.link(link.link_id)
        net[record.from_node_id] += link.forward - link.backward
        net[record.to_node_id] += link.backward - link.forward
    for pair in found.pairs:
        assert sum(use.flow for use in pair.routes) == pytest.approx(pair.served)
        net[pair.origin.node_id] -= pair.served
        net[pair.destination.node_id] += pair.served
    assert list(net.values()) == pytest.approx([0.0] * len(net), abs=1e-3)
    if given.get("capacity") == "hard":
        assert all(link.load <= 1 + 1e-9 for link in found.links if link.load is not None)


def test_by_distance_all_or_nothing_is_what_shortest_routes_are() -> None:
    today = co.load().as_of()
    ends = [("Moscow", "Bandar Abbas"), ("Baku", "Poti"), ("Almaty", "Istanbul")]
    queries = [Query(*pair, modes={"rail", "sea"}) for pair in ends]
    found = assign(today, Pairs(tuple(queries), (1.0, 2.0, 3.0), "TEU"), method="aon")
    for pair, query in zip(found.pairs, queries, strict=True):
        (use,) = pair.routes
        best = co.shortest_route(today, query).best
        assert best is not None
        assert use.route.distance_km == pytest.approx(best.distance_km)


def test_the_table_that_comes_with_corridors_is_sourced_and_can_be_assigned() -> None:
    network = co.load()
    with (HERE / "data" / "network" / "demand.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sources = {source.source_key for source in network.sources}
    nodes = set(network.nodes.node_id)
    for row in rows:
        assert {row["origin"], row["destination"]} <= nodes
        assert set(row["source"].split(";")) <= sources
        assert row["confidence"] in ("medium", "low")  # the ends are ours
        assert row["note"]
    found = assign(network.as_of(), load_demand(payload_t=10.0))
    assert found.served == found.demand
    assert found.converged


@pytest.mark.parametrize(("text", "payload", "said"), [
    ("origin,destination,amount,unit\n", None, "the table has column names and no rows. Add what "
                                              "goes from where to where. [T35]"),
    ("origin,destination,amount,unit\nBaku,Poti,1,TEU\nPoti,Baku,1,tonnes\n", None,
     "column unit: the table has rows in TEU and rows in tonnes. Say how many tonnes are in one "
     "TEU (payload_t). [B21]"),
    ("origin,destination,amount,unit\nBaku,Poti,-1,TEU\n", None, "row 2, column amount"),
    ("origin,destination,amount,unit\nBaku,Poti,1,boxes\n", None, "row 2, column unit"),
])
def test_a_wrong_table_of_demand_is_refused(tmp_path: Path, text: str, payload: float | None,
                                            said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_demand(path, payload_t=payload)
    assert said in str(caught.value)


def test_a_table_of_ones_own_keeps_its_unit_and_its_modes(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("origin,destination,modes,amount,unit\nBaku,Poti,rail,30,tonnes\n"
                    "Baku,Tbilisi,,5,tonnes\n", encoding="utf-8")
    demand = load_demand(path, Query("", "", by="time", modes={"rail", "road"}))
    assert (demand.unit, demand.weights) == ("tonnes", (30.0, 5.0))
    assert [query.mode_names for query in demand.queries] == [("rail",), ("rail", "road")]
    with pytest.raises(TableError, match="Baku - Poti: no mode of the row is one of road"):
        load_demand(path, Query("", "", by="time", modes={"road"}))
    assert load_demand(path, payload_t=10.0).weights == (3.0, 0.5)


def test_the_command_assigns_a_table_and_saves_links(tmp_path: Path,
                                                     capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("origin,destination,modes,amount,unit\nMoscow,Tehran,rail,20000000,tonnes\n",
                    encoding="utf-8")
    words = ["assign", str(path), "--scenario", "rasht-astara", "--gap", "1e-4"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "2,000,000 of 2,000,000 TEU a year are carried." in said
    assert "more than the capacity" in said
    assert main([*words, "--times", "0.5", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["demand_teu"] == 1_000_000
    assert made["relative_gap"] <= 1e-4
    table = tmp_path / "links.csv"
    assert main([*words, "--capacity", "hard", "--csv", str(table)]) == 0
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(float(row["load"]) <= 1 + 1e-9 for row in rows if row["load"])


def test_the_command_assigns_sioux_falls_from_its_files(tmp_path: Path,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / name for name in ("net.tntp", "trips.tntp", "flow.tntp")]
    flow = sioux_falls.best_flows()
    for path, text in zip(paths, (sioux_falls.network_text(), sioux_falls.trips_text(),
                                  sioux_falls.flow_text(flow, 0 * flow)), strict=True):
        path.write_text(text, encoding="utf-8")
    words = ["assign", "--tntp", str(paths[0]), str(paths[1]), "--flow", str(paths[2]),
             "--gap", "1e-4"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "76 links, 528 pairs, 360,600 trips" in said
    assert "The largest difference to the published flows is" in said
    assert main([*words, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["objective"] == pytest.approx(sioux_falls.BEST_OBJECTIVE, rel=1e-4)
    assert made["largest_difference"] < 0.01
    table = tmp_path / "flows.csv"
    assert main([*words, "--csv", str(table)]) == 0
    assert len(table.read_text(encoding="utf-8").splitlines()) == 77


@pytest.mark.parametrize(("words", "said"), [
    (["--flow", "x"], "--flow needs --tntp. Say which network it belongs to. [U02]"),
    (["mine.csv", "--tntp", "a", "b"], "a table of demand is given as well as --tntp."),
    (["--by", "cost"], "by cost a link takes no more the fuller it is."),
    (["--method", "best"], '"best" is no method of assignment.'),
    (["--gap", "-1"], "-1.0 is no relative gap."),
    (["--delay-b", "-1"], "b -1 of link 0 is no number >= 0."),
    (["--times", "nan"], "--times nan is nothing to multiply by. Give a number more than 0."),
    (["--times", "1e4", "--delay-power", "200"],
     "with all flows on them links take more than can be counted. Give less demand"),
    (["--tntp", "a", "b", "--times", "2", "--modes", "rail"],
     "--tntp goes without --times, --modes. Leave that out"),
])
def test_a_wrong_command_is_refused(words: list[str], said: str,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assign", *words]) == 2
    assert said in capsys.readouterr().err


def test_demand_of_a_scenario_goes_as_its_variant_lets_it(tmp_path: Path) -> None:
    (tmp_path / "trade.csv").write_text("origin,destination,amount,unit\nBaku,Tbilisi,5,TEU\n",
                                        encoding="utf-8")
    path = tmp_path / "byroad.toml"
    path.write_text('''
title = "By road"
[[query]]
origin = "Baku"
destination = "Poti"
by = "time"
modes = ["rail", "road"]
[[variant]]
name = "road"
title = "By road alone"
modes = ["road"]
[[analysis]]
kind = "assign"
demand = "trade.csv"
variants = ["base", "road"]
''', encoding="utf-8")
    base, road = asked_results(co.effects_of(co.load_scenario(path), co.load()))
    assert base.result.pairs[0].query.modes is None
    assert road.result.pairs[0].query.modes == {"road"}
    assert road.result.pairs[0].routes[0].route.modes == ("road",)


def test_a_unit_of_a_year_is_that_unit() -> None:
    """As it stands in the scenario files that ``corridors new`` writes."""
    today = co.load().as_of()
    trade = Pairs((by_time("Baku", "Tbilisi"),), (1_000.0,), "tonnes")
    said = assign(today, Pairs(trade.queries, trade.weights, "tonnes a year"))
    assert assign_json(said) == assign_json(assign(today, trade))
