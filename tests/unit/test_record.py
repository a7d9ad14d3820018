"""The record: what every change made of everything it selects, before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from toys import both_ways, costs, flat, gap, node, rail, small, way

from corridors.analysis.effects import effects_of
from corridors.errors import QueryError, ScenarioError
from corridors.model.change import Change
from corridors.model.query import Query
from corridors.model.records import Border, GaugeChange, Terminal
from corridors.model.scenario import Scenario, Variant
from corridors.model.spread import Spread
from corridors.reports.as_json import effects_json
from corridors.reports.basis import basis_of
from corridors.reports.markdown import effects_markdown
from corridors.routing.recorded import recorded

MISSING, ROAD = "ir-astara-ir-rasht-rail", "ir-astara-ir-rasht-road"
OPEN = Change((f"link:{MISSING}",), "open")
FASTER = Change((f"link:{MISSING}",), "set", "speed_kmh", factor=1.5, source="A plan",
                reason="Renewed.")
QUICKER = Change(("border:az-ir-astara",), "set", "dwell_h", factor=0.5)


def said(*changes: Change, full: bool = True) -> list[str]:
    made = gap().as_of().apply(changes)
    return [f"{one.kind} {one.key} {one.said()}" for one in (
        recorded(made) if full else made.record)]


def test_every_thing_is_told_with_its_field() -> None:
    assert said(OPEN, FASTER, QUICKER) == [
        "border az-astara-ir-astara-rail dwell_h: 24 -> 12 h",
        f"link {MISSING} speed_kmh: 50 -> 75 km/h",
        f"link {MISSING} status: planned -> operational"]
    assert said(Change(("country:IR & mode:rail",), "set", "tariff_usd_per_teu_km", flat(0.3)))[0] \
        == "link az-astara-ir-astara-rail tariff_usd_per_teu_km: 0.2 -> 0.3 USD/TEU-km"
    assert said(Change(("mode:road",), "set", "co2_g_per_tkm", factor=0),
                Change(("mode:road",), "set", "toll_usd_per_teu", flat(40))) == [
        f"link {ROAD} co2_g_per_tkm: 90 -> 0 g/tkm",
        f"link {ROAD} toll_usd_per_teu: 0 -> 40 USD/TEU"]


def test_without_a_cost_model_its_figures_are_named() -> None:
    assert said(FASTER, full=False) == [
        f"link {MISSING} speed_kmh: cost model -> 1.5 times that km/h"]
    assert said(Change(("node:ir-border",), "set", "gauge_change_h", flat(3)), full=False) == [
        "node ir-border gauge_change_h: cost model -> 3 h"]
    assert said(Change(("node:ir-border",), "set", "gauge_change_h", flat(3))) == [
        "node ir-border gauge_change_h: 24 -> 3 h"]


def test_what_stays_as_it_was_is_not_in_it() -> None:
    assert said(Change(("corridor:east",), "open"), replace(FASTER, factor=1.0)) == []
    assert said(Change((f"link:{MISSING}",), "set", "length_km", Spread(152, 162, 170)),
                Change((f"link:{ROAD}",), "set", "speed_kmh", Spread(30, 60, 90))) == []
    later = gap().as_of().apply([replace(FASTER, starts=date(2027, 1, 1))])
    assert (later.record, len(later.on_day("2027-01-01").record)) == ((), 1)


def test_what_comes_on_top_is_told_from_the_beginning() -> None:
    twice = gap().as_of().apply([FASTER]).apply([replace(FASTER, factor=2.0)])
    assert [one.said() for one in recorded(twice)] == ["speed_kmh: 50 -> 150 km/h"]
    wide = Change((f"link:{MISSING}",), "set", "gauge_mm", gauges_mm=(1435, 1520))
    both = gap().as_of().apply([wide]).apply([replace(wide, gauges_mm=(1520,))])
    assert [one.said() for one in both.record] == ["gauge_mm: 1435 -> 1520 mm"]


def test_what_is_added_was_not_there() -> None:
    new = Change((), "add", nodes=(node("ir-new", 50, 34),),
                 links=(way("ir-new", "ir-gulf", 100, status="planned"),),
                 terminals=(Terminal("ir-new", ("rail", "road")),),
                 gauge_changes=(GaugeChange("ir-gulf", (1435, 1520)),))
    assert said(new) == [
        "link ir-new-ir-gulf-road status: not there -> planned",
        "node ir-gulf gauge_change: not there -> 1435 and 1520 mm",
        "node ir-new name: not there -> New", "node ir-new terminal: not there -> rail and road"]


def test_two_directions_and_two_transfers_have_figures_of_their_own() -> None:
    nodes = [node("ru-a", 44, 48), node("az-b", 45, 48), node("az-c", 46, 48)]
    over = rail("ru-a", "az-b", 100, link_id="over")
    there, back = both_ways("x", over)
    network = small(nodes, [over, way("az-b", "az-c", 10), way("az-b", "az-c", 20, "sea")],
                    borders=[Border("x", "X", "RU", "AZ")],
                    charges=[there, replace(back, dwell_h=flat(2))],
                    terminals=[Terminal("az-b", ("rail", "road"), flat(5)),
                               Terminal("az-b", ("rail", "sea"))])
    made = network.as_of().apply([
        Change(("border:x",), "set", "dwell_h", factor=2.0),
        Change(("border:x",), "set", "fee_usd_per_teu", factor=2.0),
        Change(("node:az-b",), "set", "transfer_h", flat(4))])
    assert [one.said() for one in made.record] == [
        "dwell_h (backward): 2 -> 4 h", "dwell_h (forward): 24 -> 48 h",
        "fee_usd_per_teu: 50 -> 100 USD/TEU", "transfer_h (rail and road): 5 -> 4 h",
        "transfer_h (rail and sea): cost model -> 4 h"]
    assert [one.said() for one in recorded(made) if one.kind == "node"] == [
        "transfer_h (rail to road): 5 -> 4 h", "transfer_h (rail to sea): 24 -> 4 h",
        "transfer_h (road to rail): 5 -> 4 h", "transfer_h (sea to rail): 24 -> 4 h"]


def test_a_snapshot_shows_its_record() -> None:
    page = gap().as_of().apply([QUICKER])._repr_html_()
    assert "dwell_h: 24 -&gt; 12 h" in page


def test_a_record_needs_a_cost_model() -> None:
    made = replace(gap(), costs=None, memo={}).as_of().apply([QUICKER])
    with pytest.raises(QueryError, match=r"the data has no cost model\. Give one\. \[Q09\]"):
        recorded(made)
    assert [one.said() for one in recorded(made, costs())] == ["dwell_h: 24 -> 12 h"]


def test_reports_tell_the_figures_that_hold_and_who_says_so() -> None:
    variant = Variant("new", "New", (OPEN, FASTER, QUICKER))
    effects = effects_of(Scenario("new", "New", (variant,), (Query(
        "North", "Gulf", "time", modes={"rail"}),)), gap())
    page = effects_markdown(effects)
    for words in ("set by the scenario: waiting time from 24 to 12 h",
                  "| status from planned to operational |", "| speed from 50 to 75 km/h | any |",
                  "changed by the scenario: Astara (Iran)–Rasht (rail, 162 km), "
                  "speed 1.5 times what it was"):
        assert words in page, words
    (told,) = [one for one in basis_of(effects).assumptions if one.kind == "speed"
               and one.sources.startswith("set")]
    assert (told.holds_for, told.low, told.value, told.high, told.sources, told.note) == (
        "New, Astara (Iran)–Rasht (rail, 162 km)", "37.5", "75", "112.5",
        "set by the scenario: A plan", "Renewed.")
    base, case = effects_json(effects)["cases"]
    assert base["record"] == []
    assert case["record"][1] == {
        "kind": "link", "id": MISSING, "field": "speed_kmh", "of": None, "old": 50,
        "old_range": [25, 75], "new": 75, "new_range": [37.5, 112.5], "unit": "km/h",
        "said": "speed_kmh: 50 -> 75 km/h", "change": FASTER.said()}


def test_two_files_that_contradict_each_other_are_both_named() -> None:
    one = replace(FASTER, file="a.toml", line=4)
    other = replace(FASTER, factor=None, value=flat(90), file="b.toml", line=11)
    with pytest.raises(ScenarioError) as caught:
        gap().as_of().apply([one, other])
    assert str(caught.value.problems[0]).startswith(
        f'b.toml, line 11, key select: "set speed_kmh of link:{MISSING} to 90 km/h" contradicts '
        f'"set speed_kmh of link:{MISSING} to 1.5 times what it is" in a.toml, line 4: both set '
        f"speed_kmh of {MISSING}.")
