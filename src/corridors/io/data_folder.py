"""From a folder of data tables to a network: everything that is wrong in all tables at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from corridors.errors import InputError, Problem, QueryError, TableError
from corridors.io.alignments import Alignments
from corridors.io.bundled import bundled_data
from corridors.io.cost_files import load_cost_model
from corridors.io.place_tables import groups_later, investments_later, population_later
from corridors.io.record_rows import (
    alias_of,
    border_of,
    charge_of,
    claim_of,
    event_of,
    gauge_change_of,
    link_of,
    node_of,
    season_of,
    source_of,
    terminal_of,
)
from corridors.io.schema import read_schema
from corridors.io.tables import Table, read_table
from corridors.model.dates import as_day
from corridors.model.network import Network
from corridors.model.records import Claim, Link
from corridors.model.season import Season
from corridors.model.sourcing import basis_of_keys
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent
from corridors.model.tables import Tables

__all__ = ["load", "read_data_folder"]

OPTIONAL = ("link_status", "season", "border", "border_charge", "terminal", "gauge_change",
            "place_alias", "event", "claim", "source", "geometry")
Row = Mapping[str, Any]
Record = TypeVar("Record")


def load(path: Path | str | None = None) -> Network:
    """Load a network.

    Parameters
    ----------
    path
        A folder of data tables, laid out like ``data/``; the corridors of Eurasia that come
        with the program if not given.

    Returns
    -------
    network
        The network, frozen.

    Raises
    ------
    TableError
        With everything that is wrong in all tables.

    Examples
    --------
    >>> len(load().nodes) >= 393
    True
    """
    network, problems = read_data_folder(bundled_data() if path is None else Path(path))
    if network is None:
        raise TableError(problems)
    return network


def read_data_folder(folder: Path) -> tuple[Network | None, list[Problem]]:
    """Read a folder of data tables, and say what is wrong with it.

    Parameters
    ----------
    folder
        The folder, with ``network/`` or the tables themselves in it.

    Returns
    -------
    network
        The network; None where the data is refused.
    problems
        Why it is refused; empty where it is not. The notes are in ``network.notes``.
    """
    problems: list[Problem] = []
    notes: list[Problem] = []
    if not folder.is_dir():
        return None, [Problem("T01", f'"{folder}" is not a folder', "Give a folder of tables.")]
    tables = _read(folder, problems, notes)
    title, reference = _about(folder, problems)
    costs = None
    try:
        own = folder / "costs" / "default.toml"
        costs = load_cost_model(own if own.exists() else None)
        if not own.exists() and (folder / "costs").exists():
            notes.append(Problem("N70", "there is no default.toml in the folder costs, so the "
                                        "cost model that comes with corridors is used",
                                 "Name it default.toml.", file="costs"))
    except InputError as error:
        problems += error.problems
    if problems or reference is None:
        return None, problems
    filled = _filled(tables, problems)
    nodes, links = (frozenset(tables[name].columns[f"{name}_id"]) for name in ("node", "link"))
    home = _home(folder)
    try:
        network = Network.build(Tables(**filled, population=population_later(home, nodes),
                                       groups=groups_later(home, nodes),
                                       investments=investments_later(home, links), title=title,
                                       reference_date=reference, costs=costs,
                                       notes=tuple(notes)))
    except TableError as error:
        problems += error.problems
    return (None, problems) if problems else (network, [])


def _read(folder: Path, problems: list[Problem], notes: list[Problem]) -> dict[str, Table]:
    schemas, home = bundled_data() / "schema", _home(folder)
    paths = {"node": home / "node.csv", "link": home / "link.csv"}
    for name in OPTIONAL:
        place = folder / "geometry" if name == "geometry" and (folder / "geometry").is_dir() \
            else home
        if (place / f"{name}.csv").exists():
            paths[name] = place / f"{name}.csv"
    return {name: read_table(path, read_schema(schemas / f"{name}.csv"), problems, notes)
            for name, path in paths.items()}


def _home(folder: Path) -> Path:
    return folder / "network" if (folder / "network").is_dir() else folder


def _about(folder: Path, problems: list[Problem]) -> tuple[str, date | None]:
    """Read the title and the reference date: the date meant when none is given."""
    path, file = folder / "datapackage.json", "datapackage.json"
    try:
        about = json.loads(path.read_text(encoding="utf-8-sig"))
        return str(about.get("title") or folder.name), as_day(str(about["reference_date"]))
    except OSError:
        problems.append(Problem("T36", f"there is no {file} in the folder",
                                'Write one with {"title": "...", "reference_date": '
                                '"2026-11-01"}.', file=file))
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError, QueryError):
        problems.append(Problem("T36", 'it has no "reference_date" such as "2026-11-01"',
                                "Add the day that is meant when none is given.", file=file,
                                column="reference_date"))
    return folder.name, None


def _filled(tables: Mapping[str, Table], problems: list[Problem]) -> dict[str, Any]:
    claims = _records(tables, "claim", claim_of)
    problems += _wrong_claims(claims, tables)
    ranges, histories = _length_claims(claims), _histories(tables, problems)
    seasons = _seasons(tables, problems)
    kinds = _kinds(tables)
    # The working claim says what the length in use rests on; without one, the link does.
    said = {claim.subject_id: claim.source.split(";") for claim in claims
            if claim.working and _is_length(claim)}

    def link(row: Row) -> Link:
        key = row["link_id"]
        basis = basis_of_keys(said[key] if key in said else row["source"], kinds)
        return link_of(row, histories.get(key, ()), seasons.get(key, ()), ranges.get(key, ()),
                       basis)

    return {
        "nodes": _records(tables, "node", node_of), "links": _records(tables, "link", link),
        "borders": _records(tables, "border", border_of),
        "charges": _records(tables, "border_charge", charge_of),
        "terminals": _records(tables, "terminal", terminal_of),
        "gauge_changes": _records(tables, "gauge_change", gauge_change_of),
        "aliases": _records(tables, "place_alias", alias_of),
        "events": _records(tables, "event", event_of), "claims": claims,
        "sources": _records(tables, "source", source_of),
        "alignments": Alignments({row["link_id"]: row for row in _rows(tables, "geometry")
                                  if row["wkt"]}),
        "rows": {f"{name}.csv": table.rows for name, table in tables.items()},
    }


def _rows(tables: Mapping[str, Table], name: str) -> list[Row]:
    if name not in tables:
        return []
    columns = tables[name].columns
    return [dict(zip(columns, cells, strict=True))
            for cells in zip(*columns.values(), strict=True)]


def _records(tables: Mapping[str, Table], name: str,
             make: Callable[[Row], Record]) -> tuple[Record, ...]:
    return tuple(make(row) for row in _rows(tables, name))


def _kinds(tables: Mapping[str, Table]) -> dict[str, str]:
    columns = tables["source"].columns if "source" in tables else {"source_key": [], "kind": []}
    return dict(zip(columns["source_key"], columns["kind"], strict=True))


def _length_claims(claims: Iterable[Claim]) -> dict[str, list[Spread]]:
    """Give what is claimed of the length of each link, in km."""
    found: defaultdict[str, list[Spread]] = defaultdict(list)
    for claim in claims:
        value, low, high = _claimed(claim), claim.low, claim.high
        if not _is_length(claim) or value is None:
            continue
        found[claim.subject_id].append(Spread(value if low is None else low, value,
                                              value if high is None else high))
    return dict(found)


def _wrong_claims(claims: Sequence[Claim], tables: Mapping[str, Table]) -> list[Problem]:
    """Find claims of a length that are none: they would stretch the range of routes."""
    return [Problem("N71", f'"{claim.value} {claim.unit}" is not a length in km',
                    "Give a number above 0, and the unit km.", file="claim.csv", row=row,
                    column="value")
            for claim, row in zip(claims, tables["claim"].rows if "claim" in tables else (),
                                  strict=True)
            if _is_length(claim) and (claim.unit not in ("", "km") or not all(
                isfinite(number) and number > 0
                for number in (_claimed(claim), claim.low, claim.high) if number is not None))]


def _is_length(claim: Claim) -> bool:
    return claim.subject_kind == "link" and claim.attribute == "length_km"


def _claimed(claim: Claim) -> float | None:
    """Give the number a claim says: the middle of a range where it only gives one."""
    try:
        return float(claim.value)
    except ValueError:
        if claim.low is None or claim.high is None:
            return None
        return (claim.low + claim.high) / 2


def _histories(tables: Mapping[str, Table], problems: list[Problem]
               ) -> dict[str, tuple[StatusEvent, ...]]:
    found: defaultdict[str, list[StatusEvent]] = defaultdict(list)
    for row in _of_links(tables, "link_status", problems):
        found[row["link_id"]].append(StatusEvent(
            row["start"], row["status"], row["status_before"] or "", row["event_id"],
            ";".join(row["source"]), row["confidence"]))
    return {link: tuple(sorted(events, key=lambda event: event.day))
            for link, events in found.items()}


def _seasons(tables: Mapping[str, Table], problems: list[Problem]
             ) -> dict[str, tuple[Season, ...]]:
    found: defaultdict[str, list[Season]] = defaultdict(list)
    for row in _of_links(tables, "season", problems):
        found[row["link_id"]].append(season_of(row))
    return {link: tuple(sorted(seasons, key=lambda season: season.first_year or 0))
            for link, seasons in found.items()}


def _of_links(tables: Mapping[str, Table], name: str, problems: list[Problem]) -> list[Row]:
    """Give the rows of a table about links, and say which of them have no link."""
    rows, known = _rows(tables, name), set(tables["link"].columns["link_id"])
    for number, row in zip(tables[name].rows if name in tables else (), rows, strict=True):
        if row["link_id"] not in known:
            problems.append(Problem("N62", f'There is no link "{row["link_id"]}"', "",
                                    file=f"{name}.csv", row=number, column="link_id"))
    return rows
