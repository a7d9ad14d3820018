"""Reading a table of OD pairs: what goes from where to where, and what it counts for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from corridors.errors import Problem
from corridors.io.place_lists import PLACE_LIST
from corridors.io.schema import Attribute, TableSchema
from corridors.io.tables import Table, read_table

__all__ = ["PAIR_LIST", "ListedPair", "read_pair_list"]

PAIR_LIST = TableSchema("pairs", (
    Attribute("origin", "text", "key", description="Place name, node id or group of places."),
    Attribute("destination", "text", "key",
              description="Place name, node id or group of places."),
    Attribute("weight", "number", "no", blank=None, minimum=0.0, maximum=1e15,
              description="What the pair counts for, such as TEU or tonnes a year."),
    Attribute("unit", "text", "no", description="Unit of the weight, the same in all rows."),
))
"""What a table of OD pairs must look like."""


class ListedPair(NamedTuple):
    """One pair of a table.

    Parameters
    ----------
    origin, destination
        As they are written: place names, node ids or groups.
    weight
        What the pair counts for; None where the table has no weights.
    unit
        Unit of the weight, or blank.
    row
        Row of the table, as a spreadsheet shows it.
    """

    origin: str
    destination: str
    weight: float | None
    unit: str
    row: int


def read_pair_list(path: Path, problems: list[Problem]) -> list[ListedPair]:
    """Read a table of OD pairs, or one of places whose weights are multiplied.

    Parameters
    ----------
    path
        A .csv file with the columns ``origin``, ``destination`` and, where pairs have weights,
        ``weight`` (or ``amount``) and ``unit``; or with the columns ``place`` and ``weight``:
        every place is then paired with every other one, and the pair counts the product of their
        weights.
    problems
        What is wrong is added here, with its row.

    Returns
    -------
    pairs
        In the order of the file; none where something is wrong.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "towns.csv")
    >>> _ = path.write_text("place,weight\\nBaku,3\\nTbilisi,2\\n")
    >>> [(pair.origin, pair.destination, pair.weight) for pair in read_pair_list(path, [])]
    [('Baku', 'Tbilisi', 6.0), ('Tbilisi', 'Baku', 6.0)]
    >>> folder.cleanup()
    """
    found: list[Problem] = []
    header = _header(path)
    of_places = "place" in header and "origin" not in header
    weight = "amount" if "amount" in header and "weight" not in header else "weight"
    table = read_table(path, PLACE_LIST if of_places else _pair_list(weight), found, [])
    if not found and not len(table):
        found.append(Problem("T35", "the table has column names and no rows", "Add the pairs.",
                             file=table.file))
    weights: Sequence[float | None] = table.columns[weight]
    if of_places or any(weight is not None for weight in weights):
        found += [Problem("S34", "there is no weight", "Give one in every row.", file=table.file,
                          row=row, column=weight)
                  for row, value in zip(table.rows, weights, strict=True)
                  if value is None and not found]
    problems += found
    if found:
        return []
    return list(_multiplied(table) if of_places else _pairs(table, weight))


def _header(path: Path) -> str:
    """Give the first line, which says what the table is of."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.readline(10_000).casefold()
    except OSError:
        return ""  # told when the table is read


def _pair_list(weight: str) -> TableSchema:
    """Give what a table must look like whose weights bear a name."""
    return TableSchema("pairs", tuple(
        replace(attribute, name=weight) if attribute.name == "weight" else attribute
        for attribute in PAIR_LIST.attributes))


def _pairs(table: Table, weight: str) -> Iterator[ListedPair]:
    columns = (table.columns[name] for name in ("origin", "destination", weight, "unit"))
    for cells in zip(*columns, table.rows, strict=True):
        yield ListedPair(*cells)


def _multiplied(table: Table) -> Iterator[ListedPair]:
    rows = list(zip(table.columns["place"], table.columns["weight"], table.rows, strict=True))
    for origin, weight, row in rows:
        for destination, other, _ in rows:
            if origin != destination:
                yield ListedPair(origin, destination, weight * other, "", row)
