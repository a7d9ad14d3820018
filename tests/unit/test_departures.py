"""A day of departure: what is closed when it is reached is waited for or gone round."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from matplotlib.text import Text
from toys import flat, gap, node, small, way

from corridors.analysis.effects import effects_of
from corridors.cli import main
from corridors.errors import QueryError, ScenarioError
from corridors.io.frames import to_frames
from corridors.io.geojson import answer_geojson
from corridors.io.scenario_files import load_scenario
from corridors.maps.route_map import routes_of
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Terminal
from corridors.model.route import Answer
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.season import Season
from corridors.model.status import StatusEvent
from corridors.reports.answer_text import answer_text
from corridors.reports.as_json import answer_json
from corridors.reports.html import effects_html
from corridors.reports.markdown import effects_markdown
from corridors.reports.stages import parts_of_time, stages_of
from corridors.routing.engines import ENGINES
from corridors.routing.gates import DAY, gates_of
from corridors.routing.solve import shortest_route
from corridors.study import draw

RIVER, ROAD = "ru-a-ru-b-inland_waterway", "ru-a-ru-b-road"
WINTER = (Season("12-02", "04-01"),)


def river(*, road: bool = True, **changes: object) -> Network:
    """A river of a day that closes in winter, and a road of 50 hours beside it."""
    link = replace(way("ru-a", "ru-b", 240, "inland_waterway"), seasons=WINTER)
    links = [replace(link, **changes), way("ru-a", "ru-b", 1500)]  # type: ignore[arg-type]
    return small([node("ru-a", 44, 48), node("ru-b", 46, 48)], links[:1 + road])


def leave(network: Network, day: str | None, by: str = "time", **words: Any) -> Answer:
    value = words.pop("value_of_time", None)
    return shortest_route(network.as_of(), Query("ru-a", "ru-b", by, depart=day,
                                                 value_of_time=value, **words))


def said(answer: Answer) -> str:
    return " ".join(answer_text(answer).split())


def test_goods_wait_where_there_is_no_way_round() -> None:
    answer = leave(river(road=False), "2026-12-20")
    assert answer.best is not None
    wait, move = answer.best.legs
    assert (wait.kind, wait.from_id, wait.to_id, wait.link_id) == ("wait", "ru-a", "ru-a", RIVER)
    assert (wait.status, wait.until, wait.time_h) == ("suspended", date(2027, 4, 1), 102 * 24)
    assert (move.kind, move.status) == ("move", "operational")
    assert answer.best.count("wait") == 1
    assert (answer.best.link_ids, answer.best.modes) == ((RIVER,), ("inland_waterway",))
    assert answer.best.time_h == wait.time_h + move.time_h == 103 * 24
    assert answer.journey is not None
    assert (answer.on, answer.journey.arrives) == (date(2026, 12, 20), date(2027, 4, 2))
    assert "It leaves on 2026-12-20 and arrives on 2027-04-02. It waits 102.0 days at A for " \
           "A–B (inland waterway, 240 km), which opens on 2027-04-01. No way round it stays " \
           "open." in said(answer)
    assert "wait: A (Russia) (for A–B (inland waterway, 240 km), suspended; opens on " \
           "2027-04-01)" in said(answer)


def test_by_time_goods_go_round_and_say_what_waiting_would_take() -> None:
    answer = leave(river(), "2026-12-20")
    assert answer.best is not None
    assert (answer.best.link_ids, answer.best.count("wait")) == ((ROAD,), 0)
    assert "It goes round what is closed. The way that is fastest while nothing is closed comes " \
           "to A–B (inland waterway, 240 km) on 2026-12-20, when it is suspended; it opens on " \
           "2027-04-01. With the wait it would take 103.0 days, 240 km and USD 36/TEU, and " \
           "arrive on 2027-04-02." in said(answer)


@pytest.mark.parametrize(("day", "links"), [
    ("2027-03-31", (RIVER,)), ("2027-03-30", (ROAD,)),
])
def test_a_short_wait_is_better_than_a_long_way(day: str, links: tuple[str, ...]) -> None:
    # The road takes 50 hours, the river 24 from the day it opens on.
    best = leave(river(), day).best
    assert best is not None
    assert best.link_ids == links


def test_what_going_round_would_take_is_told() -> None:
    answer = leave(river(), "2027-03-31")
    assert "It waits 24 h at A for A–B (inland waterway, 240 km), which opens on 2027-04-01. " \
           "Going round what is closed would take 2.1 days, 1,500 km and USD 750/TEU." \
        in said(answer)


def test_who_is_on_a_link_when_it_closes_goes_on() -> None:
    last, late = leave(river(), "2026-12-01").best, leave(river(), "2026-12-02").best
    assert last is not None
    assert late is not None
    assert (last.link_ids, late.link_ids) == ((RIVER,), (ROAD,))


@pytest.mark.parametrize("by", ["distance", "cost", "co2"])
def test_where_waiting_takes_nothing_goods_wait_no_month(by: str) -> None:
    # 30 days after the road, the last arrival that counts, is 32 days after the departure.
    soon, late = leave(river(), "2027-03-02", by), leave(river(), "2027-02-26", by)
    assert soon.best is not None
    assert late.best is not None
    assert (soon.best.link_ids, soon.best.count("wait")) == ((RIVER,), 1)
    assert late.best.link_ids == (ROAD,)
    assert "and arrive on 2027-04-02, later than 2027-03-30, the last day that counts here" \
        in said(late)
    longer = leave(river(), "2027-02-26", by, max_days=40).best
    assert longer is not None
    assert longer.link_ids == (RIVER,)


def test_without_a_way_round_the_soonest_arrival_counts() -> None:
    """Of two rivers the cheap one opens in summer: too late to wait for it."""
    dear = replace(way("ru-a", "ru-b", 300, "inland_waterway", link_id="dear"), seasons=WINTER)
    cheap = replace(way("ru-a", "ru-b", 240, "inland_waterway", link_id="cheap"),
                    seasons=(Season("12-02", "06-01"),))
    network = small([node("ru-a", 44, 48), node("ru-b", 46, 48)], [dear, cheap])
    best = leave(network, "2027-01-15", "cost").best
    assert best is not None
    assert best.link_ids == ("dear",)
    both = leave(network, "2027-01-15", "cost", max_days=200).best
    assert both is not None
    assert both.link_ids == ("cheap",)


def test_a_value_of_time_says_how_long_a_wait_is_worth() -> None:
    # The river saves 714 USD, and takes 101 days of 2 or 20 USD more.
    low = leave(river(), "2026-12-20", "generalised", value_of_time=2).best
    high = leave(river(), "2026-12-20", "generalised", value_of_time=20).best
    assert low is not None
    assert high is not None
    assert (low.link_ids, high.link_ids) == ((RIVER,), (ROAD,))
    wait = low.legs[0]
    assert wait.amounts.generalised.value == 102 * 2 * 100
    assert low.total("generalised").value == sum(leg.amounts.generalised.value
                                                 for leg in low.legs)


def test_too_late_is_told_with_the_day_it_opens() -> None:
    answer = leave(river(road=False), "2026-12-20", max_days=20)
    assert (answer.best, answer.blocked_by) == (None, ())
    assert answer.reason == (
        "The best way comes to ru-a-ru-b-inland_waterway at A on 2026-12-20, when it is "
        "suspended, and it opens on 2027-04-01. The soonest arrival is on 2027-04-02, with "
        "max_days = 103.")
    assert "it opens on 2027-04-01. The soonest arrival is on 2027-04-02, 103 days after the " \
           "departure." in said(answer)
    assert answer_json(answer)["journey"]["soonest_arrival"] == "2027-04-02"
    assert leave(river(road=False), "2026-12-20", max_days=103).reachable


def test_a_closure_of_the_record_counts_on_the_day_it_is_reached() -> None:
    """Two days by road, then a link that is closed on the third day."""
    shut = (StatusEvent("2026-11-03", "closed", before="operational"),)
    first = way("ru-a", "ru-c", 1500)
    last = replace(way("ru-c", "ru-b", 300), history=shut)
    network = small([node("ru-a", 44, 48), node("ru-c", 45, 48), node("ru-b", 46, 48)],
                    [first, last])
    assert leave(network, None).reachable
    answer = leave(network, "2026-11-01")
    assert not answer.reachable
    assert "when it is closed; it does not open within a year of the departure. No way arrives " \
           "within 366 days of the departure." in said(answer)
    assert "it does not open within 366 days of the departure" in answer.reason
    reopened = replace(last, history=(*shut, StatusEvent("2026-11-20", "operational")))
    best = leave(small(network.nodes.records, [first, reopened]), "2026-11-01").best
    assert best is not None
    assert [leg.until for leg in best.legs if leg.kind == "wait"] == [date(2026, 11, 20)]


def test_an_expected_opening_counts_only_where_it_is_assumed() -> None:
    network = river(road=False, status="under_construction", opens_expected="2027-05", seasons=())
    query = Query("ru-a", "ru-b", depart="2027-04-20")
    silent = shortest_route(network.as_of(), query)
    assert [block.link_ids for block in silent.blocked_by] == [(RIVER,)]
    answer = shortest_route(network.as_of(assume_expected=True), query)
    assert answer.best is not None
    assert answer.best.legs[0].until == date(2027, 5, 1)
    assert answer.stamp.applied == (f"assume {RIVER} open, expected 2027-05",)
    assert answer.snapshot.assumed == (RIVER,)
    assert "assumed to open as expected: A–B" in said(answer)


def test_what_opens_by_itself_in_time_blocks_nothing() -> None:
    """A river in winter, and a railway that is only planned: the railway alone is missing."""
    nodes = [node("ru-a", 44, 48), node("ru-b", 46, 48), node("ru-c", 47, 48)]
    links = [*river(road=False).links.records,
             way("ru-b", "ru-c", 100, "inland_waterway", "planned")]
    answer = shortest_route(small(nodes, links).as_of(),
                            Query("ru-a", "ru-c", depart="2026-12-20"))
    assert [block.link_ids for block in answer.blocked_by] == [("ru-b-ru-c-inland_waterway",)]


def test_a_restricted_season_is_passed_and_told() -> None:
    ice = (Season("12-02", "04-01", "restricted"),)
    answer = leave(river(seasons=ice), "2026-12-20")
    assert answer.best is not None
    assert [(leg.kind, leg.status) for leg in answer.best.legs] == [("move", "restricted")]
    assert "restricted: A–B (inland waterway, 240 km), for the season to 2027-04-01" \
        in said(answer)
    before = leave(river(seasons=ice), "2026-11-20").best
    assert before is not None
    assert before.legs[0].status == "operational"


def test_the_season_of_a_stage_is_that_of_the_day_it_is_reached() -> None:
    first = way("ru-a", "ru-c", 1500)
    last = replace(way("ru-c", "ru-b", 300), seasons=(Season("11-03", "11-20", "restricted"),))
    network = small([node("ru-a", 44, 48), node("ru-c", 45, 48), node("ru-b", 46, 48)],
                    [first, last])
    answer = leave(network, "2026-11-01")
    assert answer.best is not None
    assert [leg.status for leg in answer.best.legs] == ["operational", "restricted"]
    assert "restricted: C–B (road, 300 km), for the season to 2026-11-20" in said(answer)


def test_what_a_scenario_says_holds_on_every_day() -> None:
    query = Query("ru-a", "ru-b", "time", depart="2026-12-20")
    summer = river(road=False).as_of("2026-07-01")
    kept = summer.apply([Change((f"link:{RIVER}",), "open")])
    answer = shortest_route(kept, query)
    assert answer.best is not None
    assert (answer.best.count("wait"), answer.best.legs[0].status) == (0, "operational")
    shut = shortest_route(summer.apply([Change((f"link:{RIVER}",), "close")]), query)
    assert [block.link_ids for block in shut.blocked_by] == [(RIVER,)]
    slow = summer.apply([Change((f"link:{RIVER}",), "set", "speed_kmh", value=flat(5))])
    waits = shortest_route(slow, query).best
    assert waits is not None
    assert [leg.time_h for leg in waits.legs] == [102 * 24, 48]


def test_a_snapshot_can_be_taken_on_another_day() -> None:
    autumn = river().as_of("2026-11-01")
    winter = autumn.on_day("2026-12-20")
    assert (winter.on, winter.status_of(RIVER)) == (date(2026, 12, 20), "suspended")
    assert winter is autumn.on_day(date(2026, 12, 20))
    assert autumn.on_day("2026-11-01") is autumn
    changed = autumn.apply([Change((f"link:{ROAD}",), "close")]).on_day("2026-12-20")
    assert (changed.status_of(RIVER), changed.status_of(ROAD)) == ("suspended", "closed")
    assert changed.applied == (f"close link:{ROAD}",)
    with pytest.raises(QueryError, match='"soon" is not a day'):
        autumn.on_day("soon")


def test_what_is_assumed_goes_with_the_day() -> None:
    missing, road = "ir-astara-ir-rasht-rail", "ir-astara-ir-rasht-road"
    later = gap().as_of("2030-01-01", assume_expected=True)
    changed = later.apply([Change((f"link:{road}",), "close")])
    before = changed.on_day("2028-01-01")
    assert (before.status_of(missing), before.status_of(road)) == ("planned", "closed")
    assert (before.assumed, before.changed) == ((), {road})
    assert before.applied == (f"close link:{road}",)
    again = before.on_day("2031-01-01")
    assert (again.assumed, again.changed) == ((missing,), {missing, road})
    assert again.applied == (f"assume {missing} open, expected 2029", f"close link:{road}")
    opened = later.apply([Change((f"link:{missing}",), "set", "status", status="restricted")])
    assert opened.on_day("2028-01-01").status_of(missing) == "restricted"


def test_where_nothing_is_closed_only_the_journey_is_new() -> None:
    plain = answer_json(leave(river(), None, "cost"))
    leaving = answer_json(leave(river(), "2026-11-01", "cost"))
    journey = leaving.pop("journey")
    assert (plain.pop("depart"), leaving.pop("depart")) == (None, "2026-11-01")
    assert leaving == plain
    assert journey == {
        "depart": "2026-11-01", "arrive": "2026-11-02", "waits": 0, "waiting_h": 0.0,
        "latest_arrival": None, "soonest_arrival": None, "closed_on_the_way": [],
        "with_waits": None, "way_round": None}


def test_json_and_gis_know_a_wait() -> None:
    answer = leave(river(), "2027-03-31")
    told = answer_json(answer)
    wait = told["routes"][0]["legs"][0]
    assert (wait["kind"], wait["link"], wait["until"]) == ("wait", RIVER, "2027-04-01")
    assert "until" not in told["routes"][0]["legs"][1]
    assert told["journey"]["closed_on_the_way"] == [
        {"link": RIVER, "node": "ru-a", "reached": "2027-03-31", "status": "suspended",
         "opens": "2027-04-01"}]
    assert told["journey"]["way_round"]["links"] == [ROAD]
    assert told["journey"]["with_waits"]["time_h"] == told["routes"][0]["time_h"] == 48.0
    assert (told["journey"]["waits"], told["journey"]["waiting_h"]) == (1, 24.0)
    first = json.loads(answer_geojson(answer))["features"][0]
    assert (first["geometry"]["type"], first["properties"]["until"]) == ("Point", "2027-04-01")
    assert list(to_frames(answer)["kind"]) == ["wait", "move"]


def test_a_range_knows_that_quick_goods_wait_longer() -> None:
    """The road before the river takes 50 hours, or 27 to 120: the river opens on one day."""
    network = small([node("ru-x", 43, 48), node("ru-a", 44, 48), node("ru-b", 46, 48)],
                    [way("ru-x", "ru-a", 1500), *river(road=False).links.records],
                    terminals=[Terminal("ru-a", ("road", "inland_waterway"))])
    answer = shortest_route(network.as_of(), Query("ru-x", "ru-b", "time", depart="2027-03-25",
                                                   terminal_to_terminal=True))
    assert answer.best is not None
    wait = next(leg for leg in answer.best.legs if leg.kind == "wait")
    before = answer.best.legs[:answer.best.legs.index(wait)]
    for end in ("low", "value"):
        reached = sum(getattr(leg.amounts.time, end) for leg in before)
        assert reached + getattr(wait.amounts.time, end) == 7 * DAY
    total = answer.best.total("time")
    assert total.low < total.value < total.high
    stage = next(stage for stage in stages_of(answer, answer.best) if stage.kind == "wait")
    low, high = stage.hours_range.split("–")
    assert float(low) < float(high)
    assert [part[0] for part in parts_of_time(answer.best, waits=True)][-1] == \
        "waits for what is closed"


def test_via_and_avoid_go_with_a_departure() -> None:
    network = small([node("ru-a", 44, 48), node("ru-b", 46, 48), node("ru-c", 45, 49)],
                    [*river().links.records, way("ru-a", "ru-c", 900), way("ru-c", "ru-b", 900)])
    by_c = leave(network, "2026-12-20", via=["ru-c"]).best
    assert by_c is not None
    assert by_c.node_ids == ("ru-a", "ru-c", "ru-b")
    waits = leave(network, "2026-12-20", avoid=["node:ru-c", f"link:{ROAD}"]).best
    assert waits is not None
    assert waits.count("wait") == 1
    back = shortest_route(network.as_of(), Query("ru-a", "ru-a", depart="2026-12-20")).best
    assert back is not None
    assert back.legs == ()


def test_limits_go_with_a_departure() -> None:
    assert leave(river(), "2026-12-20").best.link_ids == (ROAD,)  # type: ignore[union-attr]
    answer = leave(river(), "2026-12-20", max_road_km=100, max_borders=0)
    assert answer.best is not None
    assert (answer.best.link_ids, answer.best.count("wait")) == ((RIVER,), 1)
    assert "No way round it stays open." in said(answer)
    none = leave(river(status="planned"), "2026-12-20", max_road_km=100)
    opened = [block.link_ids for block in none.blocked_by if block.opens_alone]
    assert opened == [(RIVER,)]
    assert "at most 100 km by road" in none.reason


@pytest.mark.parametrize("engine_name", ENGINES)
def test_every_engine_waits_alike(engine_name: str) -> None:
    asked = Query("ru-a", "ru-b", "cost", depart="2027-03-20")
    answer = shortest_route(river().as_of(), asked, engine_name=engine_name)
    assert answer.best is not None
    assert (answer.best.link_ids, answer.best.count("wait")) == ((RIVER,), 1)


@pytest.mark.parametrize(("words", "sentence"), [
    ({"depart": "2026-12-20", "k": 2}, "k does not go with a day of departure"),
    ({"depart": "2026-12-20", "different": 2}, "different does not go with a day of departure"),
    ({"depart": "2026-12-20", "pareto": ["time"]}, "pareto does not go with a day"),
    ({"depart": "2026-12-20", "simplest_within": 3}, "simplest_within does not go with a day"),
    ({"depart": "2026-12-20", "max_days": 0},
     "0 is no usable max_days. Give days, more than 0 and at most 366."),
    ({"depart": "2026-12-20", "max_days": float("nan")}, "nan is no usable max_days"),
    ({"depart": "2026-12-20", "max_days": 400}, "400 is no usable max_days"),
    ({"max_days": 10}, "max_days counts only with a day of departure"),
    ({"depart": "soon"}, '"soon" is not a day'),
])
def test_what_does_not_go_with_a_departure_is_refused(words: dict[str, Any], sentence: str
                                                      ) -> None:
    with pytest.raises(QueryError, match=sentence):
        Query("ru-a", "ru-b", **words)


def test_gates_close_and_open_at_the_beginning_of_a_day() -> None:
    snapshot = river().as_of("2026-11-25")
    gates, link = gates_of(snapshot), snapshot.network.links.index[RIVER]
    assert gates is gates_of(snapshot)
    assert gates.enter(link, 7 * DAY - 1) == 7 * DAY - 1
    assert gates.enter(link, 7 * DAY) == (date(2027, 4, 1) - date(2026, 11, 25)).days * DAY
    assert [gates.status(link, at) for at in (0, 7 * DAY)] == ["operational", "suspended"]
    assert (gates.ever(link), gates.always(link), gates.changes(link)) == (True, False, True)


SCENARIO = """\
title = "Winter"
on = 2026-11-01
[[query]]
origin = "ru-a"
destination = "ru-b"
by = ["time", "cost"]
depart = 2027-03-20
max_days = 40
[[variant]]
name = "no-road"
[[variant.change]]
select = "link:ru-a-ru-b-road"
action = "close"
"""


def read(folder: Path, text: str = SCENARIO) -> Scenario:
    (folder / "winter.toml").write_text(text)
    return load_scenario(folder / "winter.toml")


def test_a_scenario_asks_with_a_departure(tmp_path: Path) -> None:
    question = read(tmp_path)
    assert (question.queries[0].departs, question.queries[0].max_days) == (date(2027, 3, 20), 40)
    effects = effects_of(question, river())
    assert effects.base.snapshot.on == date(2026, 11, 1)
    base, shut = effects.base.answers[0], effects.variants[0].answers[0]
    assert (base.on, shut.on) == (date(2027, 3, 20), date(2027, 3, 20))
    assert base.best is not None
    assert shut.best is not None
    assert (base.best.link_ids, shut.best.link_ids) == ((ROAD,), (RIVER,))
    assert shut.best.count("wait") == 1
    page, text = effects_html(effects, []), effects_markdown(effects, [])
    assert "Waits for what is closed</th>" in page
    assert "It waits 12.0 days at A" in text


def test_a_variant_with_a_date_of_its_own_has_no_departure(tmp_path: Path) -> None:
    question = read(tmp_path, SCENARIO.replace('"no-road"\n', '"no-road"\non = 2027-01-01\n'))
    with pytest.raises(ScenarioError, match='the variant "no-road" has a date of its own, '
                                            "2027-01-01, and the query departs on 2027-03-20"):
        effects_of(question, river())


def test_a_map_draws_what_is_open_when_it_is_entered() -> None:
    answer = leave(river(), "2027-03-31")
    (drawn,) = routes_of([answer])
    assert (drawn.today[RIVER], drawn.when_entered[RIVER]) == ("suspended", "operational")
    assert "1 wait" in drawn.figures
    (plain,) = routes_of([leave(river(), None)])
    assert plain.when_entered is plain.today
    figure = draw(leave(river(), "2027-03-31", modes=["inland_waterway"]))
    words = [text.get_text() for text in figure.findobj(Text)]
    assert "By inland waterway, departing on 31 March 2027" in words


def out(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["route", *words]) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


VOLGA = ("Rostov-on-Don", "ru-astrakhan-port", "--by", "time", "--modes", "inland_waterway",
         "--terminal-to-terminal")


def test_the_volga_don_canal_in_winter(capsys: pytest.CaptureFixture[str]) -> None:
    november = json.loads(out(capsys, *VOLGA, "--depart", "2026-11-25", "--json"))
    assert (november["journey"]["arrive"], november["journey"]["waits"]) == ("2026-11-29", 0)
    december = " ".join(out(capsys, *VOLGA, "--depart", "2026-12-20").split())
    assert "It waits 102.0 days at Rostov-on-Don" in december
    assert "No way round it stays open." in december
    late = " ".join(out(capsys, *VOLGA, "--depart", "2026-12-20", "--max-days", "20").split())
    assert "No route: The way that is fastest while nothing is closed" in late


@pytest.mark.parametrize(("words", "sentence"), [
    (("--on", "2026-11-01", "--depart", "2026-12-20"),
     "--on 2026-11-01 and --depart 2026-12-20 are two days"),
    (("--depart", "2026-12-20", "-k", "3"), "-k does not go with a day of departure"),
    (("--max-days", "3"), "--max-days counts only with a day of departure"),
])
def test_the_command_line_refuses_two_days(words: tuple[str, ...], sentence: str,
                                           capsys: pytest.CaptureFixture[str]) -> None:
    assert sentence in out(capsys, *VOLGA, *words, code=2)


def test_a_variant_of_a_day_has_no_departure_on_the_command_line(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "later.toml"
    path.write_text('title = "Later"\n[[query]]\norigin = "Baku"\ndestination = "Tbilisi"\n'
                    '[[variant]]\nname = "later"\non = 2030-01-01\n')
    assert "Leave --depart out." in out(capsys, *VOLGA, "--scenario", str(path), "--depart",
                                        "2026-12-20", code=2)


def test_variants_share_a_departure() -> None:
    """The same question to a base and to a variant is asked on one day."""
    shut = Variant("shut", changes=(Change((f"link:{ROAD}",), "close"),))
    question = Scenario("winter", "Winter", (shut,),
                        (Query("ru-a", "ru-b", "time", depart="2026-12-20"),))
    effects = effects_of(question, river())
    (compared,) = (comparison for _, comparison in effects)
    assert compared.delta("time") == pytest.approx(103 * 24 - 50)
