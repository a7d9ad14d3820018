"""Reading tables that are read when asked for: people, groups of places, and investments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from corridors.errors import Problem, TableError, suggest
from corridors.io.bundled import bundled_data
from corridors.io.read_later import ReadLater
from corridors.model.investment import Investment
from corridors.model.population import Population
from corridors.model.spread import Spread

__all__ = ["groups_later", "investments_later", "population_later"]

Row = Mapping[str, Any]


def population_later(home: Path, nodes: Collection[str]) -> Mapping[str, Population]:
    """Give the people of each town, read when they are asked for.

    Parameters
    ----------
    home
        Folder of the tables; without ``population.csv`` no town has any.
    nodes
        Ids of the nodes.

    Returns
    -------
    population
        By node id. Asked for the first time, it raises TableError with everything that is wrong
        in the table.
    """
    return ReadLater(partial(_population, home / "population.csv", nodes))


def groups_later(home: Path, nodes: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Give groups of places, read when they are asked for.

    Parameters
    ----------
    home
        Folder of the tables; without ``place_group.csv`` there are no groups.
    nodes
        Ids of the nodes.

    Returns
    -------
    groups
        Node ids by name of the group, sorted. Asked for the first time, it raises TableError with
        everything that is wrong in the table.
    """
    return ReadLater(partial(_groups, home / "place_group.csv", nodes))


def investments_later(home: Path, links: Collection[str]) -> Mapping[str, Investment]:
    """Give what projects cost, read when it is asked for.

    Parameters
    ----------
    home
        Folder of the tables; without ``investment.csv`` nothing is known to cost anything.
    links
        Ids of the links.

    Returns
    -------
    investments
        By project. Asked for the first time, it raises TableError with everything that is wrong
        in the table.
    """
    return ReadLater(partial(_investments, home / "investment.csv", links))


def _population(path: Path, nodes: Collection[str]) -> dict[str, Population]:
    return {row["node_id"]: Population(row["node_id"], row["population"], row["year"],
                                       ";".join(row["source"]), row["confidence"], row["note"])
            for row in _at_nodes(path, nodes)}


def _groups(path: Path, nodes: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _at_nodes(path, nodes):
        found[row["group"]].append(row["node_id"])
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def _investments(path: Path, links: Collection[str]) -> dict[str, Investment]:
    def wrong(row: Row) -> Iterator[Problem]:
        for link in row["link_ids"]:
            if link not in links:
                yield Problem("Q69", f'There is no link "{link}"', suggest(link, links),
                              column="link_ids")
        low, value, high = (row[f"investment_musd{end}"] for end in ("_low", "", "_high"))
        if value is None and (low is not None or high is not None):
            yield Problem("Q69", "a lowest or highest figure has none between",
                          "Give investment_musd, or leave all three blank.",
                          column="investment_musd")
        elif value is not None and not (value if low is None else low) <= value <= \
                (value if high is None else high):
            yield Problem("Q69", f"{value:g} million USD is not between its lowest and highest "
                                 "figure", "Give low <= value <= high.", column="investment_musd")

    return {row["project_id"]: Investment(
        row["project_id"], row["title"], tuple(row["link_ids"]), _spread(row), row["year"],
        ";".join(row["source"]), row["confidence"], row["note"]) for row in _rows(path, wrong)}


def _spread(row: Row) -> Spread | None:
    value = row["investment_musd"]
    if value is None:
        return None
    low, high = row["investment_musd_low"], row["investment_musd_high"]
    return Spread(value if low is None else low, value, value if high is None else high)


def _at_nodes(path: Path, nodes: Collection[str]) -> Iterator[Row]:
    def wrong(row: Row) -> Iterator[Problem]:
        if row["node_id"] not in nodes:
            yield Problem("N62", f'There is no node "{row["node_id"]}"',
                          suggest(row["node_id"], nodes), column="node_id")

    return _rows(path, wrong)


def _rows(path: Path, wrong: Callable[[Row], Iterator[Problem]]) -> Iterator[Row]:
    # Imported here: a network is made without them, and most questions never come here.
    from corridors.io.schema import read_schema
    from corridors.io.tables import read_table

    if not path.exists():
        return
    problems: list[Problem] = []
    table = read_table(path, read_schema(bundled_data() / "schema" / path.name), problems, [])
    rows = [dict(zip(table.columns, cells, strict=True))
            for cells in zip(*table.columns.values(), strict=True)]
    if not problems:
        problems = [replace(problem, file=path.name, row=number)
                    for number, row in zip(table.rows, rows, strict=True) for problem in wrong(row)]
    if problems:
        raise TableError(problems)
    yield from rows
