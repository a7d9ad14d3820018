"""What a scenario asks beside routes: whom it is asked for, and that nothing is left out unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import corridors as co
from corridors.analysis.asked import asked_results
from corridors.analysis.effects import Effects
from corridors.analysis.history import History
from corridors.analysis.separate import Separation
from corridors.cli import main

QUERIES = """
title = "Ways south"
[[query]]
label = "rail"
origin = "Moscow"
destination = ["Tehran", "Qazvin"]
modes = ["rail"]
by = ["time", "cost"]
[[query]]
label = "road"
origin = "Moscow"
destination = ["Tehran", "Qazvin"]
modes = ["road"]
by = ["time"]
[[query]]
label = "by Baku"
origin = "Moscow"
destination = "Tehran"
via = ["Baku"]
by = ["time"]
[[query]]
label = "few borders"
origin = "Moscow"
destination = "Tehran"
max_borders = 2
by = ["time"]
[[query]]
label = "nowhere"
origin = "Baku"
destination = "Mumbai"
modes = ["rail"]
by = ["time"]
[[variant]]
name = "shut"
[[variant.change]]
action = "close"
select = "border:az-ir-astara"
"""


def worked_out(folder: Path, analysis: str) -> Effects:
    file = folder / "ways.toml"
    file.write_text(f"{QUERIES}\n[[analysis]]\n{analysis}\n", encoding="utf-8")
    return co.effects_of(co.load_scenario(file), co.load())


def test_what_more_than_a_best_route_is_asked_for_is_left_out_and_said(tmp_path: Path) -> None:
    asked = 'kind = "critical"\nof = ["border"]\nby = ["time"]'
    found, = asked_results(worked_out(tmp_path, asked))
    assert len(found.result.pairs) == 5
    assert found.about == ("Today; rail, road, nowhere; without 2 questions that ask for more than "
                           "the best route from door to door")
    asked = 'kind = "montecarlo"\ndraws = 2\nby = ["time"]'
    found, = asked_results(worked_out(tmp_path, asked))
    assert len(found.result.pairs) == 6  # draws can be made of a place to pass
    assert found.about.endswith("without 1 question that asks for more than the best route from "
                                "door to door")


def test_regions_are_separated_once_for_all_that_may_be_used(tmp_path: Path) -> None:
    asked = ('kind = "critical"\nof = ["border"]\nby = ["time", "cost"]\n'
             'queries = ["rail", "road"]\nseparate = ["Moscow", "Tehran"]')
    effects = worked_out(tmp_path, asked)
    found = [one for one in asked_results(effects) if isinstance(one.result, Separation)]
    assert [one.about for one in found] == ["Today; rail", "Today; road"]
    for one, mode in zip(found, ("rail", "road"), strict=True):
        alone = co.separate(effects.base.snapshot, "Moscow", "Tehran",
                            co.Query("", "", modes={mode}))
        assert one.result.sets == alone.sets


def test_no_chart_of_histories_holds_too_many(tmp_path: Path) -> None:
    asked = 'kind = "history"\nfrom_year = 2019\nto_year = 2020\nby = ["time"]'
    found = [one.result for one in asked_results(worked_out(tmp_path, asked))]
    assert [len(one) for one in found if isinstance(one, History)] == [4, 3]
    assert [pair.query.label for one in found for pair in one] == [
        "rail", "rail", "road", "road", "by Baku", "few borders", "nowhere"]


def test_a_run_draws_the_first_pair_of_draws_that_has_a_route(tmp_path: Path) -> None:
    file = tmp_path / "ways.toml"
    file.write_text("""
title = "Ways"
[[query]]
label = "nowhere"
origin = "Baku"
destination = "Mumbai"
modes = ["rail"]
[[query]]
label = "near"
origin = "Baku"
destination = "Tbilisi"
modes = ["rail"]
[[variant]]
name = "shut"
[[variant.change]]
action = "close"
select = "border:az-ir-astara"
[[analysis]]
kind = "montecarlo"
draws = 2
[[analysis]]
kind = "montecarlo"
draws = 2
queries = ["nowhere"]
""", encoding="utf-8")
    assert main(["run", str(file), "--out", str(tmp_path / "out")]) == 0
    assert [path.name for path in sorted((tmp_path / "out" / "maps").glob("analysis*.svg"))] == [
        "analysis-01-montecarlo.svg"]
    assert "Baku – Tbilisi" in (tmp_path / "out" / "maps" / "analysis-01-montecarlo.svg"
                                ).read_text(encoding="utf-8")


@pytest.mark.parametrize("given", [5, {"a": 5}, co.load()])
def test_only_networks_on_a_day_are_compared(given: Any) -> None:
    today, query = co.load().as_of(), co.Query("Baku", "Tbilisi")
    for ask in (co.effects_table, co.indicators):
        with pytest.raises(co.InputError, match="where the network as it would be is needed"):
            ask(today, given, query)
        with pytest.raises(co.InputError, match="no variant is given"):
            ask(today, {}, query)
