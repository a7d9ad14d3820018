"""Build ``data/datapackage.json``: what every table holds, for anything that reads data packages.

The words of the package and of its resources (titles, licences) are kept by hand in that file;
fields, keys and limits are written into it from ``data/schema/``, and resources for files that
are new are added. Run ``python tools/build_datapackage.py`` after a change of either. Lists in one
cell (sources, corridors) cannot be foreign keys of a Table Schema; the tests of the data check
them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corridors.io.schema import Attribute, TableSchema, read_schemas

DATA = Path(__file__).resolve().parents[1] / "data"
COMMAND = "python tools/build_datapackage.py"

POINTERS = {
    "from_node_id": "node", "to_node_id": "node", "node_a": "node", "node_b": "node",
    "origin": "node", "destination": "node", "gauge_change_included_at": "gauge_change",
}
"""Columns that point to a table whose key bears another name; ``link_id`` points to ``link``."""

LONGEST_LIST = 20
"""Longest list of words with a line for each; the codes of all countries are one pattern."""

PATTERNS = {
    "date": r"\d{4}(-\d{2}(-\d{2})?)?", "month_day": r"\d{2}-\d{2}",
    "gauges": r"\d{3,4}(;\d{3,4})*", "ids": "[^;]+(;[^;]+)*", "wkt": r"LINESTRING \(.*\)",
}
"""How lists, lines and dates of any precision are written."""

WORDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"}, "id": {"type": "string"}, "ids": {"type": "string"},
    "number": {"type": "number"}, "integer": {"type": "integer"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "string"}, "choice": {"type": "string"}, "choices": {"type": "string"},
    "gauges": {"type": "string"}, "wkt": {"type": "string"}, "month_day": {"type": "string"},
}
"""Type of a field by the type of an attribute; lists and dates of any precision are patterns."""


def package_text(data: Path) -> str:
    """Write the data package of a folder.

    Parameters
    ----------
    data
        Folder with ``datapackage.json``, ``schema/`` and the data.

    Returns
    -------
    text
        The file as it should be.
    """
    package: dict[str, Any] = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    schemas = read_schemas(data / "schema")
    told = {resource["path"]: resource for resource in package["resources"]}
    found = {resource["path"]: resource for resource in _found(data, package["licenses"])}
    resources = [told.get(path) or found[path] for path in [*told, *sorted(found.keys() - told)]
                 if (data / path).is_file()]
    package["resources"] = [_described(resource, schemas) for resource in resources]
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def table_schema(schema: TableSchema, tables: Mapping[str, TableSchema]) -> dict[str, Any]:
    """Write what a table must look like as a Frictionless Table Schema.

    Parameters
    ----------
    schema
        What the table must look like.
    tables
        All tables, by name.

    Returns
    -------
    object
        The Table Schema.
    """
    made: dict[str, Any] = {"fields": [_field(attribute) for attribute in schema.attributes],
                            "missingValues": [""], "primaryKey": list(schema.key)}
    keys = [{"fields": [name], "reference": {"resource": _resource_name(table),
                                             "fields": [tables[table].key[0]]}}
            for name in schema.names if (table := _pointed(name, schema, tables))]
    return {**made, **({"foreignKeys": keys} if keys else {})}


def _described(resource: dict[str, Any], schemas: Mapping[str, TableSchema]) -> dict[str, Any]:
    name = Path(resource["path"]).stem
    if not resource["path"].endswith(".csv"):
        return resource
    kept = {key: value for key, value in resource.items() if key != "schema"}
    return {**kept, "schema": table_schema(schemas[name], schemas)}


def _pointed(name: str, schema: TableSchema, tables: Mapping[str, TableSchema]) -> str:
    table = POINTERS.get(name, name.removesuffix("_id") if name.endswith("_id") else "")
    own_key = table == schema.name
    return table if table in tables and not own_key else ""


def _field(attribute: Attribute) -> dict[str, Any]:
    made = {"name": attribute.name, "title": attribute.name.replace("_", " "),
            **WORDS[attribute.type], "description": attribute.description}
    extra = {"unit": attribute.unit, "gmns": attribute.gmns}
    limits = dict(_constraints(attribute))
    return {**made, **{key: value for key, value in extra.items() if value},
            **({"constraints": limits} if limits else {})}


def _constraints(attribute: Attribute) -> Iterator[tuple[str, Any]]:
    if attribute.filled:
        yield "required", True
    if attribute.type == "choice" and len(attribute.values) <= LONGEST_LIST:
        yield "enum", list(attribute.values)
    elif attribute.type == "choice":
        yield "pattern", "|".join(attribute.values)
    elif attribute.type == "choices":
        word = f"({'|'.join(attribute.values)})"
        yield "pattern", f"{word}(;{word})*"
    elif attribute.type in PATTERNS:
        yield "pattern", PATTERNS[attribute.type]
    elif attribute.type in ("number", "integer"):
        for key, limit in (("minimum", attribute.minimum), ("maximum", attribute.maximum)):
            if limit is not None:
                yield key, int(limit) if limit == int(limit) else limit


def _found(data: Path, licences: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Describe the files of the package that nobody has described yet."""
    for path in sorted(data.glob("network/*.csv")):
        yield {"name": _resource_name(path.stem), "type": "table",
               "path": f"network/{path.name}", "title": path.stem.replace("_", " "),
               "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
               "licenses": licences, "corridorsSchema": f"schema/{path.name}"}
    for folder, kind in (("costs", "cost-model"), ("scenarios", "scenario")):
        for path in sorted((data / folder).glob("*.toml")):
            words = tomllib.loads(path.read_text(encoding="utf-8"))
            yield {"name": f"{kind}-{path.stem}", "path": f"{folder}/{path.name}",
                   "title": words.get("title") or words.get("description", path.stem),
                   "format": "toml", "mediatype": "application/toml", "encoding": "utf-8",
                   "licenses": licences}


def _resource_name(table: str) -> str:
    return table.replace("_", "-")


def main() -> None:
    """Write the file anew."""
    (DATA / "datapackage.json").write_text(package_text(DATA), encoding="utf-8")
    print("data/datapackage.json")


if __name__ == "__main__":
    main()
