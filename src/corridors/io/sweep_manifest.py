"""``sweep.json``: what a sweep sweeps, its parts in order, and what failed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corridors.analysis.sweep import SweepPlan
from corridors.analysis.sweep_cases import columns_of
from corridors.io.save import write_text
from corridors.io.sweep_tables import parquet_version
from corridors.model.query import Query
from corridors.model.sweep_axis import Axis
from corridors.version import __version__

__all__ = ["MANIFEST", "read_manifest", "write_manifest"]

MANIFEST = "sweep.json"
"""Name of the file."""


def write_manifest(place: Path, plan: SweepPlan, parts: Sequence[dict[str, Any]], results: str,
                   failed: Sequence[tuple[Any, ...]]) -> None:
    """Write the manifest of a sweep.

    Parameters
    ----------
    place
        The folder.
    plan
        The sweep.
    parts
        Its parts in order: first case, number of cases, and what they are kept in.
    results
        SHA-256 of the results; blank where parts are still missing.
    failed
        Case, key, settings in words and fault of what could not be worked out.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    scenario = plan.scenario
    made = {
        "corridors": __version__, "pyarrow": parquet_version(), "finished": bool(results),
        "scenario": scenario.name, "title": scenario.title, "question": scenario.question,
        "on": str(scenario.on), "network": plan.network.title,
        "network_version": plan.network.version,
        "cost_model": f"{plan.costs.name} {plan.costs.version}", "identity": plan.identity,
        "axes": [_axis(axis) for axis in scenario.axes],
        "queries": [_query(query, plan) for query in scenario.queries],
        "cases": len(plan.cases), "parts": list(parts), "results_sha256": results or None,
        "failed": [dict(zip(("case", "key", "settings", "fault"), row, strict=True))
                   for row in failed],
    }
    write_text(place / MANIFEST, json.dumps(made, ensure_ascii=False, allow_nan=False,
                                            indent=1) + "\n")


def read_manifest(place: Path) -> dict[str, Any] | None:
    """Read the manifest of a sweep.

    Parameters
    ----------
    place
        The folder.

    Returns
    -------
    manifest
        None where there is none that can be read.
    """
    try:
        found = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _axis(axis: Axis) -> dict[str, Any]:
    return {"name": axis.name, "kind": axis.kind, "of": [str(each) for each in axis.parameters],
            "units": [each.unit for each in axis.parameters], "columns": columns_of(axis),
            "values": [list(map(_value, row)) for row in axis.values]}


def _value(value: object) -> object:
    return value if isinstance(value, int | float) else str(value)


def _query(query: Query, plan: SweepPlan) -> dict[str, Any]:
    return {"origin": query.origin, "origin_name": plan.network.node(query.origin).name,
            "destination": query.destination,
            "destination_name": plan.network.node(query.destination).name, "by": query.by,
            "label": query.label, "said": query.said()}
