"""What every report says of itself: what decides, who gains, what hurts, and how sure it is."""

from __future__ import annotations

from math import inf

import pytest
from toys import gap

from corridors.analysis import case_losses as module
from corridors.analysis.case_losses import case_losses
from corridors.analysis.difference_parts import bounded, difference_parts, sign_of
from corridors.analysis.effects import Effects, effects_of
from corridors.analysis.indicators import indicators
from corridors.io.data_folder import load
from corridors.io.frames import EFFECT_COLUMNS
from corridors.io.indicator_rows import INDICATOR_COLUMNS
from corridors.io.scenario_files import load_scenario
from corridors.model.leg import UNITS, Amount
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.scenario import Change, Scenario, Variant
from corridors.reports.annex import columns_said
from corridors.reports.case_losses_text import case_losses_finding
from corridors.reports.chapters import CHAPTERS
from corridors.reports.compared import MOST, compared_of, left_out_said
from corridors.reports.decides_text import decides_finding, sure_finding
from corridors.reports.gains_words import gains_finding
from corridors.reports.outline import outline_of
from corridors.reports.questions import questions_of
from corridors.routing.solve import shortest_route

OPEN = Change(("link:ir-astara-ir-rasht-rail",), "open")
SHUT = Change(("border:*",), "close")
SLOW = Change(("border:az-ir-astara",), "set", "dwell_h", factor=0.5)
BY_TIME = (Query("ru-north", "ir-gulf", "time", modes={"rail"}, label="rail only"),)


def worked_out(*variants: Variant, queries: tuple[Query, ...] = BY_TIME) -> Effects:
    return effects_of(Scenario("gap", "The gap is closed", variants, queries), gap())


@pytest.mark.parametrize("name", ["rasht-astara", "closures", "open-borders"])
def test_parts_of_a_difference_add_up_to_it(name: str) -> None:
    effects = effects_of(load_scenario(name), load())
    found = difference_parts(effects)
    assert found
    for one in found:
        assert sum(part.amount.value for part in one.parts) == one.amount.value
        assert one.amount.value / UNITS[one.by] == pytest.approx(one.comparison.delta(one.by))
        assert one.amount.low <= one.bound.low <= one.bound.high <= one.amount.high
        for part in one.parts:
            alone = one.alone(part)
            assert one.bound.low <= alone.low <= one.amount.value <= alone.high <= one.bound.high
            assert one.undone_by(part) <= (not one.certain)


def test_what_only_opens_makes_nothing_worse_and_what_only_closes_nothing_better() -> None:
    limit = Restriction(avoid=("country:TM",))
    signs = {sign_of(variant): variant.name for variant in (
        Variant("open", "", (OPEN,)), Variant("shut", "", (SHUT,)), Variant("mixed", "", (
            OPEN, SHUT)))}
    assert signs == {-1: "open", 1: "shut", 0: "mixed"}
    assert sign_of(None) == sign_of(Variant("slow", "", (SLOW,))) == 0
    assert sign_of(Variant("limit", "", (SHUT,), restriction=limit)) == 1
    assert sign_of(Variant("both", "", (OPEN,), restriction=limit)) == 0
    amount = Amount(-5, 2, 9)
    assert [bounded(amount, sign) for sign in (-1, 0, 1)] == [
        Amount(-5, 2, 0), amount, Amount(0, 2, 9)]


def test_it_is_said_what_decides_and_whether_a_range_undoes_it() -> None:
    effects = worked_out(Variant("open", "Open", (OPEN,)), Variant("twin", "Twin", (OPEN,)))
    decides, sure = decides_finding(effects), sure_finding(effects)
    assert decides.messages == (
        "“Open” and “Twin”: North – Gulf, rail only, the fastest route: −15 h, made up of "
        "moving by rail −19 h and borders +4.0 h.",)
    assert "can vanish, but not turn, as the variant only opens" in sure.messages[0]
    (table,) = decides.tables
    assert [row[:3] for row in table.rows] == [("Open", "North – Gulf, rail only", "−15"),
                                               ("Twin", "North – Gulf, rail only", "−15")]
    assert sure.tables[0].rows[0][-1] == "no"


def test_where_nothing_moves_nothing_decides() -> None:
    effects = worked_out(Variant("none", "Nothing", (SLOW,)))
    same = "No route of the scenario takes more or less than before: nothing decides."
    assert decides_finding(effects).messages == sure_finding(effects).messages == (same,)
    assert gains_finding(indicators(effects)).messages == (
        "“Nothing”: through traffic stays where it is.",)


def test_losses_are_those_of_routes_asked_for_again() -> None:
    effects = effects_of(load_scenario("rasht-astara"), load())
    for case, found in case_losses(effects).found:
        for loss in found.losses[::7]:
            closed = case.snapshot.apply([Change((f"link:{loss.key}",), "close")])
            for row in loss.pairs:
                again = shortest_route(closed, found.pairs.queries[row.pair], effects.costs).best
                total = inf if again is None else again.total("time").value
                assert total == (inf if row.after is None else row.after), loss.key


def test_what_losses_leave_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    passing = Variant("west", "West", (), restriction=Restriction(via=("az-astara",)))
    effects = worked_out(passing)
    told = case_losses_finding(case_losses(effects))
    assert told.messages[-1].startswith("Left out: “West”, whose questions ask for more than")
    assert told.tables[0].header == ("Link", "Today")
    monkeypatch.setattr(module, "MOST_ASKED", 2)
    two = worked_out(passing, queries=(*BY_TIME, Query("ru-north", "ir-rasht", "time")))
    assert case_losses_finding(case_losses(two)).messages[-1] == \
        "Asked for the 1 heaviest pair; 1 more are left out."
    monkeypatch.setattr(module, "MOST_LINKS", 1)
    huge = case_losses_finding(case_losses(effects))
    assert huge.messages[0].startswith("The network is too large to close every link")
    assert not huge.tables


def test_every_report_has_the_chapters_that_no_analysis_is_asked_for() -> None:
    effects = worked_out(Variant("open", "Open", (OPEN,)))
    chapters = {chapter.key: chapter.findings for chapter in outline_of(effects, ()).chapters}
    assert list(chapters) == [key for key in CHAPTERS if key in chapters]
    assert set(chapters) == {"decides", "gains", "sensitive"}  # losses are handed in
    assert not any(shown.asked for findings in chapters.values() for shown in findings)


def test_the_cases_side_by_side_say_totals_differences_and_states() -> None:
    effects = worked_out(Variant("open", "Open", (OPEN,)), Variant("shut", "Shut", (SHUT,)))
    (table,) = compared_of(effects, questions_of(effects))
    base, opened, shut = table.rows
    assert (table.question, table.best) == ("North – Gulf, rail only", "fastest")
    assert base.cells[0] == ("3,500", "")
    assert opened.cells[0] == ("2,572", "−928")
    assert [len(row.cells) for row in table.rows] == [7, 7, 0]
    assert (opened.state, opened.said, shut.state, shut.said) == (
        "better", "", "newly_cut_off", "cut off")
    assert left_out_said(questions_of(effects), 0, 0) == ""
    assert left_out_said(questions_of(effects) * 3, 3, 1) == \
        "2 more questions without a diagram of time and cost along the way here; effects.csv " \
        "has all of them."
    many = questions_of(effects) * (MOST + 2)
    assert left_out_said(many, 24, 0) == "2 more questions without a table and 2 more " \
        "questions without a map here; effects.csv has all of them."
    assert len(compared_of(effects, many)) == MOST


def test_every_column_of_a_table_beside_a_report_has_a_meaning() -> None:
    for columns in (EFFECT_COLUMNS, INDICATOR_COLUMNS):
        told = columns_said(columns)
        assert ", ".join(names for names, _ in told) == ", ".join(columns)
        assert all(meaning for _, meaning in told)
    assert columns_said(["colour"]) == (("colour", ""),)
