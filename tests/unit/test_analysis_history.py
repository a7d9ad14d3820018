"""Histories on networks that one can check by hand, and what is told of them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from toys import REFERENCE, costs, node, rail, way

import corridors as co
from corridors.analysis.history import history
from corridors.analysis.series import series
from corridors.cli import main
from corridors.io.frames import to_frames
from corridors.maps.alt import alt_text
from corridors.maps.history_chart import history_chart
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Event
from corridors.model.scenario import Change
from corridors.model.season import Season
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent
from corridors.model.tables import Tables
from corridors.reports.history_text import history_finding, history_json, history_text

SHORT, LONG, NEW = "az-a-az-b-rail", "az-a-az-b-long", "az-a-az-b-new"
ASKED = Query("az-a", "az-b", modes={"rail"})


def lines() -> Network:
    """From a to b: 100 km until 1992, 300 km until 1995 and again from 2001, 80 km expected 2030.

    ::

        az-a ==== short 100 ==== az-b
         +------- long 300 -------+
         +....... new 80 .........+        a river of 90 km, which freezes from December to April
    """
    short = rail("az-a", "az-b", 100, history=(
        StatusEvent("1992-02", "closed", "operational", "war", "a-source", "high"),))
    long = rail("az-a", "az-b", 300, link_id=LONG, history=(
        StatusEvent("1995", "suspended", "operational", "flood", "b-source"),
        StatusEvent("2001-06-10", "operational", "", "flood", "b-source")))
    new = replace(rail("az-a", "az-b", 80, status="planned", link_id=NEW),
                  opens_expected="2030", source="c-source")
    river = replace(way("az-a", "az-b", 90, "inland_waterway"),
                    seasons=(Season("12-01", "04-01"),))
    return Network.build(Tables(
        [node("az-a", 48, 40), node("az-b", 49, 40)], [short, long, new, river],
        events=[Event("war", "1992-02", "", "The war", "closed the line", "status", (SHORT,)),
                Event("flood", "1995", "", "The flood", "washed the line away", "status",
                      (LONG,), "d-source")],
        title="Lines", reference_date=REFERENCE, costs=costs()))


def test_periods_begin_on_the_days_on_which_statuses_take_effect() -> None:
    (pair,) = history(lines(), ASKED)
    assert [(period.start, period.end, period.state,
             period.route and period.route.link_ids) for period in pair] == [
        (date(1990, 1, 1), date(1992, 2, 28), "route", (SHORT,)),
        (date(1992, 2, 29), date(1995, 12, 30), "route", (LONG,)),
        (date(1995, 12, 31), date(2001, 6, 9), "no route", None),
        (date(2001, 6, 10), date(2035, 12, 31), "route", (LONG,))]
    assert sum(period.days for period in pair) == 16_801
    assert pair.on(date(1995, 12, 31)) is pair.periods[2]


def test_causes_tell_the_link_the_event_and_its_sources() -> None:
    (pair,) = history(lines(), ASKED)
    (war,), (flood,), (over,) = (period.causes for period in pair.periods[1:])
    assert (war.link_id, war.lost, war.before, war.after, war.kind, war.since, war.source) == (
        SHORT, True, "operational", "closed", "event", "1992-02", "a-source")
    assert war.said() == "The war: closed the line"
    assert (flood.event_id, flood.source, flood.lost) == ("flood", "b-source;d-source", True)
    assert (over.event_id, over.lost, over.since) == ("flood", False, "2001-06-10")


def test_links_open_when_they_are_expected_to_if_that_is_asked_for() -> None:
    (pair,) = history(lines(), ASKED, assume_expected=True)
    last = pair.periods[-1]
    assert (last.start, last.route and last.route.link_ids) == (date(2030, 1, 1), (NEW,))
    (cause,) = last.causes
    assert (cause.kind, cause.since, cause.source) == ("expected", "2030", "c-source")
    assert cause.said() == "az-a-az-b-new: operational"


def test_a_river_freezes_only_where_seasons_are_asked_for() -> None:
    river = Query("az-a", "az-b", modes={"inland_waterway"})
    assert len(history(lines(), river).pairs[0]) == 1
    (pair,) = history(lines(), river, seasons=True, years=(2000, 2001))
    assert [(period.start, period.state) for period in pair] == [
        (date(2000, 1, 1), "no route"), (date(2000, 4, 1), "route"),
        (date(2000, 12, 1), "no route"), (date(2001, 4, 1), "route"),
        (date(2001, 12, 1), "no route")]
    assert [cause.kind for period in pair for cause in period.causes] == ["season"] * 4


def test_what_a_scenario_changes_holds_on_every_day_or_from_its_day_on() -> None:
    shut = lines().as_of().apply([Change((f"link:{SHORT}",), "close")])
    (pair,) = history(shut, ASKED)
    assert [period.route and period.route.link_ids for period in pair] == [(LONG,), None, (LONG,)]
    later = lines().as_of().apply([Change((f"link:{LONG}",), "close", starts=date(2010, 5, 5))])
    last = history(later, ASKED).pairs[0].periods[-1]
    assert (last.start, last.state, last.causes[0].kind) == (date(2010, 5, 5), "no route",
                                                             "scenario")


def test_figures_of_a_scenario_that_hold_for_a_time_make_periods_without_causes() -> None:
    slow = Change((f"link:{LONG}",), "set", "length_km", Spread(320, 320, 320),
                  starts=date(2010, 5, 5))
    found = history(lines().as_of().apply([slow]), ASKED)
    last = found.pairs[0].periods[-1]
    assert (last.start, last.causes, last.route and last.route.distance_km) == (
        date(2010, 5, 5), (), 320.0)
    assert "From 2010-05-05: 320 km (+20 km, +7 %). Figures that the scenario sets change." in \
        history_finding(found).messages


@pytest.mark.parametrize(("words", "message"), [
    ({"depart": "2026-11-01"}, "the question departs on 2026-11-01. Leave depart out"),
    ({"k": 2}, "a history tells one best route on each day"),
    ({"simplest_within": 5}, "a history tells one best route on each day"),
    ({"pareto": ["time"]}, "a history tells one best route on each day")])
def test_other_questions_are_refused(words: dict, message: str) -> None:
    with pytest.raises(co.InputError, match=message):
        history(lines(), Query("az-a", "az-b", **words))


def test_what_is_no_network_year_or_day_is_refused() -> None:
    with pytest.raises(co.InputError, match="a str was given, where the whole network"):
        history("lines", ASKED)
    for years in ((2000, 1999), (1700, 1999), (1999, 2300)):
        with pytest.raises(co.InputError, match=r"is no span of years\. Give the first and the"):
            history(lines(), ASKED, years=years)
    with pytest.raises(co.InputError, match="no day is given"):
        series(lines(), lambda there: there.on, [])
    with pytest.raises(co.InputError, match=r"2040-01-01 is not in the history\. It runs"):
        history(lines(), ASKED).pairs[0].on(date(2040, 1, 1))


def test_a_series_asks_on_given_days_or_where_something_changes() -> None:
    network = lines()
    found = series(network, lambda there: there.status_of(SHORT), ["1999-01-01", "1990-01-01"])
    assert [tuple(step) for step in found] == [
        (date(1990, 1, 1), date(1990, 1, 1), "operational"),
        (date(1999, 1, 1), date(1999, 1, 1), "closed")]
    steps = series(network, lambda there: there.status_of(LONG)).steps
    assert [(step.start.year, step.result) for step in steps] == [
        (1990, "operational"), (1995, "suspended"), (2001, "operational")]
    assert repr(found) == "<Series of 'Lines': 2 steps from 1990-01-01 to 1999-01-01>"
    assert "suspended" in series(network, lambda there: there.status_of(LONG))._repr_html_()
    assert to_frames(found)["result"].tolist() == ["operational", "closed"]


def test_it_is_told_in_words_what_changed_when_and_why() -> None:
    text = history_text(history(lines(), ASKED))
    assert text.splitlines()[0] == "A – B, rail only: the shortest route from 1990 to 2035"
    said = " ".join(text.split())
    for sentence in (
            "The best route changes 3 times; none is open on 1,988 days (5.4 years).",
            "From 1990-01-01: 100 km through Azerbaijan.",
            "From 1992-02-29: 300 km (+200 km, +200 %)",
            "Because of “The war: closed the line” (1992-02; 1 link lost).",
            "From 1995-12-31: no route is open. Because of “The flood: washed the line away” "
            "(1995; 1 link lost).",
            "Because of the end of “The flood: washed the line away” (2001-06-10; 1 link opened).",
            "Sources: 1992-02-29: a-source; 1995-12-31: b-source, d-source;",
            "after 2026-11-01 the network stays as it is known to be"):
        assert sentence in said
    expected = " ".join(history_text(history(lines(), ASKED, assume_expected=True)).split())
    assert "the opening of A–B (rail, 80 km) that is expected in 2030." in expected
    assert "Links open when they are expected to" in expected


def test_several_pairs_are_told_briefly() -> None:
    river = Query("az-a", "az-b", "time", modes={"inland_waterway"})
    gone = Query("az-a", "az-b", modes={"sea"})
    found = history(lines(), [ASKED, river, gone])
    finding = history_finding(found)
    assert finding.title == "How the best routes of 3 pairs changed from 1990 to 2035"
    assert [message.partition(". ")[2].partition(";")[0] for message in finding.messages] == [
        "The best route changes 3 times", "The best route stays the same",
        "No route is open on any day."]
    assert len(finding.tables) == 6
    assert repr(found) == "<History of 3 pairs from 1990-01-01 to 2035-12-31: 6 periods>"
    assert found._repr_html_().count("<table>") == 3


def test_many_changes_are_in_the_table() -> None:
    river = Query("az-a", "az-b", modes={"inland_waterway"})
    finding = history_finding(history(lines(), river, seasons=True, years=(2000, 2009)))
    assert finding.messages[-1] == "8 more changes in the table."
    assert "the season: A–B (inland waterway, 90 km) opens again" in finding.messages[2]
    assert len(finding.tables[0].rows) == 21


def test_json_and_frames_hold_every_period() -> None:
    found = history(lines(), ASKED)
    (pair,) = json.loads(json.dumps(history_json(found)))["pairs"]
    assert [period["state"] for period in pair["periods"]] == ["route", "route", "no_route",
                                                               "route"]
    assert pair["periods"][2]["route"] is None
    assert pair["periods"][1]["causes"][0]["sources"] == ["a-source"]
    frame = to_frames(found)
    assert frame["distance_km"].fillna(-1).tolist() == [100, 300, -1, 300]
    assert frame["links_lost"].tolist() == ["", SHORT, LONG, ""]
    assert frame["links_opened"].tolist() == ["", "", "", LONG]
    assert repr(found) == ("<History: A - B by distance: 4 periods from 1990-01-01 to "
                           "2035-12-31, 1,988 days without a route>")


def test_the_chart_has_steps_gaps_and_numbers() -> None:
    found = history(lines(), ASKED)
    figure = history_chart(found)
    (axes,) = figure.axes
    assert [text.get_text() for text in axes.texts] == ["as known on 2026-11-01", "1", "2", "3"]
    assert len(axes.patches) == 1  # one stretch without a route
    small = " ".join(text.get_text() for text in figure.texts)
    assert "1: The war (1992-02). 2: The flood (1995). 3: The flood (2001-06-10)." in small
    assert alt_text(found) == ("Chart of A to B by the shortest route from 1990 to 2035: "
                               "3 changes, 1,988 days without a route.")
    with pytest.raises(co.InputError, match="5 histories are too many for one chart"):
        history_chart(history(lines(), [ASKED] * 5))


def test_baku_nakhchivan_by_rail_as_it_was() -> None:
    """Through Meghri until 1992, through Ijevan and Yeraskh to the end of 1992, then no more."""
    (pair,) = history(co.load(), Query("Baku", "Nakhchivan", modes={"rail"}), years=(1990, 1996))
    assert [(f"{period.start}", period.route and round(period.route.distance_km))
            for period in pair] == [("1990-01-01", 549), ("1992-02-29", 1055),
                                    ("1992-12-31", None), ("1996-05-13", 6568)]


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["history", *words]) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


WAY = ("Qazvin", "Rasht", "--modes", "rail")


def test_the_command_prints_text_json_and_a_table(capsys: pytest.CaptureFixture[str],
                                                  tmp_path: Path) -> None:
    text = run(capsys, *WAY, "--from-year", "2010")
    assert text.startswith("Qazvin – Rasht, rail only: the shortest route from 2010 to 2035\n")
    assert max(map(len, text.splitlines())) <= 100
    made = json.loads(run(capsys, *WAY, "--json", "--to-year", "2020", "--seasons"))
    assert (made["from"], made["to"], made["seasons"]) == ("1990-01-01", "2020-12-31", True)
    path = tmp_path / "history.csv"
    run(capsys, *WAY, "--csv", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == ["no route", "route"]
    assert rows[1]["links_opened"] == "ir-qazvin-ir-rasht-rail"


def test_the_command_takes_a_scenario_and_refuses_one_day(capsys: pytest.CaptureFixture[str]
                                                         ) -> None:
    said = run(capsys, "Qazvin", "Astara, IR", "--modes", "rail", "--scenario", "rasht-astara")
    assert "The changes of rasht-astara/open hold on every day" in " ".join(said.split())
    assert "--on is one day" in run(capsys, *WAY, "--on", "2020-01-01", code=2)
    assert "Leave --depart out" in run(capsys, *WAY, "--depart", "2020-01-01", code=2)
    assert "2030 to 2020 is no span" in run(capsys, *WAY, "--from-year", "2030", "--to-year",
                                            "2020", code=2)


def test_changes_with_days_of_their_own_are_not_said_to_hold_on_every_day() -> None:
    shut = co.Change(("link:ir-qazvin-ir-rasht-rail",), "close", starts=date(2025, 1, 1))
    today = replace(co.load().as_of().apply([shut]), scenario="shut")
    found = co.history(today, co.Query("Qazvin", "Rasht", modes={"rail"}))
    assert found.pairs[0].periods[-1].start == date(2025, 1, 1)
    said = " ".join(history_text(found).split())
    assert "The changes of shut hold on every day, those with days of their own on these." in said


@pytest.mark.parametrize("years", [(1990,), ("1990", "2000"), (1990.5, 2000), (1990, 2000, 2010)])
def test_years_are_two_whole_numbers(years: tuple[int, int]) -> None:
    with pytest.raises(co.InputError, match=r"is no span of years\. Give the first and the last"):
        co.history(co.load(), co.Query("Qazvin", "Rasht"), years=years)


def test_a_day_can_be_text_and_one_day_is_a_series() -> None:
    found = co.history(co.load(), co.Query("Qazvin", "Rasht", modes={"rail"}))
    assert found.pairs[0].on("2020-01-01") is found.pairs[0].periods[-1]
    for day in ("2020-01-01", date(2020, 1, 1)):
        one, = co.series(co.load(), lambda today: today.on, day)
        assert one.result == date(2020, 1, 1)
