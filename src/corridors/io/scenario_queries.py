"""The queries of a scenario file: which routes are asked for, and what each of them counts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from corridors.errors import InputError, Problem
from corridors.io.key_tables import taken
from corridors.io.keys import Keys
from corridors.io.pair_lists import read_pair_list
from corridors.io.scenario_keys import QUERY
from corridors.model.query import Query
from corridors.model.query_checks import usual_by
from corridors.model.restriction import Restriction, limit_problems
from corridors.model.written import Written

__all__ = ["AskedFor", "pair_files", "read_queries", "read_restriction", "weights_of"]


class AskedFor(NamedTuple):
    """One query of a file.

    Parameters
    ----------
    query
        The query; its places may be groups.
    weight
        What it counts for; None where the file does not say.
    written
        Where it is written.
    unit
        Unit of the weight; blank where a table of pairs does not say.
    """

    query: Query
    weight: float | None
    written: Written
    unit: str = ""


class _Pair(NamedTuple):
    """A pair of places as it is written, or of groups of places."""

    origin: str
    destination: str
    weight: float | None
    written: Written
    unit: str = ""


def read_queries(tables: Sequence[Keys], defaults: Keys | None) -> list[AskedFor]:
    """Read every ``[[query]]``.

    Parameters
    ----------
    tables
        The tables.
    defaults
        ``[defaults]``: what holds where a table does not say otherwise.

    Returns
    -------
    asked
        One for each pair and criterion, in the order of the file.
    """
    return [asked for keys in tables for asked in _queries(keys.over(defaults))]


def pair_files(tables: Sequence[Keys]) -> list[Path]:
    """Give the tables of pairs that queries name, each once.

    Parameters
    ----------
    tables
        Every ``[[query]]``.

    Returns
    -------
    paths
        Only those that are there.
    """
    named = [(keys, keys.values.get("pairs")) for keys in tables]
    paths = [keys.folder("pairs") / text for keys, text in named if isinstance(text, str)]
    return [path for path in dict.fromkeys(paths) if path.is_file()]


def weights_of(asked: Sequence[AskedFor], unit: str, top: Keys
               ) -> tuple[tuple[float, ...], str]:
    """Say what the queries count for.

    Parameters
    ----------
    asked
        The queries.
    unit
        ``weight_unit`` of the file.
    top
        The file, to tell what is wrong.

    Returns
    -------
    weights
        One for each query; empty where none is said.
    unit
        Their unit; blank for none.
    """
    if all(row.weight is None for row in asked):
        return (), unit
    weights = tuple(1.0 if row.weight is None else row.weight for row in asked)
    if not any(weights):
        top.problems.append(asked[0].written.told(Problem(
            "S35", "all weights are 0", "Give one that is more.", column="weight")))
    for row in asked:
        if row.unit and unit and row.unit != unit:
            top.problems.append(row.written.told(Problem(
                "S35", f'a weight is in "{row.unit}" here and in "{unit}" elsewhere',
                "Give all weights in one unit.", column="unit")))
            break
        unit = unit or row.unit
    return weights, unit


def read_restriction(keys: Keys, said: Mapping[str, Any]) -> Restriction:
    """Make the restriction that a query or a variant says.

    Parameters
    ----------
    keys
        The table, to tell what is wrong.
    said
        What was taken out of it.

    Returns
    -------
    restriction
        What may be used.
    """
    given = {name: said[name] for name in Restriction.names()}
    for name in ("modes", "gauge_change"):
        given[name] = frozenset(given[name]) if given[name] else None
    found = Restriction(**given)
    for problem in limit_problems(found):
        # A word that is not known is told where it is read.
        if problem.code != "Q17" or "contradict" in problem.message:
            keys.wrong_once(problem)
    return found


def _queries(keys: Keys) -> list[AskedFor]:
    """Read one [[query]]; several pairs or criteria make several queries."""
    said = taken(keys, QUERY)
    restriction = read_restriction(keys, said)
    pairs = list(_pairs(keys, said))
    criteria = said["by"] or (usual_by(said["pareto"]),)
    shared = {name: getattr(restriction, name) if name in Restriction.names() else value
              for name, value in said.items() if name not in _OF_FILES and keys.given(name)}
    shared = {name: value for name, value in shared.items() if value is not None}
    keys.done()
    made: list[AskedFor] = []
    for pair in pairs:
        for by in criteria:
            asked = dict(shared)
            if by != "generalised" and "generalised" in criteria:
                asked.pop("value_of_time", None)  # it is for the other criterion
            try:
                query = Query(pair.origin, pair.destination, by, **asked)
            except InputError as error:
                for problem in error.problems:
                    keys.wrong_once(problem)
                return made
            made.append(AskedFor(query, pair.weight, pair.written, pair.unit))
    return made


_OF_FILES = ("origin", "destination", "by", "pairs", "weight")
"""Keys of a [[query]] that make queries, and are none of a single one."""


def _pairs(keys: Keys, said: Mapping[str, Any]) -> Iterator[_Pair]:
    """Give the pairs of places that a [[query]] asks for."""
    written = Written(keys.file.name, keys.line)
    if "pairs" in keys.values:
        for name in ("origin", "destination", "weight"):
            if name in keys.values:
                keys.wrong("S34", name, f"{name} does not go with pairs",
                           "The table of pairs says it: leave one of the two out.")
        if said["pairs"]:
            yield from _listed(keys, Path(said["pairs"]))
        return
    for name in ("origin", "destination"):
        if name not in keys.values:
            keys.wrong("K02", "", f'"{name}" is missing', f'Add {name} = "...".')
    for origin in said["origin"]:
        for destination in said["destination"]:
            yield _Pair(origin, destination, said["weight"], written)


def _listed(keys: Keys, path: Path) -> Iterator[_Pair]:
    """Give the pairs of a table; its columns are not keys of this file."""
    problems: list[Problem] = []
    for row in read_pair_list(path, problems):
        yield _Pair(row.origin, row.destination, row.weight,
                    Written(path.name, row=row.row), row.unit)
    keys.problems += [replace(problem, file=problem.file or path.name) for problem in problems]
