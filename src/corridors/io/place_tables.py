"""Reading ``population.csv`` and ``place_group.csv``: tables about places, read when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from corridors.errors import Problem, TableError, suggest
from corridors.io.bundled import bundled_data
from corridors.io.read_later import ReadLater
from corridors.model.population import Population

__all__ = ["groups_later", "population_later"]

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


def _population(path: Path, nodes: Collection[str]) -> dict[str, Population]:
    return {row["node_id"]: Population(row["node_id"], row["population"], row["year"],
                                       ";".join(row["source"]), row["confidence"], row["note"])
            for row in _rows(path, nodes)}


def _groups(path: Path, nodes: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(path, nodes):
        found[row["group"]].append(row["node_id"])
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def _rows(path: Path, nodes: Collection[str]) -> Iterator[Row]:
    # Imported here: a network is made without them, and most questions never come here.
    from corridors.io.schema import read_schema
    from corridors.io.tables import read_table

    if not path.exists():
        return
    problems: list[Problem] = []
    table = read_table(path, read_schema(bundled_data() / "schema" / path.name), problems, [])
    rows = [dict(zip(table.columns, cells, strict=True))
            for cells in zip(*table.columns.values(), strict=True)]
    problems += [Problem("N62", f'There is no node "{row["node_id"]}"',
                         suggest(row["node_id"], nodes), file=path.name, row=number,
                         column="node_id")
                 for number, row in zip(table.rows, rows, strict=True)
                 if row["node_id"] not in nodes and not problems]
    if problems:
        raise TableError(problems)
    yield from rows
