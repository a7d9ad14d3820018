"""Any scenario file is either run or refused politely: no tracebacks, no guesses.

What ``check`` passes is run, what it refuses is refused; and the JSON Schema, which knows no
network, refuses nothing that is run, and every key that the reader does not know.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import gap

from corridors.analysis.effects import effects_of
from corridors.analysis.sweep import SweepPlan
from corridors.errors import CorridorsError
from corridors.io.check import check
from corridors.io.scenario_files import load_scenario
from corridors.study import run_study

SCHEMA = json.loads((Path(__file__).parents[2] / "data/schema/scenario.schema.json").read_text(
    encoding="utf-8"))
GOOD = """\
title = "Gap"
on = 2026-11-01
weight_unit = "TEU a year"
[defaults]
by = ["distance", "time"]
[[query]]
label = "rail"
origin = "North"
destination = ["Gulf", "Rasht"]
modes = ["rail", "road"]
weight = 2.5
avoid = ["country:TM"]
via = ["ir-astara"]
max_road_km = 250
[[query]]
origin = "country:RU"
destination = ["ir-rasht", "country:IR"]
by = "cost"
[[variant]]
name = "open"
title = "Open"
overland = true
[[variant.change]]
select = "link:ir-astara-ir-rasht-rail"
action = "open"
expects = "planned"
reason = "built"
from = 2026-01-01
until = 2030-01-01
[[variant.change]]
select = ["border:az-ir-astara"]
action = "set"
field = "dwell_h"
factor = 0.5
[[variant.change]]
action = "add"
[[variant.change.link]]
link_id = "new"
from_node_id = "ir-rasht"
to_node_id = "ir-border"
mode = "rail"
length_km = 400
gauge_mm = 1435
[[variant]]
name = "quick"
[[variant.change]]
action = "set"
select = "link:ru-north-az-astara-rail"
field = "speed_kmh"
value = 80
[[variant]]
name = "both"
combine = ["open", "quick"]
[[sweep.axis]]
name = "wait"
parameter = "dwell_h of border:az-ir-astara"
low = 0
high = 48
step = 12
[[sweep.axis]]
name = "way"
variants = ["base", "both"]
[[uncertainty]]
parameter = "x speed_kmh of link:ru-north-az-astara-rail"
low = 0.5
value = 1
high = 1.5
[[analysis]]
kind = "critical"
of = ["link", "border"]
variants = ["open"]
by = "cost"
"""
LINES = GOOD.splitlines()
VALUES = st.sampled_from((
    '""', '"x"', "0", "-1", "1e400", "nan", "inf", "true", "[]", "[[]]", '["a", 1]', "{}",
    "{a = 1}", "2026-02-30", "1979-05-27T07:32:00Z", "07:32:00", '"\\ud800"', '"<b>"', "'''",
    '"link:*"', '"country:IR"', '"open"', '"closed"', '"' + "n" * 10_000 + '"', "[" * 60,
    "99999999999999999999", '"\\u0000"', '"../x"', '"CON"'))


@st.composite
def mutants(draw: Any) -> str:
    """A sound file with a few lines changed, dropped, doubled or moved."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(("value", "key", "drop", "double", "move", "letter")))
        line = lines[place]
        if how == "value" and "=" in line:
            lines[place] = f"{line.split('=')[0]}= {draw(VALUES)}"
        elif how == "key":
            lines[place] = draw(st.sampled_from(("x", "select", "name", "[["))) + line
        elif how == "drop":
            del lines[place]
        elif how == "double":
            lines.insert(place, line)
        elif how == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
        elif line:
            at = draw(st.integers(0, len(line) - 1))
            lines[place] = line[:at] + draw(st.characters(codec="utf-8")) + line[at + 1:]
        if not lines:
            lines = [""]
    return "\n".join(lines)


def schema_refuses(text: str) -> bool:
    """Ask the JSON Schema, as an editor does: days are texts to it."""
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if hasattr(value, "isoformat") else value

    return not jsonschema.Draft7Validator(SCHEMA).is_valid(plain(tomllib.loads(text)))


@given(mutants())
def test_a_mutant_is_run_or_refused(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutant.toml"
        path.write_bytes(text.encode("utf-8"))
        refused, found = [], check(path, network=gap())[0]
        try:
            effects = run_study(load_scenario(path), network=gap()).effects
        except CorridorsError as error:
            refused = list(error.problems)
        if refused or not found:
            assert found == refused
        else:  # what a run does not look at is the sweep: it has to be what is refused
            with pytest.raises(CorridorsError):
                SweepPlan.of(effects.scenario, gap())
        for problem in refused:
            assert problem.message
            assert problem.code
            assert folder not in str(problem)
        if not refused:
            assert not schema_refuses(text)
        elif "K01" in {problem.code for problem in refused}:
            assert schema_refuses(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_run(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutant.toml"
        path.write_bytes(data)
        with pytest.raises(CorridorsError):
            effects_of(load_scenario(path), gap())


def test_the_file_the_mutants_come_from_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "gap.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert len(effects_of(load_scenario(path), gap()).queries) == 4 + 4
    assert not schema_refuses(GOOD)
