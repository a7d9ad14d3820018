"""Shares of routes and corridors: known outcomes, elasticities, words, refusals."""

from __future__ import annotations

import json
from dataclasses import replace
from math import exp, log
from pathlib import Path
from typing import Any

import pytest
import toys

import corridors as co
from corridors.analysis.asked import asked_results
from corridors.analysis.logit import logit, path_sizes, whole_parts
from corridors.analysis.shares import NO_CORRIDOR, Shares, shares
from corridors.cli import main
from corridors.errors import QueryError, ScenarioError
from corridors.io.frames import to_frames
from corridors.model.pairs import Pairs
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.scenario import Change, Scenario, Variant
from corridors.reports.shares_text import shares_json, shares_text


def today() -> co.Snapshot:
    return toys.gap().as_of(toys.REFERENCE)


def north_south(**given: Any) -> Shares:
    return shares(today(), Query("ru-north", "ir-gulf"), toys.costs(), count=2, **given)


def test_the_cheaper_way_has_the_larger_share_and_corridors_are_named() -> None:
    found = north_south()
    first, second = found.pairs[0].shares
    assert {first.name, second.name} == {"west", "east"}
    assert first.generalised < second.generalised
    assert first.path_size == second.path_size == 1
    odds = exp(-found.theta * (first.generalised - second.generalised))
    assert first.share / second.share == pytest.approx(odds)
    assert first.millionths + second.millionths == 1_000_000
    assert list(found.by_name()) == [first.name, second.name]


def test_elasticities_are_the_slopes_of_the_shares() -> None:
    found = north_south(value_of_time=60)
    rows = found.pairs[0].shares
    costs, sizes = [row.generalised for row in rows], [row.path_size for row in rows]
    step = 1e-6
    for place, row in enumerate(rows):
        for dearer, own, cross in (
                (row.route.cost_usd_per_teu, row.elasticities.cost, row.elasticities.cross_cost),
                (row.route.time_h * 60 / 24, row.elasticities.time, row.elasticities.cross_time)):
            more = list(costs)
            more[place] += dearer * step
            changed = logit(more, sizes, found.theta)
            slopes = [(new / old.share - 1) / step for new, old in zip(changed, rows, strict=True)]
            assert slopes[place] == pytest.approx(own, rel=1e-4)
            assert [slope for at, slope in enumerate(slopes) if at != place] == pytest.approx(
                [cross] * (len(rows) - 1), rel=1e-4)


def test_sums_over_pairs_count_by_weight_and_another_theta_can_be_asked_for() -> None:
    queries = Query("ru-north", "ir-gulf"), Query("ru-north", "ir-rasht")
    found = shares(today(), Pairs(queries, (3.0, 1.0), "TEU"), toys.costs(), count=2)
    expected: dict[str, float] = {}
    for pair in found.pairs:
        for row in pair.shares:
            expected[row.name] = expected.get(row.name, 0.0) + row.share * pair.weight / 4
    assert found.by_name() == pytest.approx(expected)
    assert sum(found.by_name(0.0).values()) == pytest.approx(1)
    sharp = found.by_name(1.0)
    assert max(sharp.values()) > max(found.by_name().values())


def test_a_pair_without_a_route_counts_for_nothing_and_is_told() -> None:
    query = Query("ru-north", "ir-gulf", modes={"sea"})
    found = shares(today(), [query, Query("ru-north", "ir-gulf")], toys.costs(), count=2)
    assert [bool(pair.shares) for pair in found.pairs] == [False, True]
    assert len(found.no_route) == 1
    assert "No route: North – Gulf" in shares_text(found)
    alone = shares(today(), query, toys.costs())
    assert alone.by_name() == {}
    assert "No route is there for any pair." in shares_text(alone)
    assert repr(alone).startswith("<Shares of 1 pairs on 2026-11-01: no route")


def test_variants_of_a_scenario_are_the_choice() -> None:
    opened = (Change(("link:ir-astara-ir-rasht-rail",), "open"),)
    scenario = Scenario("branches", "Branches", (
        Variant("west", "Western branch", restriction=without("east")),
        Variant("open", "Railway open", opened, restriction=without("east")),
        Variant("east", "Eastern branch", restriction=without("west"))),
        (Query("ru-north", "ir-gulf"),))
    found = shares(today(), scenario.queries, toys.costs(), scenario=scenario)
    assert {row.name for row in found.pairs[0].shares} == {"Western branch", "Railway open",
                                                           "Eastern branch"}
    assert found.scenario == "branches"
    assert "Which share of the traffic takes which branch?" in shares_text(found)


def without(corridor: str) -> Restriction:
    return Restriction(avoid=(f"corridor:{corridor}",))


def test_links_of_no_corridor_have_a_name_too() -> None:
    network = toys.gap()
    found = shares(network.as_of(toys.REFERENCE), Query("ir-astara", "ir-rasht"), toys.costs())
    assert [row.name for row in found.pairs[0].shares] == [NO_CORRIDOR]
    assert "links of no corridor 100 %" in shares_text(found)


def test_words_numbers_and_tables_agree() -> None:
    found = north_south()
    made = shares_json(found)
    rows = made["pairs"][0]["routes"]
    assert sum(row["millionths"] for row in rows) == 1_000_000
    assert [row["share"] for row in rows] == [row.share for row in found.pairs[0].shares]
    frame = to_frames(found)
    assert frame["millionths"].sum() == 1_000_000
    assert list(frame["name"]) == [row.name for row in found.pairs[0].shares]
    text = shares_text(found)
    assert "theta 0.002 per USD per TEU. Both numbers are assumptions" in " ".join(text.split())
    assert "<table" in found._repr_html_()


def test_the_value_of_time_of_a_question_goes_before() -> None:
    query = Query("ru-north", "ir-gulf", by="generalised", value_of_time=7)
    assert shares(today(), query, toys.costs()).pairs[0].query.value_of_time == 7
    assert shares(today(), replace(query, by="time", value_of_time=None),
                  toys.costs()).pairs[0].query.value_of_time == 100


@pytest.mark.parametrize(("given", "said"), [
    ({"count": 1}, "count 1 is no number of routes to choose from. Give a whole number from 2 to "
                   "1000. [Q74]"),
    ({"theta": -1}, "theta -1 is no number from 0 to 1,000. Give one. [Q74]"),
    ({"theta": 1e308}, "theta 1e+308 is no number from 0 to 1,000. Give one. [Q74]"),
    ({"value_of_time": float("inf")}, "value_of_time inf is no number from 0 to 100,000."),
    ({"scenario": Scenario("one", "One", ())},
     'the scenario "one" has 0 variants to choose from. Give one with two or more. [Q74]'),
])
def test_numbers_that_cannot_be_are_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError) as caught:
        shares(today(), Query("ru-north", "ir-gulf"), toys.costs(), **given)
    assert said in str(caught.value)


def test_a_question_for_routes_of_another_kind_is_refused() -> None:
    with pytest.raises(QueryError, match=r"shares are between different routes. Leave k, pareto"):
        shares(today(), Query("ru-north", "ir-gulf", k=3), toys.costs())


def test_bounds_of_different_routes_are_those_that_are_given() -> None:
    query = Query("ru-north", "ir-gulf")
    near = shares(today(), query, toys.costs(), count=5, detour=1.0)
    assert len(near.pairs[0].shares) == 1
    asked = replace(query, different=2, detour=1.0)
    assert len(shares(today(), asked, toys.costs(), count=5).pairs[0].shares) == 1
    real, ends = co.load().as_of(), Query("Baku", "Poti", modes={"rail", "road"})
    alike, apart = (shares(real, ends, count=3, overlap=overlap).pairs[0].shares
                    for overlap in (1.0, 0.3))
    assert min(share.path_size for share in alike) < min(share.path_size for share in apart)


def test_path_sizes_and_parts_of_known_value() -> None:
    assert path_sizes([[("a", 4.0)], [("a", 4.0)], [("b", 1.0)]]) == [0.5, 0.5, 1.0]
    assert path_sizes([[], [("a", 1.0)], []]) == [0.5, 1.0, 0.5]
    assert logit([0.0, log(3) / 2], [1.0, 1.0], 2.0) == pytest.approx([0.75, 0.25])
    assert logit([1e6, 1e6 + 1e5], [1.0, 1.0], 1.0) == [1.0, 0.0]
    assert whole_parts([0.005, 0.99, 0.005], 100) == [1, 99, 0]
    assert whole_parts([]) == []


def test_the_command_tells_shares_in_three_ways(tmp_path: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    words = ["shares", "Baku", "Poti", "--modes", "rail,road", "--count", "2"]
    assert main(words) == 0
    text = capsys.readouterr().out
    assert text.startswith("Which share of the traffic takes which route? Baku – Poti")
    assert max(map(len, text.splitlines())) <= 140
    assert main([*words, "--json", "--theta", "0", "--value-of-time", "50"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["theta_per_usd_per_teu"] == 0
    assert made["value_of_time_usd_per_teu_day"] == 50
    assert main([*words, "--overlap", "0", "--detour", "1", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["pairs"][0]["routes"]) == 1
    path = tmp_path / "shares.csv"
    assert main([*words, "--csv", str(path)]) == 0
    assert capsys.readouterr().out == ""
    assert path.read_text(encoding="utf-8").startswith("origin,destination,weight,status,rank,")


@pytest.mark.parametrize(("words", "said"), [
    (["Baku"], "shares are between two places. Give FROM and TO, or a scenario with --branches."),
    (["Baku", "Poti", "--by", "time"], "shares are by cost and time together, not by time. Leave "
                                       "--by out. [U02]"),
    (["Baku", "Poti", "--count", "1"], "count 1 is no number of routes"),
])
def test_a_wrong_command_is_refused(words: list[str], said: str,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shares", *words]) == 2
    assert said in capsys.readouterr().err


def test_the_branches_of_a_scenario_can_be_asked_for_without_places(
        capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shares", "Moscow", "Bandar Abbas", "--branches", "instc-branches", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["choice"] == "instc-branches"
    assert len(made["pairs"][0]["routes"]) == 6


def branches_file(folder: Path, more: str = "") -> Path:
    """Write a scenario of two branches, one by road, for pairs of unlike weight, in 2030."""
    path = folder / "branches.toml"
    path.write_text('''
title = "Branches"
on = "2030-01-01"
assume_expected = true
[[query]]
origin = "Saint Petersburg"
destination = "Bandar Abbas"
by = ["time", "cost"]
weight = 3
[[query]]
origin = "Baku"
destination = "Tbilisi"
by = "time"
weight = 9
[[variant]]
name = "any"
title = "Any way"
[[variant]]
name = "road"
title = "By road"
modes = ["road"]
''' + more, encoding="utf-8")
    return path


def test_branches_are_asked_on_the_day_of_their_scenario_by_its_weights(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["shares", "--branches", str(branches_file(tmp_path)), "--json"]
    assert main(words) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["on"] == "2030-01-01"
    assert [pair["weight"] for pair in made["pairs"]] == [3, 9]
    assert main([*words, "--on", "2026-11-01", "--modes", "road"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["on"] == "2026-11-01"
    assert {row["share"] for pair in made["pairs"] for row in pair["routes"]} == {0.5}
    assert main([*words, "-k", "2"]) == 2
    assert "shares are between different routes." in capsys.readouterr().err


def test_as_many_routes_are_the_choice_as_a_question_asks_for() -> None:
    real = co.load().as_of()
    asked = Query("Baku", "Poti", modes={"rail", "road"}, different=2)
    assert len(shares(real, asked).pairs[0].shares) == 2
    assert len(shares(real, asked, count=3).pairs[0].shares) == 3


def test_a_scenario_asks_for_shares_with_all_their_options(tmp_path: Path) -> None:
    path = branches_file(tmp_path, '''
[[analysis]]
kind = "shares"
count = 3
overlap = 0.5
detour = 1.5
variants = ["base", "road"]
[[analysis]]
kind = "shares"
branches = true
''')
    scenario = co.load_scenario(path)
    base, road, branches = asked_results(co.effects_of(scenario, co.load()))
    assert [found.result.pairs[0].query.modes for found in (base, road)] == [None, {"road"}]
    expected = shares(base.result.snapshot, base.result.pairs[0].query, count=3, overlap=0.5,
                      detour=1.5)
    assert [row.route for row in base.result.pairs[0].shares] == [
        row.route for row in expected.pairs[0].shares]
    assert branches.result.scenario == "branches"
    assert [pair.weight for pair in branches.result.pairs] == [3, 9]


def test_branches_are_asked_of_the_base_alone(tmp_path: Path) -> None:
    path = branches_file(tmp_path, '''
[[analysis]]
kind = "shares"
branches = true
variants = ["road"]
''')
    with pytest.raises(ScenarioError, match="the variants are themselves the choice of branches"):
        co.load_scenario(path)
