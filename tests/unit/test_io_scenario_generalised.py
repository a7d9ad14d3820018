"""A value of time in a scenario that asks by other criteria as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors import load_scenario
from corridors.errors import ScenarioError


def test_a_value_of_time_counts_for_the_criterion_that_needs_it(tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text("""title = "Two"
[[query]]
origin = "Baku"
destination = "Tbilisi"
by = ["cost", "generalised"]
value_of_time = 30
[[variant]]
name = "same"
""", encoding="utf-8")
    assert [(query.by, query.value_of_time) for query in load_scenario(path).queries] == [
        ("cost", None), ("generalised", 30)]


def test_a_whole_number_is_advised_where_one_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text("""title = "Two"
[[query]]
origin = "Baku"
destination = "Tbilisi"
max_transfers = "one"
pareto = ["borders", "time"]
""", encoding="utf-8")
    with pytest.raises(ScenarioError, match="Write max_transfers = 2, without quotation marks"):
        load_scenario(path)
    path.write_text(path.read_text(encoding="utf-8").replace('"one"', "1"), encoding="utf-8")
    assert [query.by for query in load_scenario(path).queries] == ["time"]
