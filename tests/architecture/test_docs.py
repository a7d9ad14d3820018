"""The pages tell every option and every key there is, none that is not, and examples that work."""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
import tomllib
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest
from build_scenario_schema import SCHEMA

from corridors.commands.arguments import read_arguments
from corridors.commands.map_kinds import MAP_KINDS
from corridors.io.analysis_keys import OPTIONS
from corridors.io.keys import Keys
from corridors.io.scenario_files import load_scenario
from corridors.model.asked_analysis import ANALYSES
from corridors.model.modes import BY, MODES
from corridors.model.query_checks import PARETO, PER
from corridors.model.rates import TECHNIQUES
from corridors.model.restriction import NO_CHANGE
from corridors.model.scenario import ACTIONS, FIELDS
from corridors.model.status import STATUSES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (
    *DOCS.glob("*.md"), DOCS.parent / "README.md")}

COMMANDS = ("route", "matrix", "reach", "access", "critical", "run", "sweep", "compare", "new",
            "map", "places", "info", "timeline", "check", "history", "montecarlo", "shares",
            "assign", "openings", "threshold")

WITH_EXAMPLES = {"python.md": 51, "scenarios.md": 3, "critical.md": 20, "effects.md": 20,
                 "history.md": 9, "montecarlo.md": 11, "shares.md": 9, "assign.md": 11,
                 "sweep.md": 11, "openings.md": 9, "threshold.md": 9, "along.md": 8,
                 "interactive.md": 9, "figures.md": 12}
"""Pages whose examples are run, and how many there are at least."""

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")

EVERY_TABLE = """
title = "Every table there is"

[defaults]
by = "time"

[[query]]
origin = "Baku"
destination = "Poti"

[[variant]]
name = "new"

[[variant.change]]
action = "set"
select = "link:az-baku"
field = "speed_kmh"
value = 40

[[variant.change]]
action = "add"

[[variant.change.node]]
node_id = "az-new"
name = "New"
country = "AZ"
lon = 49.0
lat = 40.0

[[variant.change.link]]
link_id = "az-new-az-baku-road"
from_node_id = "az-new"
to_node_id = "az-baku"
mode = "road"
length_km = 80

[[variant.change.terminal]]
node_id = "az-new"
modes = ["rail", "road"]

[[variant.change.gauge_change]]
node_id = "az-new"
gauge_mm = [1520, 1435]

[[sweep.axis]]
name = "variant"
variants = ["base", "new"]

[[uncertainty]]
parameter = "dwell_h of border:az-ir-astara"
low = 6
value = 12
high = 24
"""


def _options(*command: str) -> set[str]:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.suppress(SystemExit):
        read_arguments([*command, "--help"])
    return set(OPTION.findall(shown.getvalue())) - {"--help"}


def _section(page: str, heading: str) -> str:
    return PAGES[page].split(f"\n## {heading}\n")[1].split("\n## ")[0]


def _examples(page: str) -> list[str]:
    lines = re.findall(r"^    (corridors .*)$", PAGES[page], re.MULTILINE)
    return [line for line in lines if line != "corridors --help"]


@pytest.mark.parametrize(("name", "least"), WITH_EXAMPLES.items())
def test_the_examples_in_python_give_the_output_they_show(
        name: str, least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # what an example saves
    page = doctest.DocTestParser().get_doctest(PAGES[name], {}, name, name, 0)
    assert len(page.examples) >= least
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(page).failed == 0


def test_the_cells_of_the_quarto_example_run_and_show_its_pictures(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Quarto does: all cells in one place, and what they display becomes the page."""
    text = (DOCS / "examples" / "report.qmd").read_text(encoding="utf-8")
    cells = re.findall(r"^```\{python\}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    shown: list[object] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("IPython.display.display", shown.append)
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, "report.qmd", "exec"), names)
    said = [str(getattr(one, "data", "")) for one in shown]
    pictures = [found for one in said if (found := re.fullmatch(
        r'!\[([^\[\]]+)\]\(([\w-]+\.png)\)\{fig-alt="([^"]+)"\}', one))]
    assert len(cells) == 5
    assert len(pictures) == 2
    for picture in pictures:
        assert (tmp_path / picture[2]).read_bytes().startswith(b"\x89PNG")
        assert "Network on 2026-11-01" in picture[1]
        assert "Rasht" in picture[3]
    assert any("km less." in one for one in said)
    assert any(len(one) > 5 for one in shown if hasattr(one, "columns"))


def test_every_option_is_told_and_none_that_is_not() -> None:
    there = set[str]().union(*map(_options, COMMANDS), *(_options("map", kind)
                                                         for kind in MAP_KINDS))
    assert len(there) > 40
    # Of "-k, --k" the short name is told.
    assert there - {"--k"} == set(OPTION.findall(PAGES["command-line.md"])) - {"--help"}
    assert "`-k`" in PAGES["command-line.md"]


@pytest.mark.parametrize(("page", "least"), [
    ("README.md", 11), ("command-line.md", 11), ("history.md", 3), ("effects.md", 2),
    ("critical.md", 6), ("shares.md", 3), ("assign.md", 4)])
def test_every_command_that_is_shown_can_be_given(page: str, least: int) -> None:
    examples = _examples(page)
    assert len(examples) >= least
    for line in examples:
        words = shlex.split(line, comments=True)
        assert read_arguments(words[1:]).command == words[1]


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Give the keys that are read in each table of a scenario file."""
    found: dict[str, set[str]] = {}
    done = Keys.done

    def noting(self: Keys) -> None:
        names = [str(part) for part in self.where if isinstance(part, str)]
        found.setdefault(".".join(names), set()).update(self.asked)
        done(self)

    monkeypatch.setattr(Keys, "done", noting)
    path = tmp_path / "every-table.toml"
    path.write_text(EVERY_TABLE, encoding="utf-8")
    load_scenario(path)
    return found


@pytest.mark.parametrize(("table", "heading"), [
    ("", "At the top"), ("query", "`[[query]]`"), ("variant", "`[[variant]]`"),
    ("variant.change", "`[[variant.change]]`"), ("sweep.axis", "`[sweep]`"),
    ("uncertainty", "`[[uncertainty]]`")])
def test_every_key_of_a_scenario_is_told(keys: dict[str, set[str]], table: str, heading: str
                                         ) -> None:
    section = _section("scenarios.md", heading)
    rows = section.split("|---|---|\n")[1].split("\n\n")[0].splitlines()
    told = {word for row in rows for word in re.findall(r"`(\w+)`", row.split("|")[1])}
    tables = {"query", "variant", "change", "node", "link", "terminal", "gauge_change", "defaults",
              "sweep", "axis", "uncertainty", "analysis"} - told
    assert told <= keys[table]
    assert keys[table] - tables <= set(re.findall(r"`(\w+)`", section))


@pytest.mark.parametrize("table", ["node", "link", "terminal", "gauge_change"])
def test_every_key_of_what_a_scenario_adds_is_told(keys: dict[str, set[str]], table: str) -> None:
    section = _section("scenarios.md", "`[[variant.change]]`")
    told = section.split(f"`[[variant.change.{table}]]` (")[1].split(")")[0]
    assert set(re.findall(r"`(\w+)`", told)) == keys[f"variant.change.{table}"]


def test_the_defaults_are_what_is_told(keys: dict[str, set[str]]) -> None:
    words = _section("scenarios.md", "`[defaults]`").split("```")[0].split("but")[1]
    assert keys["query"] - keys["defaults"] == set(re.findall(r"`(\w+)`", words))


@pytest.mark.parametrize("kind", ANALYSES)
def test_every_option_of_an_analysis_is_told(kind: str) -> None:
    row = re.search(rf"^\| `{kind}` \|(.*)\|$", _section("scenarios.md", "`[[analysis]]`"),
                    re.MULTILINE)
    assert row is not None
    told = re.findall(r"(?:^ |; )`(\w+)`", row[1])
    assert told == list(OPTIONS[kind])
    words = {word for key in OPTIONS[kind].values() for word in key.words}
    assert words <= set(re.findall(r"`(\w+)`", row[1]))


def test_the_examples_of_scenarios_are_such() -> None:
    """Each is a part of a file: it may leave out what it does not show."""
    blocks = re.findall(r"^```toml\n(.*?)^```", PAGES["scenarios.md"], re.MULTILINE | re.DOTALL)
    assert len(blocks) > 8
    for block in blocks:
        made = json.loads(json.dumps(tomllib.loads(block), default=str))
        faults = [error for error in jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(
            encoding="utf-8"))).iter_errors(made) if error.validator not in ("anyOf", "required")]
        assert not faults


@pytest.mark.parametrize(("heading", "key", "words"), [
    ("`[[query]]`", "by", BY), ("`[[query]]`", "modes", MODES), ("`[[query]]`", "pareto", PARETO),
    ("`[[query]]`", "gauge_change", (*TECHNIQUES, NO_CHANGE)), ("`[[query]]`", "per", PER),
    ("`[[variant.change]]`", "action", ACTIONS), ("`[[variant.change]]`", "status", STATUSES)])
def test_every_word_that_a_key_takes_is_told(heading: str, key: str, words: Iterable[str]) -> None:
    row = re.search(rf"^\| `{key}` \|(.*)$", _section("scenarios.md", heading), re.MULTILINE)
    assert row is not None
    assert set(words) <= set(re.findall(r"`(\w+)`", row[1]))


def test_every_field_that_can_be_set_is_told() -> None:
    table = _section("scenarios.md", "`[[variant.change]]`").split("|---|---|---|\n")[1]
    told = [word for row in table.splitlines() if row.startswith("|")
            for word in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(told) == sorted(FIELDS)
