"""Build ``data/schema/scenario.schema.json``: what a scenario file may say, for editors.

It is made from the tables that the reader itself goes by, :mod:`corridors.io.scenario_keys`. Run
``python tools/build_scenario_schema.py`` after a change of them; a test compares the two. A TOML
editor completes keys and words by it, and tells what they mean. It allows all that the reader
allows: what only a network can tell, such as the name of a place, it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corridors.io.analysis_keys import OPTIONS
from corridors.io.key_tables import Key, KeyTable
from corridors.io.scenario_changes import NAME
from corridors.io.scenario_keys import top_keys
from corridors.model.scenario import FIELDS
from corridors.model.status import STATUSES

SCHEMA = Path(__file__).resolve().parents[1] / "data" / "schema" / "scenario.schema.json"

DRAFT = "http://json-schema.org/draft-07/schema#"
"""Which JSON Schema it is written in: the one that TOML editors understand."""

Made = dict[str, Any]

POINT: Made = {
    "type": "array", "minItems": 2, "maxItems": 2,
    "items": [{"type": "number", "minimum": -180, "maximum": 180},
              {"type": "number", "minimum": -90, "maximum": 90}],
}
"""A ``[lon, lat]`` pair in degrees."""

SIMPLE: dict[str, Made] = {
    "text": {"type": "string"}, "file": {"type": "string"}, "folder": {"type": "string"},
    "number": {"type": "number"}, "whole": {"type": "integer"}, "flag": {"type": "boolean"},
    "day": {"type": "string", "format": "date"}, "value": {},
    "numbers": {"type": "array", "items": {"type": "number"}},
    "rows": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
    "points": {"type": "array", "minItems": 2, "items": POINT},
}
"""Kinds of keys that are one thing."""

SEVERAL = {"texts": ("text", 0), "names": ("text", 1), "days": ("day", 0), "gauges": ("whole", 0)}
"""Kinds of keys that are one thing or a list of it, with the least number of them."""


def schema_text() -> str:
    """Write the schema.

    Returns
    -------
    text
        The file as it should be.
    """
    made = {
        "$schema": DRAFT,
        "title": "corridors scenario",
        "description": "A question of policy: variants of a transport network, and the routes to "
                       "ask for in each. Made by tools/build_scenario_schema.py.",
        **_table("", top_keys()),
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _table(name: str, keys: KeyTable) -> Made:
    made: Made = {"type": "object", "additionalProperties": False,
                  "properties": {key: _key(key, of) for key, of in keys.items()}}
    needed = [key for key, of in keys.items() if of.needed]
    if name == "":
        # What this file does not say, the one that it extends may.
        made["anyOf"] = [{"required": needed}, {"required": ["extends"]}]
    elif needed:
        made["required"] = needed
    if name == "variant":
        made["properties"]["name"]["pattern"] = f"^{NAME.pattern}$"
    if name == "query":
        made["anyOf"] = [{"required": ["origin", "destination"]}, {"required": ["pairs"]}]
    if name == "change":
        made |= _value_by_field()
    return made


def _value_by_field() -> Made:
    """Let a value be a status or gauges where the field is one, and else a number."""
    gauge = {"type": "integer"}
    return {
        **_where("status"),
        "then": {"properties": {"value": {"enum": list(STATUSES)}}},
        "else": {
            **_where("gauge_mm"),
            "then": {"properties": {"value": {"anyOf": [gauge, {"type": "array",
                                                               "items": gauge}]}}},
            "else": {"properties": {"value": {"type": "number"}}},
        },
    }


def _where(field: str) -> Made:
    return {"if": {"required": ["field"], "properties": {"field": {"const": field}}}}


def _key(name: str, key: Key) -> Made:
    said: Made = {"description": _description(name, key)}
    if key.kind == "table":
        return {**said, **_table(name, key.keys or {})}
    if key.kind == "tables":
        items = _analysis(key.keys or {}) if name == "analysis" else _table(name, key.keys or {})
        return {**said, "type": "array", "items": items}
    if key.kind in SEVERAL:
        kind, least = SEVERAL[key.kind]
        one = _one(key._replace(kind=kind))
        several: Made = {"type": "array", "items": one, **({"minItems": least} if least else {})}
        return {**said, "anyOf": [one, several]}
    return {**said, **_one(key)}


def _one(key: Key) -> Made:
    limits: Mapping[str, Any] = {
        "enum": list(key.words) or None, "minimum": key.least, "maximum": key.most}
    return {**SIMPLE[key.kind],
            **{name: limit for name, limit in limits.items() if limit is not None}}


def _description(name: str, key: Key) -> str:
    said = f"{key.meaning[0].upper()}{key.meaning[1:]}"
    said += f", in {key.unit}." if key.unit else "."
    if name == "field":
        units = [f"{field} in {of.unit}" for field, of in FIELDS.items() if of.unit]
        said += f" Units: {', '.join(units)}."
    return said


def _analysis(keys: KeyTable) -> Made:
    """Describe an analysis: each kind has options of its own."""
    kinds = []
    for kind, options in OPTIONS.items():
        made = _table("analysis", {**keys, **options})
        made["properties"]["kind"] = {"description": _description("kind", keys["kind"]),
                                      "const": kind}
        kinds.append({"title": kind, **made})
    return {"oneOf": kinds}


def main() -> None:
    """Write the file anew."""
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    print("data/schema/scenario.schema.json")


if __name__ == "__main__":
    main()
