"""What check says of figures that a sweep or draws turn, beside what variants set."""

from __future__ import annotations

from pathlib import Path

import pytest
from toys import gap

from corridors.analysis.montecarlo import montecarlo
from corridors.analysis.montecarlo_cases import cases_of
from corridors.errors import QueryError, ScenarioError
from corridors.io.check import check
from corridors.io.scenario_files import load_scenario
from corridors.model.change import Change

TOP = """\
title = "Waits"
[[query]]
origin = "North"
destination = "Gulf"
by = "time"
[[variant]]
name = "quick"
[[variant.change]]
action = "open"
select = "link:ir-astara-ir-rasht-rail"
[[variant.change]]
action = "set"
select = "border:az-ir-astara"
field = "dwell_h"
"""
WAITS = """\
[[sweep.axis]]
name = "wait"
parameter = "dwell_h of border:az-ir-astara"
values = [6, 12]
"""
VARIANTS = """\
[[sweep.axis]]
name = "way"
variants = ["base", "quick"]
"""
DRAWN = """\
[[uncertainty]]
parameter = "{}dwell_h of border:az-ir-astara"
low = 1
value = 2
high = 4
"""


def told(tmp_path: Path, text: str) -> tuple[list[str], list[str]]:
    path = tmp_path / "waits.toml"
    path.write_text(text, encoding="utf-8")
    problems, notes = check(path, network=gap())
    return [str(one) for one in problems], [str(one) for one in notes]


@pytest.mark.parametrize("set_to", ["value = 6", "value = 9", "factor = 0.5"])
def test_a_variant_that_sets_what_an_axis_turns_is_told(tmp_path: Path, set_to: str) -> None:
    """The base can be turned: the sweep goes on without the cases of the variant."""
    problems, notes = told(tmp_path, f"{TOP}{set_to}\n{WAITS}{VARIANTS}")
    assert problems == []
    assert any('waits.toml, line 16: cases of "quick" will fail: "set dwell_h of '
               'border:az-ir-astara to 6 h" contradicts' in note for note in notes)


def test_an_axis_that_no_case_of_the_sweep_takes_is_refused(tmp_path: Path) -> None:
    problems, _ = told(tmp_path, f"{TOP}value = 9\n{WAITS}"
                                 f'{VARIANTS.replace(chr(34) + "base" + chr(34) + ", ", "")}')
    assert len(problems) == 1
    assert "line 16" in problems[0]
    assert "in line 11: both set dwell_h" in problems[0]


def test_a_sweep_of_the_base_alone_cannot_turn_what_a_variant_adds(tmp_path: Path) -> None:
    added = TOP[:TOP.index("[[variant.change]]\naction = \"set\"")] + """\
[[variant.change]]
action = "add"
[[variant.change.link]]
link_id = "new"
from_node_id = "ir-rasht"
to_node_id = "ir-border"
mode = "rail"
length_km = 400
gauge_mm = 1435
"""
    turned = WAITS.replace("dwell_h of border:az-ir-astara", "speed_kmh of link:new")
    problems, _ = told(tmp_path, added + turned)
    assert [problem for problem in problems if 'There is no link "new"' in problem]
    problems, notes = told(tmp_path, added + turned + VARIANTS)
    assert problems == []
    assert [note for note in notes if 'cases of "base" will fail: There is no link "new"' in note]


def test_a_draw_that_would_undo_a_variant_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "waits.toml"
    path.write_text(f"{TOP}value = 0\n{DRAWN.format('')}", encoding="utf-8")
    scenario = load_scenario(path)
    cases = cases_of(scenario, gap())
    with pytest.raises(QueryError, match=r'"quick" sets dwell_h of az-astara-ir-astara-rail, and '
                                         '"dwell_h of border:az-ir-astara" is drawn instead of '
                                         r'it. Draw factors, "x dwell_h of border:az-ir-astara"'):
        montecarlo(cases, scenario.pairs, scenario.uncertain, draws=2)
    assert montecarlo(cases[:1], scenario.pairs, scenario.uncertain, draws=2).draws == 2


def test_factors_are_drawn_on_what_a_variant_sets(tmp_path: Path) -> None:
    path = tmp_path / "waits.toml"
    path.write_text(f"{TOP}value = 0\n{DRAWN.format('x ')}", encoding="utf-8")
    scenario = load_scenario(path)
    found = montecarlo(cases_of(scenario, gap()), scenario.pairs, scenario.uncertain, draws=20)
    quick = found.outcome(1)
    assert quick.percentile("time", 5) == quick.percentile("time", 95)


def test_a_factor_of_0_is_not_proposed_where_it_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"speed_kmh cannot be multiplied by 0. Give a factor "
                                            r"more than 0, up to 1000."):
        gap().as_of().apply([Change(("mode:rail",), "set", "speed_kmh", factor=0.0)])
    with pytest.raises(ScenarioError, match=r"Give a factor from 0, up to 1000."):
        gap().as_of().apply([Change(("border:az-ir-astara",), "set", "dwell_h", factor=-1.0)])
