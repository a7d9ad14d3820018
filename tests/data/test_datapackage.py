"""The data package is what the schema tables say, and the validator of its own standard agrees."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from build_datapackage import COMMAND, WORDS, package_text, table_schema

from corridors.io.schema import TYPES, read_schemas

DATA = Path(__file__).parents[2] / "data"
SCHEMAS = read_schemas(DATA / "schema")


def validated(folder: Path) -> dict[str, Any]:
    """Run the validator as anybody would, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", str(folder / "datapackage.json"),
         "--json"], capture_output=True, text=True, check=False, cwd=folder)
    assert "No module named" not in told.stderr, "frictionless is missing: run make test"
    report: dict[str, Any] = json.loads(told.stdout)
    return report


def test_the_package_is_up_to_date() -> None:
    text = (DATA / "datapackage.json").read_text(encoding="utf-8")
    assert text == package_text(DATA), f"run {COMMAND}"


def test_every_table_points_to_the_tables_it_names() -> None:
    def pointers(name: str) -> dict[str, str]:
        keys = table_schema(SCHEMAS[name], SCHEMAS).get("foreignKeys", [])
        return {key["fields"][0]: key["reference"]["resource"] for key in keys}

    assert pointers("link") == {"from_node_id": "node", "to_node_id": "node"}
    assert pointers("link_status") == {"link_id": "link", "event_id": "event"}
    assert pointers("border_charge") == {"border_id": "border", "link_id": "link",
                                         "gauge_change_included_at": "gauge-change"}
    assert pointers("node") == {}


def test_every_type_of_an_attribute_has_a_type_of_a_field() -> None:
    assert set(WORDS) == set(TYPES)


def test_the_shipped_package_is_valid() -> None:
    report = validated(DATA)
    faults = [(task["name"], error["message"]) for task in report["tasks"]
              for error in task["errors"]]
    assert (report["valid"], report["errors"], faults) == (True, [], [])
    assert {task["name"] for task in report["tasks"]} >= {"link", "geometry", "cost-model"}


def test_the_validator_would_find_what_is_wrong(tmp_path: Path) -> None:
    for name in ("network", "geometry", "costs", "scenarios"):
        shutil.copytree(DATA / name, tmp_path / name)
    shutil.copy(DATA / "datapackage.json", tmp_path)
    links = tmp_path / "network" / "link.csv"
    row = "af-nowhere-road,af-nowhere,af-herat,,road,road,-1,,,,,,half-open,spring,,,,,\n"
    links.write_text(links.read_text(encoding="utf-8") + row, encoding="utf-8")
    errors = [error for task in validated(tmp_path)["tasks"] for error in task["errors"]]
    assert {error["type"] for error in errors} == {"foreign-key", "constraint-error"}
    found = {error.get("fieldName") for error in errors}
    assert found >= {"length_km", "status", "status_seen"}
