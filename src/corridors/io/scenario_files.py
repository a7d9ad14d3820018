"""Scenario files: TOML in, a scenario out, and everything that is wrong with its line.

What each table may say stands in :mod:`corridors.io.scenario_keys`; see ``docs/scenarios.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corridors.errors import InputError, Problem, ScenarioError
from corridors.io.data_folder import load
from corridors.io.key_tables import taken
from corridors.io.keys import Keys
from corridors.io.scenario_analyses import read_analyses
from corridors.io.scenario_changes import check_name, read_variants
from corridors.io.scenario_extends import bundled_scenarios, extended_files, find_scenario
from corridors.io.scenario_keys import DEFAULTS, top_keys
from corridors.io.scenario_queries import pair_files, read_queries, weights_of
from corridors.io.scenario_sweeps import read_axes, read_uncertain
from corridors.io.toml_file import TomlFile
from corridors.model.network import Network
from corridors.model.scenario import Scenario

__all__ = ["bundled_scenarios", "load_scenario", "network_for"]


def load_scenario(name: Path | str) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    name
        Path of a .toml file, or the name of a scenario that comes with corridors.

    Returns
    -------
    scenario
        The scenario, with what it has from the one it extends. Whether its places and links
        exist is seen when it is applied.

    Raises
    ------
    ScenarioError
        With everything that is wrong in the file, each with its line.

    Examples
    --------
    >>> load_scenario("rasht-astara").variant().changes[0].action
    'open'
    """
    path = find_scenario(name)
    problems: list[Problem] = []
    try:
        files = extended_files(path)
        scenario = _scenario(path.stem, files, problems)
    except InputError as error:
        raise ScenarioError(error.problems) from error
    if problems:
        order = {file.name: place for place, file in enumerate(files)}
        raise ScenarioError(sorted(problems, key=lambda problem: (
            order.get(problem.file, len(order)), problem.line or 0)))
    return scenario


def network_for(scenario: Scenario, chosen: Network | None = None) -> Network:
    """Give the network a scenario is worked out on.

    Parameters
    ----------
    scenario
        The scenario, which may name a folder of data.
    chosen
        The one that was chosen for this run; it comes before the one of the scenario.

    Returns
    -------
    network
        The network; the one that comes with corridors where nothing else is asked for.

    Raises
    ------
    TableError
        With everything that is wrong in the tables.

    Examples
    --------
    >>> network_for(load_scenario("rasht-astara")).title
    'Eurasian transport corridors'
    """
    return load(scenario.network or None) if chosen is None else chosen


def _scenario(name: str, files: Sequence[TomlFile], problems: list[Problem]) -> Scenario:
    parts = [Keys(file, (), file.values, problems) for file in files]
    top = parts[0]
    check_name(top, "", name, "scenario", "Name the file in small letters, digits and hyphens, "
                                          "such as open-borders.toml.")
    said, variants_of_files = _merged(parts)
    asked = read_queries(said["query"], said["defaults"])
    weights, unit = weights_of(asked, said["weight_unit"], top)
    variants = read_variants(variants_of_files)
    names = [variant.name for variant in variants]
    labels = {row.query.label for row in asked}
    read = [(file.name, file.text) for file in files[1:]]
    # What is not UTF-8 was told when the table was read.
    read += [(path.name, path.read_text(encoding="utf-8-sig", errors="replace"))
             for path in pair_files(said["query"])]
    return Scenario(
        name, said["title"], variants, tuple(row.query for row in asked), said["question"],
        said["description"], said["on"], said["base"], said["sources"],
        text="\n".join([files[0].text, *(f"# {name}\n{text}" for name, text in read)]),
        file=top.file.name,
        written=tuple(row.written for row in asked), assume_expected=said["assume_expected"],
        costs=said["costs"], weights=weights, weight_unit=unit,
        extends=files[1].path.stem if len(files) > 1 else "", network=said["network"],
        axes=read_axes(said["sweep"], names), uncertain=read_uncertain(said["uncertainty"]),
        analyses=read_analyses(said["analysis"], labels, names))


def _merged(parts: Sequence[Keys]) -> tuple[dict[str, Any], list[list[Keys]]]:
    """Take what each file says at its top; what the first does not say is as in the next.

    Returns
    -------
    said
        Value by key. The defaults of a file rest on those of the file that it extends.
    variants
        The variants of each file, which are put together by their names.
    """
    table = dict(top_keys())
    loose = {**table, "title": table["title"]._replace(needed=False)}
    titled = any(part.given("title") for part in parts)
    found = [taken(part, loose if titled or part is not parts[0] else table) for part in parts]
    merged = {key: next((said[key] for part, said in zip(parts, found, strict=True)
                         if part.given(key)), found[0][key]) for key in table}
    merged["defaults"] = _defaults([said["defaults"] for said in found])
    asking = next((place for place, part in enumerate(parts) if part.given("query")), len(parts))
    if not any(part.given("analysis") for part in parts[:asking + 1]):
        # Those of a file further on are asked of queries that are not there.
        merged["analysis"] = []
    for part in parts:
        part.done()
    return merged, [said["variant"] for said in found]


def _defaults(tables: Sequence[Keys | None]) -> Keys | None:
    """Let the defaults of each file rest on those of the next, and say what is wrong in them."""
    below: Keys | None = None
    for keys in reversed(tables):
        if keys is not None:
            taken(keys, DEFAULTS)
            keys.done()
            below = keys.over(below)
    return below
