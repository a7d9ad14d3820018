"""Indicators on networks that one can check by hand, and what is told of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from toys import gap, node, rail, small

import corridors as co
from corridors.analysis.effect_table import effects_table
from corridors.analysis.effects import Effects, effects_of
from corridors.analysis.indicators import indicators
from corridors.cli import main
from corridors.io.frames import to_frames
from corridors.maps.alt import alt_text
from corridors.maps.traffic_map import traffic_map
from corridors.model.network import Network
from corridors.model.pairs import Pairs
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.scenario import Change, Scenario, Variant
from corridors.reports.effects_text import effects_text
from corridors.reports.indicators_text import (
    indicators_finding,
    indicators_json,
    indicators_messages,
    indicators_text,
)
from corridors.study import load_basemap, run_study

MISSING = "ir-astara-ir-rasht-rail"
OPEN = Change((f"link:{MISSING}",), "open")
RAIL = {"modes": {"rail"}}
TO_GULF = Query("ru-north", "ir-gulf", **RAIL)


def star() -> Network:
    """Three places round a centre, 100, 200 and 300 km away, and a way round for one of them.

    ::

        az-a ==100== ir-m ==200== ru-b          az-a ----- 500 ----- ru-b
                      ||
                      300
                      ||
                     tm-c
    """
    nodes = [node(name, 48 + at, 40) for at, name in enumerate(("az-a", "ir-m", "ru-b", "tm-c"))]
    return small(nodes, [rail("az-a", "ir-m", 100), rail("ir-m", "ru-b", 200),
                         rail("ir-m", "tm-c", 300), rail("az-a", "ru-b", 500)])


PAIRS = Pairs((Query("az-a", "ru-b"), Query("az-a", "tm-c"), Query("az-a", "ir-m")), (1, 2, 3),
              "TEU")

SHUT = [Change((f"link:{link}",), "close") for link in ("ir-m-ru-b-rail", "ir-m-tm-c-rail")]


def test_states_changes_and_places_are_counted() -> None:
    today = star().as_of()
    (one,) = indicators(today, today.apply(SHUT), PAIRS)
    assert {state: number for state, number in one.states.items() if number} == {
        "same": 1, "worse": 1, "newly_cut_off": 1}
    assert one.weight_by_state["newly_cut_off"] == 2
    change, percent = one.change("distance"), one.percent("distance")
    # 300 km become 500 for a pair that weighs 1; nothing changes for one that weighs 3.
    assert change is not None
    assert percent is not None
    assert (change.count, change.weight, change.least, change.median, change.mean,
            change.most) == (2, 4, 0, 0, 50, 200)
    assert percent.most == pytest.approx(200 / 3)
    moved = one.change("distance", moved=True)
    assert moved is not None
    assert (moved.count, moved.median) == (1, 200)
    assert [place.node_id for place in one.isolated] == ["tm-c"]
    assert one.connected == ()
    assert one.within_range == 0


def test_what_is_opened_connects_places() -> None:
    shut = star().as_of().apply(SHUT)
    (one,) = indicators(shut, star().as_of(), PAIRS)
    assert [place.node_id for place in one.connected] == ["tm-c"]
    assert one.states["newly_reachable"] == 1
    said = " ".join(indicators_text(indicators(shut, star().as_of(), PAIRS)).split())
    assert "For the first time there are routes to or from C." in said


def test_countries_gain_and_lose_by_weight() -> None:
    today = star().as_of()
    (one,) = indicators(today, today.apply(SHUT), PAIRS)
    by_code = {country.country: country for country in one.countries}
    azerbaijan, iran, turkmenistan = (by_code[code] for code in ("AZ", "IR", "TM"))
    assert (azerbaijan.pairs, azerbaijan.weight, azerbaijan.worse) == (3, 6, 3)
    # 200 km more at 50 km/h, for one TEU, less a border of 20 h that is not crossed any more.
    assert (azerbaijan.hours_lost, azerbaijan.hours_saved) == (0, 16)
    # Half of each link between two countries counts for each of them.
    assert (azerbaijan.km_before, azerbaijan.km_after) == (300, 400)
    assert (iran.pairs, iran.passing_before, iran.passing_after) == (1, 3, 0)
    assert (turkmenistan.worse, turkmenistan.km_before, turkmenistan.km_after) == (2, 300, 0)


def test_links_gain_and_lose_traffic_by_weight() -> None:
    today = star().as_of()
    (one,) = indicators(today, today.apply(SHUT), PAIRS)
    assert [(each.key, each.before, each.after) for each in one.links] == [
        ("az-a-ir-m-rail", 6, 3), ("ir-m-tm-c-rail", 2, 0), ("az-a-ru-b-rail", 0, 1),
        ("ir-m-ru-b-rail", 1, 0)]
    assert {each.key for each in one.borders} == {each.key for each in one.links}


def test_a_set_is_of_one_question_and_one_criterion() -> None:
    queries = tuple(Query("ru-north", "ir-gulf", by, label=label, **RAIL)
                    for label in ("a", "b") for by in ("distance", "time"))
    effects = worked_out((Variant("open", "Gap closed", (OPEN,)),), queries)
    assert [(one.case, one.label, one.by, len(one)) for one in indicators(effects)] == [
        ("open", "a", "distance", 1), ("open", "a", "time", 1),
        ("open", "b", "distance", 1), ("open", "b", "time", 1)]


def worked_out(variants: Sequence[Variant], queries: Sequence[Query] = (TO_GULF,),
               weights: tuple[float, ...] = ()) -> Effects:
    return effects_of(Scenario("gap", "The gap is closed", tuple(variants), tuple(queries),
                               weights=weights, weight_unit="TEU" if weights else ""), gap())


def test_differences_within_the_range_are_said() -> None:
    found = indicators(worked_out((Variant("open", "Gap closed", (OPEN,)),), [
        Query(start, "ir-gulf", by, label="rail", **RAIL)
        for by in ("distance", "time") for start in ("ru-north", "az-astara")]))
    km, hours = found.sets
    assert (km.within_range, hours.within_range) == (0, 2)
    (said,) = indicators_messages(found)
    assert said.startswith("“Gap closed”: all 4 questions get better. Rail, 2 pairs, in the "
                           "median: the shortest route saves ")
    assert "(by time within the range of what differs)" in said


def test_a_dwell_that_is_halved_is_certain_although_its_hours_are_not() -> None:
    today = gap().as_of()
    query = Query("ru-north", "ir-gulf", "time", **RAIL)
    quick = today.apply([Change(("border:tm-ir-border",), "set", "dwell_h", factor=0.5)])
    made = co.compare(co.shortest_route(today, query), co.shortest_route(quick, query))
    assert made.spread("time") == (-24_000, -12_000, -6_000)
    assert made.certain("time")
    assert co.compare(made.base, made.base).spread("time") == (0, 0, 0)
    assert not co.compare(made.base, made.base).certain("time")


def test_weights_and_their_unit_are_told() -> None:
    queries = [Query("ru-north", "ir-gulf", **RAIL), Query("az-astara", "ir-gulf", **RAIL)]
    effects = worked_out((Variant("open", "Gap closed", (OPEN,)),), queries, (100, 50))
    found = indicators(effects)
    assert (found.unit, found.weighted) == ("TEU", True)
    (said,) = indicators_messages(found)
    assert "Through traffic moves to Azerbaijan (+100 TEU) and leaves Turkmenistan (−150 TEU) " \
        "and Russia (−50 TEU)" in said
    assert "Weights are in TEU." in indicators_finding(found).method


@pytest.mark.parametrize(("variant", "sentence"), [
    (Variant("none", "Nothing"), "“Nothing”: the question does not change."),
    (Variant("shut", "Shut", (Change(("border:tm-ir-border",), "close"),)),
     "“Shut”: the question is cut off. No route is left to or from North and Gulf (rail only). "
     "Through traffic leaves Turkmenistan (−1 pair)."),
    (Variant("open", "Open", (OPEN,)),
     "“Open”: the question gets better. Through traffic moves to Azerbaijan (+1 pair) and leaves "
     "Turkmenistan (−1 pair)."),
    (Variant("east", "Eastern branch", (), restriction=Restriction(avoid=("country:AZ",))),
     "“Eastern branch”: the question takes the same way, against “Today” with all routes to "
     "choose from.")])
def test_the_words_of_a_variant(variant: Variant, sentence: str) -> None:
    assert indicators_messages(indicators(worked_out((variant,)))) == (sentence,)


def test_where_half_the_pairs_stay_the_same_those_that_move_are_told() -> None:
    queries = [Query("ru-north", "ir-gulf", label="rail", **RAIL),
               Query("ru-north", "az-astara", label="rail", **RAIL),
               Query("tm-east", "ir-border", label="rail", **RAIL)]
    (said,) = indicators_messages(indicators(
        worked_out((Variant("open", "Open", (OPEN,)),), queries)))
    assert "of 3 questions, 1 gets better and 2 do not change. Rail, 3 pairs: the shortest " \
        "route where it changes (1 pair) saves 928 km (27 %)" in said


def test_json_has_null_where_there_is_nothing_to_compare() -> None:
    shut = Variant("shut", "Shut", (Change(("border:tm-ir-border",), "close"),))
    made = json.loads(json.dumps(indicators_json(indicators(worked_out((shut,))))))
    (one,) = made["sets"]
    assert one["pairs"]["newly_cut_off"] == 1
    assert one["change"]["distance_km"] is None
    assert one["isolated"] == ["ru-north", "ir-gulf"]
    assert made["weight_unit"] is None


def test_frames_have_a_row_for_each_set_country_link_and_place() -> None:
    today = star().as_of()
    frame = to_frames(indicators(today, today.apply(SHUT), PAIRS))
    assert frame["kind"].value_counts().to_dict() == {
        "set": 1, "country": 4, "link": 4, "border": 4, "isolated": 1}
    row = frame[frame["kind"] == "set"].iloc[0]
    assert (row["pairs_worse"], row["mean_delta_distance_km"]) == (1, 50)
    assert frame[frame["kind"] == "isolated"]["key"].tolist() == ["tm-c"]
    table = to_frames(effects_table(today, today.apply(SHUT), PAIRS))
    assert table["state"].tolist() == ["worse", "newly_cut_off", "same"]
    assert table["unit"].unique().tolist() == ["km"]
    assert table["delta"].fillna(-1).tolist() == [200, -1, 0]


def test_the_table_names_variants_and_sums_them_up() -> None:
    today = star().as_of()
    table = effects_table(today, {"shut": today.apply(SHUT), "same": today}, PAIRS)
    assert repr(table) == ("<EffectTable: 3 pairs in 2 variants; 4 same, 1 worse, "
                           "1 newly cut off>")
    change = table.change("shut", "distance")
    assert change is not None
    assert (change.mean, change.most) == (50, 200)
    assert table.change("shut", "time") is None
    assert [row.percent for row in table.rows("same")] == [0, 0, 0]
    assert table._repr_html_().count("<tr>") == 7
    with pytest.raises(co.InputError, match=r'there is no variant "shot".*shut, same'):
        table.rows("shot")
    with pytest.raises(co.InputError, match="no variant is given"):
        effects_table(today, {}, PAIRS)


def test_a_variant_that_adds_a_link_is_in_the_table_as_well() -> None:
    today = star().as_of()
    added = today.apply([Change(action="add", links=(rail("ru-b", "tm-c", 50),))])
    table = effects_table(today, {"same": today, "added": added}, PAIRS)
    assert [(row.before, row.after) for row in table.rows("added")] == [
        (300_000, 300_000), (400_000, 350_000), (100_000, 100_000)]


def test_what_no_indicators_can_be_of_is_refused() -> None:
    with pytest.raises(co.InputError, match="a str was given, where a scenario worked out"):
        indicators("gap")
    with pytest.raises(co.InputError, match="of the network on a day alone no indicators"):
        indicators(star().as_of())
    with pytest.raises(co.InputError, match="query 1 asks for more than one best route"):
        effects_table(star().as_of(), star().as_of(), Query("az-a", "ru-b", k=2))


def test_shapes_for_notebooks() -> None:
    found = indicators(worked_out((Variant("open", "Open", (OPEN,)),)))
    assert repr(found) == "<Indicators of 'The gap is closed': 1 sets, 1 pairs in all>"
    assert "<td>rail only</td>" in found._repr_html_()


@cache
def run() -> Effects:
    return effects_of(co.load_scenario("rasht-astara"), co.load())


def test_reports_tell_them_behind_the_answers(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    run_study("rasht-astara", folder)
    page = (folder / "report.html").read_text(encoding="utf-8")
    text = (folder / "report.md").read_text(encoding="utf-8")
    for told, head in ((page, '<h2 id="{}">{}</h2>'), (text, "## {1}")):
        order = [told.index(head.format(*chapter)) for chapter in (
            ("messages", "Key messages"), ("maps", "Maps"),
            ("headline", "The questions and their answers"),
            ("compared", "The cases side by side"), ("together", "All pairs together"),
            ("decides", "What decides"), ("gains", "Who gains"),
            ("critical", "What hurts when it closes"), ("sensitive", "How sure it is"),
            ("assumptions", "Assumptions"), ("disputed", "Where sources disagree"),
            ("method", "Method and limits"), ("annex", "Data annex"),
            ("repeat", "How to repeat this report"))]
        assert order == sorted(order)
        assert order[4] < told.index("all 18 questions get better") < order[5]
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["median_delta_distance_km"] for row in rows if row["kind"] == "set"][:1] == [
        "-1007.2"]
    made = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert made["indicators"]["sets"][0]["pairs"]["better"] == 3


def test_compare_tells_them_below_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "rasht-astara"]) == 0
    said = capsys.readouterr().out
    assert said == effects_text(run())
    assert "“Rasht–Astara open”: all 18 questions get better. Rail only, 3 pairs:" in said
    assert max(map(len, said.splitlines())) <= 100


def test_the_map_shows_where_traffic_moves() -> None:
    found = indicators(run())
    figure = traffic_map(found, load_basemap(), query=1)
    said = {text.get_text() for axes in figure.axes for text in axes.texts} | {
        text.get_text() for text in figure.texts}
    assert {"gains traffic", "loses traffic", "3 pairs"} <= said
    assert alt_text(found, query=1).startswith(
        "Map of the links whose traffic changes with Rasht–Astara open by the fastest route:")
    with pytest.raises(co.InputError, match="there is no set 6 of indicators"):
        traffic_map(found, load_basemap(), query=6)
    today = star().as_of()
    with pytest.raises(co.InputError, match="no link gains or loses traffic in this set"):
        traffic_map(indicators(today, today, PAIRS), load_basemap())
