"""A value of time in a scenario that asks by other criteria as well."""

from __future__ import annotations

from pathlib import Path

from corridors import load_scenario


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
