"""A scenario file to start from: every key with a line that says what it means.

What is said of a key stands in :mod:`corridors.io.scenario_keys`; here are examples of it. A key
whose example is not part of the scenario to start from is written as a comment.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corridors.errors import OutputError, Problem, ScenarioError
from corridors.io.analysis_keys import ANALYSIS, OPTIONS
from corridors.io.bundled import bundled_data
from corridors.io.key_tables import Key, KeyTable
from corridors.io.save import check_writable_file, write_text
from corridors.io.scenario_changes import is_name
from corridors.io.scenario_extends import bundled_scenarios
from corridors.io.scenario_keys import (
    AXIS,
    CHANGE,
    GAUGE_CHANGE,
    LINK,
    NODE,
    QUERY,
    TERMINAL,
    UNCERTAINTY,
    VARIANT,
    top_keys,
)

__all__ = ["new_scenario", "new_scenario_text"]

WIDTH = 100
"""Longest line."""


class _Part(NamedTuple):
    """One table of the file: its head, what it may say, examples; and which of them are used."""

    head: str
    keys: KeyTable
    examples: dict[str, str]
    used: tuple[str, ...]
    about: str = ""


def new_scenario(name: str, out: Path | str | None = None, *, overwrite: bool = False) -> Path:
    """Write a scenario file to start from.

    Parameters
    ----------
    name
        Name of the scenario: small letters, digits and hyphens.
    out
        Path of the file; ``NAME.toml`` in the folder you work in if not given.
    overwrite
        Also replace a file that is there.

    Returns
    -------
    path
        The file that was written.

    Raises
    ------
    ScenarioError
        If the name cannot name a scenario, or is that of one that comes with corridors.
    OutputError
        If the file is there already, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> new_scenario("open-borders-2030", f"{folder.name}/open.toml").name
    'open.toml'
    >>> folder.cleanup()
    """
    if name in bundled_scenarios():
        raise ScenarioError(Problem("S42", f'"{name}" is the name of a scenario that comes with '
                                           "corridors", "Choose another name; to start from that "
                                           f'one, write extends = "{name}" in the new file.'))
    path = Path(f"{name}.toml" if out is None else out)
    for stem in dict.fromkeys((name, path.stem)):
        if not is_name(stem):
            raise ScenarioError(Problem("S02", f'"{stem}" cannot name a scenario',
                                        "Use small letters, digits and hyphens, such as "
                                        "open-borders."))
    if path.suffix != ".toml":
        raise ScenarioError(Problem("S02", f'"{path.name}" is no name of a scenario file',
                                    "Let it end in .toml."))
    check_writable_file(path)
    if path.exists() and not overwrite:
        raise OutputError(Problem("S42", f'there is a file "{path}" already',
                                  "Choose another name, or overwrite it: --overwrite, in Python "
                                  "overwrite=True."))
    write_text(path, new_scenario_text(name, _schema_from(path)))
    return path


def new_scenario_text(name: str, schema: str = "") -> str:
    """Write the text of a scenario to start from.

    Parameters
    ----------
    name
        Name of the scenario.
    schema
        Path of its JSON Schema, for editors that complete what is typed; blank for none.

    Returns
    -------
    text
        A sound scenario of the data that comes with corridors, in TOML.

    Examples
    --------
    >>> new_scenario_text("my-corridor").splitlines()[4]
    '# Title, in tables, maps and reports.'
    """
    head = [f"#:schema {schema}"] if schema else []
    title = name.replace("-", " ").capitalize()
    lines = [*head, *_HEAD, ""]
    for part in _parts(title):
        lines += [*_part(part), ""]
    return "\n".join(lines).rstrip() + "\n"


def _schema_from(path: Path) -> str:
    """Give the path of the schema from the folder of a file, with forward slashes."""
    schema = bundled_data() / "schema" / "scenario.schema.json"
    try:
        relative = os.path.relpath(schema, path.resolve().parent)
    except ValueError:  # on another drive
        relative = str(schema)
    return Path(relative).as_posix()


_HEAD = (
    "# A scenario: one question, the ways the network could be, and the routes asked for in each.",
    "# A key right behind the sign # is left out: take the sign away to use it.",
    '# "corridors check FILE" says what is wrong with this file, "corridors run FILE" answers it.',
)


def _parts(title: str) -> Iterator[_Part]:
    yield _Part("", {name: key for name, key in top_keys().items()
                     if key.kind not in ("table", "tables")},
                {**_TOP, "title": f'"{title}"'}, ("title", "question", "sources"))
    yield _Part("[defaults]", {"by": QUERY["by"]}, {"by": '["distance", "time"]'}, ("by",),
                "What holds for every query; any key of a [[query]] but its places can stand here.")
    yield _Part("[[query]]", {name: key for name, key in QUERY.items() if name != "by"}, _QUERY,
                ("label", "origin", "destination", "modes"),
                "Routes to ask for, in the base and in every variant.")
    yield _Part("[[variant]]", _only(VARIANT, "name", "title", "on", "assume_expected"), _VARIANT,
                ("name", "title"), "One way the network could be; restrictions of a query, such "
                "as modes and avoid, can stand here as well.")
    yield _Part("[[variant.change]]", _only(CHANGE, "action", "select", "expects", "from", "until",
                                            "requires", "conflicts", "reason", "source"), _OPEN,
                ("action", "select", "expects", "reason", "source"), "What is opened.")
    yield _Part("[[variant]]", _only(VARIANT, "name", "title"),
                {"name": '"faster-astara"', "title": '"Half the wait at Astara"'},
                ("name", "title"))
    yield _Part("[[variant.change]]", _only(CHANGE, "action", "select", "field", "value", "low",
                                            "high", "factor", "reason"), _SET,
                ("action", "select", "field", "factor", "reason"), "What is set.")
    yield _Part("[[variant]]", _only(VARIANT, "name", "title", "combine"), _BOTH,
                ("name", "title", "combine"))
    yield _Part("[[variant.change]]", _only(CHANGE, "action"), {"action": '"add"'}, (),
                "To add what the data does not have, after the name of a variant.")
    yield _Part("[[variant.change.node]]", NODE, _NODE, ())
    yield _Part("[[variant.change.link]]", LINK, _LINK, ())
    yield _Part("[[variant.change.terminal]]", TERMINAL, _TERMINAL, ())
    yield _Part("[[variant.change.gauge_change]]", GAUGE_CHANGE, _GAUGE_CHANGE, ())
    yield _Part("[[sweep.axis]]", AXIS, _AXIS, (),
                "What a sweep turns; every axis turns one of parameter, parameters, variants, on.")
    yield _Part("[[uncertainty]]", UNCERTAINTY, _UNCERTAIN, (),
                "What is not known for certain, for draws of a Monte Carlo analysis.")
    yield _Part("[[analysis]]", {**ANALYSIS, **OPTIONS["critical"]}, _ANALYSIS, (),
                "What is asked beside routes; the options of each kind are in the documentation.")


def _only(table: KeyTable, *names: str) -> KeyTable:
    return {name: table[name] for name in names}


def _part(part: _Part) -> Iterator[str]:
    """Write one table; one of which nothing is used is a comment as a whole."""
    if part.about:
        yield from _comment(part.about)
    if part.head:
        yield part.head if part.used else f"#{part.head}"
    for name, key in part.keys.items():
        if name not in part.examples:
            continue
        yield from _comment(_meaning(key))
        yield f"{'' if name in part.used else '#'}{name} = {part.examples[name]}"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ",
                         break_long_words=False, break_on_hyphens=False)


def _meaning(key: Key) -> str:
    said = f"{key.meaning[0].upper()}{key.meaning[1:]}"
    said += f" ({key.unit})." if key.unit else "."
    return f"{said} One of {', '.join(key.words)}." if key.words else said


_TOP = {
    "question": '"What does it change between the Baltic and the Persian Gulf?"',
    "description": '"The railway Rasht–Astara is the missing link of the western branch."',
    "sources": '["Where the facts come from."]',
    "extends": '"rasht-astara"', "on": "2026-11-01", "network": '"my-data"',
    "costs": '"default"', "base": '"Today"', "assume_expected": "false",
    "weight_unit": '"TEU a year"',
}
_QUERY = {
    "label": '"rail only"', "origin": '["Saint Petersburg", "Moscow"]',
    "destination": '"Bandar Abbas"', "pairs": '"demand.csv"', "weight": "1",
    "value_of_time": "30", "modes": '["rail"]', "overland": "true", "avoid": '["country:TM"]',
    "via": '["Baku"]', "max_road_km": "200", "max_borders": "3", "max_gauge_breaks": "1",
    "max_transfers": "2", "only_cited": "true", "gauge_change": '["bogie_exchange"]',
    "per": '"teu"', "pareto": '["time", "cost"]', "k": "3", "different": "3", "overlap": "0.6",
    "detour": "1.5", "simplest_within": "5", "terminal_to_terminal": "true",
    "depart": "2026-11-01", "max_days": "60",
}
_VARIANT = {"name": '"open"', "title": '"Rasht–Astara open"', "on": "2030-01-01",
            "assume_expected": "true"}
_OPEN = {
    "action": '"open"', "select": '["link:ir-astara-ir-rasht-rail"]', "expects": '"planned"',
    "from": "2026-01-01", "until": "2040-01-01", "requires": '["link:az-astara-ir-astara-rail"]',
    "conflicts": '["border:ir-tm-sarakhs"]',
    "reason": '"The railway is built and taken into service."',
    "source": '"Agreement between Russia and Iran of 2023-05-17"',
}
_SET = {"action": '"set"', "select": '["border:az-ir-astara"]', "field": '"dwell_h"',
        "value": "12", "low": "6", "high": "24", "factor": "0.5",
        "reason": '"What if papers were checked once?"'}
_BOTH = {"name": '"both"', "title": '"Open, and half the wait"',
         "combine": '["open", "faster-astara"]'}
_NODE = {"node_id": '"ir-newport"', "name": '"New port"', "country": '"IR"', "lon": "52.1",
         "lat": "36.8"}
_LINK = {
    "link_id": '"ir-newport-ir-rasht-rail"', "from_node_id": '"ir-newport"',
    "to_node_id": '"ir-rasht"', "mode": '"rail"', "length_km": "250", "length_km_low": "240",
    "length_km_high": "270", "gauge_mm": "1435", "status": '"operational"', "speed_kmh": "50",
    "directed": "false", "electrified": '"no"', "corridors": '["instc-west"]',
    "note": '"Nobody has planned it."', "source": '"Assumption of this scenario"',
    "course": "[[52.1, 36.8], [49.6, 37.3]]",
}
_TERMINAL = {"node_id": '"ir-newport"', "modes": '["rail", "sea"]', "hours": "24",
             "hours_low": "12", "hours_high": "48", "fee_usd_per_teu": "90",
             "source": '"Assumption of this scenario"'}
_GAUGE_CHANGE = {"node_id": '"ir-newport"', "gauge_mm": "[1520, 1435]",
                 "technique": '"transshipment"', "hours": "12", "fee_usd_per_teu": "40"}
_AXIS = {"name": '"wait"', "parameter": '"dwell_h of border:az-ir-astara"',
         "values": "[6, 12, 24, 48]", "low": "0", "high": "48", "step": "6", "count": "9",
         "parameters": '["dwell_h of border:az-ir-astara", "dwell_h of border:ir-tm-sarakhs"]',
         "rows": "[[6, 12], [12, 24]]", "variants": '["base", "open"]',
         "on": "[2026-11-01, 2030-01-01]"}
_UNCERTAIN = {"parameter": '"dwell_h of border:az-ir-astara"', "low": "6", "value": "12",
              "high": "48", "shape": '"triangular"', "name": '"wait at Astara"',
              "reason": '"Forwarders tell very different waits."',
              "source": '"Assumption of this scenario"'}
_ANALYSIS = {"kind": '"critical"', "queries": '["rail only"]', "variants": '["base", "open"]',
             "of": '["link", "border"]', "interdict": "2"}
