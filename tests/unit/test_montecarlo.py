"""Draws: random numbers, what comes of them where it can be worked out, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from toys import gap

from corridors import Pairs, Parameter, Query, Spread, Uncertain, cases_of, load, load_scenario
from corridors.analysis.data_ranges import data_ranges
from corridors.analysis.montecarlo import MonteCarlo, montecarlo
from corridors.analysis.montecarlo_cases import MonteCarloCase
from corridors.analysis.montecarlo_outcome import chance_of
from corridors.cli import main
from corridors.errors import QueryError, ScenarioError
from corridors.io.frames import to_frames
from corridors.model.budget import Budget
from corridors.model.chance import quantiles, uniform
from corridors.model.draws import Draws, largest, least
from corridors.model.restriction import Restriction
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.reports.montecarlo_text import montecarlo_json, montecarlo_text
from corridors.routing.solve import shortest_route
from corridors.study import draw

BY_TIME = Query("ru-north", "ir-gulf", "time", modes={"rail"})
WAIT = "dwell_h of border:tm-ir-border"


def opened() -> Snapshot:
    """The toy network with the missing link open: 2,572 km by the west, 3,500 km by the east."""
    return gap().as_of().apply([Change(("link:ir-astara-ir-rasht-rail",), "open")])


def wait(low: float, high: float, text: str = WAIT, shape: str = "uniform") -> Uncertain:
    return Uncertain(Parameter.parse(text), Spread(low, (low + high) / 2, high), shape)


def same_bytes(one: MonteCarlo, other: MonteCarlo) -> bool:
    return json.dumps(montecarlo_json(one)) == json.dumps(montecarlo_json(other)) and all(
        a.totals[by].tobytes() == b.totals[by].tobytes() and a.which.tobytes() == b.which.tobytes()
        for a, b in zip(one, other, strict=True) for by in a.totals)


def test_numbers_are_spread_as_their_shape_says() -> None:
    shares, spread = uniform(3, "x", 0, 40_000), Spread(8, 24, 72)
    for shape, mean in (("triangular", 104 / 3), ("pert", (8 + 4 * 24 + 72) / 6), ("uniform", 40)):
        values = quantiles(spread, shape, shares)
        assert values.min() >= 8
        assert values.max() <= 72
        assert abs(values.mean() - mean) < 0.3
        assert (np.diff(quantiles(spread, shape, np.linspace(0, 1, 99))) >= 0).all()
    assert quantiles(Spread(5, 5, 5), "pert", [0.2]).tolist() == [5]


def test_inputs_have_streams_of_their_own() -> None:
    one, other = uniform(1, "a", 0, 4_000), uniform(1, "b", 0, 4_000)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.06
    assert (uniform(1, "a", 2_000, 4) == one[2_000:2_004]).all()
    assert not (uniform(2, "a", 0, 4_000) == one).any()


def test_columns_go_where_one_number_goes() -> None:
    one, other = Draws(np.array([1.5, 2.5])), Draws(np.array([2.0, 1.0]))
    assert round(one).numbers.tolist() == [round(1.5), round(2.5)]
    assert (one - 1).numbers.tolist() == [0.5, 1.5]
    assert (1 - one).numbers.tolist() == [-0.5, -1.5]
    assert (one < 2, one > 2, one <= 2, one >= 1, one == 1.5) == (True, True, False, True, False)
    spreads = [Spread(x, x, x) for x in (one, other)]  # type: ignore[arg-type]
    assert largest(spreads).value.numbers.tolist() == [2, 2.5]  # type: ignore[attr-defined]
    assert least(spreads).value.numbers.tolist() == [1.5, 1]  # type: ignore[attr-defined]
    assert f"{one:g}" == "1.5 to 2.5"
    assert repr(one) == "<Draws: 2, from 1.5 to 2.5>"


def test_probabilities_are_those_that_can_be_worked_out() -> None:
    east, both = opened().apply([Change(("border:ru-az-samur",), "close")]), opened()
    west = opened().apply([Change(("border:tm-ir-border",), "close")])
    without = shortest_route(east, BY_TIME).best
    through = shortest_route(west, BY_TIME).best
    assert without is not None
    assert through is not None
    # The west takes 24 h at Astara as things are: it is drawn evenly round a dead heat.
    even = 24 + without.time_h - through.time_h
    found = montecarlo({"west": west, "east": east, "both": both}, BY_TIME,
                       [wait(even - 30, even + 10, "dwell_h of border:az-ir-astara")],
                       draws=4_000)
    duel = found.beats(0, 1)
    assert abs(duel.wins - 0.75) < 4 * duel.error
    assert duel.ties + duel.losses == pytest.approx(1 - duel.wins)
    assert found.beats(2, 0).losses == found.beats(2, 1).losses == 0
    assert found.outcome(2).routes[0].share == pytest.approx(duel.wins, abs=0.001)
    assert found.outcome(0).percentile("time", 50) == pytest.approx(
        through.time_h - 24 + even - 10, abs=1.5)
    budget = Budget("time", round(1000 * (through.time_h - 24 + even - 20)))
    assert found.outcome(0).share_within(budget)[0] == pytest.approx(0.25, abs=0.03)


def test_variance_is_shared_as_widths_are() -> None:
    west = opened().apply([Change(("border:tm-ir-border",), "close")])
    inputs = [wait(0, 40, "dwell_h of border:az-ir-astara"),
              wait(10, 30, "dwell_h of border:ru-az-samur"), wait(0, 90)]
    found = montecarlo(west, BY_TIME, inputs, draws=4_000).outcome()
    shares = {one.label: one.first_order for one in found.influences}
    assert shares == {inputs[0].label: pytest.approx(0.8, abs=0.03),
                      inputs[1].label: pytest.approx(0.2, abs=0.03)}
    first = found.influences[0]
    for hours, total in ((2, first.low), (38, first.high)):
        best = shortest_route(west.apply([inputs[0].parameter.change(hours),
                                          inputs[1].parameter.change(20)]), BY_TIME).best
        assert best is not None
        assert total == best.time_h
    assert first.swing == pytest.approx(36)


def test_any_number_of_workers_gives_the_same_bytes() -> None:
    cases = {"as it is": gap().as_of(), "open": opened()}
    one, two, three = (montecarlo(cases, [BY_TIME, Query("ru-north", "ir-gulf", "cost")],
                                  draws=5_003, workers=workers) for workers in (1, 2, 3))
    assert same_bytes(one, two)
    assert same_bytes(one, three)
    assert not same_bytes(one, montecarlo(cases, [BY_TIME, BY_TIME], draws=5_003, seed=2))


def test_the_data_says_what_is_uncertain() -> None:
    network = gap()
    assert network.costs is not None
    found = {one.name: one for one in data_ranges(network.as_of(), network.costs)}
    assert "length_km ir-astara-ir-rasht-rail" not in found  # nothing runs there
    assert "rate speed rail" in found
    assert found["dwell_h tm-east-ir-border-rail forward"].label == "hours at Border, rail to Iran"
    other = {one.name: one for one in data_ranges(opened().apply(
        [Change(("border:tm-ir-border",), "set", "dwell_h", Spread(3, 3, 3)),
         Change(("border:ru-az-samur",), "set", "dwell_h", Spread(3, 4, 5))]), network.costs)}
    assert "length_km ir-astara-ir-rasht-rail" in other
    assert "dwell_h tm-east-ir-border-rail forward" not in other  # set without a range
    assert other["set dwell_h ru-north-az-astara-rail"].spread == Spread(3, 4, 5)


def test_corridors_are_set_side_by_side() -> None:
    today = opened()
    cases = [MonteCarloCase(name, name.title(), today, Restriction(via=[f"node:{node}"]))
             for name, node in (("west", "ir-rasht"), ("east", "tm-east"))]
    found = montecarlo(cases, BY_TIME, draws=300)
    for case, node in enumerate(("ir-rasht", "tm-east")):
        assert all(node in route.route.node_ids for route in found.outcome(case).routes)
    assert 0 < found.beats(0, 1).wins <= 1


def test_no_route_is_a_state() -> None:
    shut = gap().as_of().apply([Change(("country:IR",), "close")])
    found = montecarlo({"as it is": gap().as_of(), "shut": shut}, BY_TIME, draws=20, within="9d")
    one = found.outcome(1)
    assert (one.reachable, one.without_route, one.plain, one.routes) == (False, 1.0, None, ())
    assert one.share_within(Budget("time", 10)) == (0.0, 0.0)
    assert found.beats(0, 1) == (1.0, 0.0, 0.0, 0.0)
    assert "shut: no route, in every draw" in montecarlo_text(found)
    told = montecarlo_json(found)
    json.dumps(told, allow_nan=False)
    assert told["outcomes"][1]["totals"] is None
    assert repr(one) == "<Outcome North - Gulf, shut: no route>"


def test_one_place_takes_nothing_in_every_draw() -> None:
    found = montecarlo(gap().as_of(), Query("ir-gulf", "ir-gulf", "cost"), draws=8)
    assert found.outcome().percentile("cost", 95) == 0
    assert "whatever is drawn" in montecarlo_text(found)


def test_frames_hold_every_draw() -> None:
    found = montecarlo({"as it is": gap().as_of(), "open": opened()}, BY_TIME, draws=40)
    frames = to_frames(found)
    assert len(frames.draws) == 80
    assert frames.draws.groupby("case")["time_h"].mean()["open"] == pytest.approx(
        found.outcome(1).mean("time"))
    row = frames.percentiles.set_index(["case", "what"]).loc[("open", "time_h")]
    assert row["percentile_50"] == found.outcome(1).percentile("time", 50)
    assert frames.routes["share"].sum() == pytest.approx(2)
    assert list(frames.influences["rank"][:2]) == [1, 2]
    assert "2 cases, 1 pairs" in repr(found)
    assert "<table" in found._repr_html_()


def test_never_and_always_are_not_taken_for_certain() -> None:
    assert chance_of(0, 100)[0] == 0
    assert 0.01 < chance_of(0, 100)[1] < 0.02


@pytest.mark.parametrize(("options", "said"), [
    ({"draws": 1}, "1 draws cannot be made"), ({"seed": -1}, "-1 is no seed"),
    ({"workers": 0, "draws": 5_000}, "0 workers cannot do anything"),
    ({"uncertain": [wait(0, 9), wait(0, 9)]}, "uncertain twice"),
    ({"within": "100kg"}, "not every query is told by co2")])
def test_what_cannot_be_drawn_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        montecarlo(gap().as_of(), BY_TIME, **options)  # type: ignore[arg-type]


def test_cases_need_names_of_their_own() -> None:
    with pytest.raises(QueryError, match="no case is given, or two have one name"):
        montecarlo([], BY_TIME)


def test_what_selects_nothing_or_contradicts_is_refused() -> None:
    with pytest.raises(ScenarioError, match="There is no border"):
        montecarlo(gap().as_of(), BY_TIME, [wait(0, 9, "dwell_h of border:nowhere")])
    with pytest.raises(ScenarioError, match="contradicts"):
        montecarlo(gap().as_of(), BY_TIME, [wait(0, 9), wait(0, 9, "dwell_h of country:TM")])
    with pytest.raises(QueryError, match="no usable cost in some draw"):
        montecarlo(gap().as_of(), Query("ru-north", "ir-gulf", "cost"),
                   [wait(30_000, 40_000, "length_km of link:ru-north*"),
                    wait(900, 1_000, "tariff_usd_per_teu_km of link:ru-north*")], draws=10)


def test_inputs_are_read_from_words() -> None:
    read = Uncertain.parse("dwell_h of border:az-ir-astara = 6 12 36 pert")
    assert (read.spread, read.shape) == (Spread(6, 12, 36), "pert")
    for text in ("dwell_h of border:a", "dwell_h of border:a = 1 2", "x = a b c",
                 "dwell_h of border:a = 1 2 3 pert 5"):
        with pytest.raises(QueryError, match="does not say what is uncertain"):
            Uncertain.parse(text)


def test_the_base_and_all_variants_of_a_scenario_are_cases() -> None:
    scenario = load_scenario("rasht-astara")
    pairs = Pairs(scenario.queries[:2], (3.0, 1.0), "TEU")
    found = montecarlo(cases_of(scenario, load()), pairs, draws=60)
    assert [case.title for case in found.cases] == ["Today", "Rasht–Astara open"]
    assert found.beats(1, 0).losses == 0
    snapshot, costs = found.world(1, 17)
    best = shortest_route(snapshot, pairs.queries[1], costs).best
    assert best is not None
    assert best.total("time").value == found.outcome(1, 1).totals["time"][17]


def test_the_command_tells_and_saves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["montecarlo", "Baku", "Tbilisi", "--by", "time", "--modes", "rail", "--draws", "50"]
    assert main([*ask, "--within", "10d"]) == 0
    assert "10.0 days are enough in" in " ".join(capsys.readouterr().out.split())
    assert main([*ask, "--json", "--uncertain", "x speed_kmh of country:AZ = 0.5 1 1.2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["draws"], told["inputs"], told["from_data"]) == (50, 1, False)
    for option, rows in (("--csv", 3), ("--csv-draws", 51)):
        path = tmp_path / f"{option}.csv"
        assert main([*ask, option, str(path)]) == 0
        assert len(path.read_text().splitlines()) == rows


def test_the_command_asks_the_queries_of_a_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["montecarlo", "--scenario", "rasht-astara", "--draws", "20", "--json"]) == 0
    taken = capsys.readouterr()
    told = json.loads(taken.out)
    assert {row["case"] for row in told["outcomes"]} == {"base", "open"}
    assert "9 queries ask for more than one best route" in taken.err


@pytest.mark.parametrize(("words", "said"), [
    (["Baku"], "a FROM without a TO"), ([], "not said between which places"),
    (["--scenario", "rasht-astara", "--by", "time"], "--by asks of FROM and TO"),
    (["Baku", "Poti", "--engine", "cch"], "by no engine"),
    (["Baku", "Poti", "--per", "tonne"], "told per TEU"),
    (["Baku", "Poti", "--draws", "0"], "0 draws cannot be made"),
    (["Baku", "Poti", "--uncertain", "x"], "does not say what is uncertain")])
def test_a_wrong_command_line_is_refused(words: list[str], said: str,
                                         capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["montecarlo", *words]) in (1, 2)
    assert said in capsys.readouterr().err


def test_the_chart_shows_every_case_and_what_matters_most() -> None:
    shut = gap().as_of().apply([Change(("country:IR",), "close")])
    found = montecarlo({"as it is": gap().as_of(), "open": opened(), "shut": shut},
                       [BY_TIME, Query("ru-north", "ir-gulf", "cost")], draws=60, within="9d")
    figure = draw(found)
    spread, names, tornado = figure.axes
    assert [text.get_text().partition(", median")[0]
            for text in names.get_legend().get_texts()] == ["as it is", "open"]
    assert len(tornado.patches) == len(tornado.get_yticklabels()) > 2
    assert any(line.get_linestyle() == "--" for line in spread.lines)
    assert figure.alt.startswith("Chart of 60 draws, North – Gulf. as it is: median ")
    assert "shut: no route" in figure.alt
    # A figure that does not vary has no tornado.
    assert len(draw(montecarlo(opened(), BY_TIME, [wait(24, 24)], draws=4)).axes) == 2
    with pytest.raises(QueryError, match="has no route in any draw"):
        draw(montecarlo(shut, BY_TIME, draws=4))


@pytest.mark.parametrize("text", [
    "dwell_h of border:tm-ir-border = 0 1 9000",  # no draw of two comes near the highest
    "x dwell_h of border:tm-ir-border = 0 1 1e300",
    "x speed_kmh of country:IR = 0 1 2"])
def test_bounds_that_cannot_be_are_refused_in_every_draw_or_none(text: str) -> None:
    with pytest.raises(QueryError, match=r"does not fit dwell_h|cannot be multiplied by"):
        montecarlo(opened(), BY_TIME, [text], draws=2)


def test_no_value_is_endless() -> None:
    with pytest.raises(QueryError, match=r"0, 1, inf of dwell_h .* are not in order"):
        Uncertain.parse(f"{WAIT} = 0 1 inf")


def test_what_is_uncertain_can_be_text_and_one_alone() -> None:
    text = f"{WAIT} = 6 12 36"
    one, two, three = (montecarlo(opened(), BY_TIME, given, draws=20)
                       for given in (text, [text], [Uncertain.parse(text)]))
    assert same_bytes(one, two)
    assert same_bytes(two, three)


@pytest.mark.parametrize(("given", "message"), [
    ({"draws": 10.5}, "a float was given, where a whole number is needed"),
    ({"draws": "10"}, "a str was given, where a whole number is needed"),
    ({"seed": 1.5}, "a float was given, where a whole number is needed"),
    ({"within": 5}, '"5" has no unit'),
    ({"uncertain": [5]}, "an int was given, where something uncertain is needed"),
    ({"cases": gap()}, "a Network was given, where the network on a day, or several by name"),
    ({"cases": [opened()]}, "a Snapshot was given, where a case is needed")])
def test_what_is_of_another_kind_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        montecarlo(**{"cases": opened(), "pairs": BY_TIME, "draws": 2, **given})


@pytest.mark.parametrize("words", [
    ["--draws", "0"], ["--seed", "-1"], ["--workers", "0"], ["--within", "500kg"],
    ["--uncertain", "dwell_h of border:tm-ir-border = 36 12 6"],
    ["--uncertain", "dwell_h of border:az-ir-astara = 0 1 9000"]])
def test_an_option_that_cannot_be_is_a_fault_of_the_command_line(words: list[str]) -> None:
    assert main(["montecarlo", "Baku", "Tbilisi", "--draws", "2", *words]) == 2
