"""The JSON Schema of scenario files is what the reader goes by, and the scenarios bear it out."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from build_scenario_schema import SCHEMA, schema_text

from corridors.errors import ScenarioError
from corridors.io.bundled import bundled_data
from corridors.io.new_scenario import new_scenario_text
from corridors.io.scenario_files import bundled_scenarios, load_scenario
from corridors.model.modes import MODES
from corridors.model.scenario import FIELDS

GALLERY = Path(__file__).parents[1] / "wrong" / "scenarios"
SCENARIOS = bundled_data() / "scenarios"
VALIDATOR = jsonschema.Draft7Validator(json.loads(schema_text()))


def faults(text: str) -> list[str]:
    """Say what the schema refuses, as an editor would: days are texts to it."""
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, date) else value

    return [error.message for error in VALIDATOR.iter_errors(plain(tomllib.loads(text)))]


def descriptions(part: Any) -> Iterator[tuple[str, str]]:
    for name, key in part.get("properties", {}).items():
        yield name, key.get("description", "")
        yield from descriptions(key)
        for item in (key.get("items", {}), *key.get("items", {}).get("oneOf", [])):
            yield from descriptions(item)


def test_it_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), \
        "run python tools/build_scenario_schema.py"


def test_it_is_a_schema_that_explains_every_key() -> None:
    jsonschema.Draft7Validator.check_schema(VALIDATOR.schema)
    told = list(descriptions(VALIDATOR.schema))
    assert len(told) > 150
    for name, text in told:
        assert re.fullmatch(r"[A-Z].*\.", text), name


def test_words_and_units_are_those_of_the_model() -> None:
    change = VALIDATOR.schema["properties"]["variant"]["items"]["properties"]["change"]["items"]
    field = change["properties"]["field"]
    assert field["enum"] == list(FIELDS)
    assert "dwell_h in h" in field["description"]
    query = VALIDATOR.schema["properties"]["query"]["items"]["properties"]
    assert query["modes"]["anyOf"][0]["enum"] == list(MODES)


@pytest.mark.parametrize("name", bundled_scenarios())
def test_the_bundled_scenarios_are_valid_and_name_it(name: str) -> None:
    text = (SCENARIOS / f"{name}.toml").read_text(encoding="utf-8")
    assert faults(text) == []
    first = text.splitlines()[0]
    assert (SCENARIOS / first.removeprefix("#:schema ")).resolve() == SCHEMA.resolve()


def test_a_new_scenario_is_valid() -> None:
    assert faults(new_scenario_text("my-corridor")) == []


@pytest.mark.parametrize(("line", "wrong"), [
    ('titel = "x"', "'titel' was unexpected"),
    ("on = 5", "5 is not of type 'string'"),
    ('[[query]]\norigin = "a"', "not valid under any of the given schemas"),
    ('[[query]]\norigin = "a"\ndestination = "b"\nmodes = "raill"', "not valid under any"),
    ('[[variant]]\nname = "Open It"', "does not match"),
    ('[[variant]]\nname = "a"\n[[variant.change]]\naction = "set"\nfield = "status"\nvalue = 5',
     "5 is not one of"),
    ('[[analysis]]\nkind = "critical"\ndraws = 5', "not valid under any of the given schemas"),
])
def test_it_refuses_what_is_wrong_in_its_form(line: str, wrong: str) -> None:
    assert any(wrong in fault for fault in faults(f'title = "T"\n{line}\n'))


@pytest.mark.parametrize("case", sorted(path.parent.name for path in
                                        GALLERY.glob("*/scenario.toml")))
def test_it_refuses_no_more_than_the_reader(case: str) -> None:
    """What it refuses is refused, and it knows every key and every word that the reader knows."""
    path = GALLERY / case / "scenario.toml"
    try:
        text = path.read_text(encoding="utf-8")
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return
    try:
        load_scenario(path)
    except ScenarioError as error:
        own = {problem.code for problem in error.problems if problem.file == path.name}
        if own & {"K01", "K02", "K04"}:
            assert faults(text)
    else:
        assert faults(text) == []
