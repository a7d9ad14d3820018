"""What each data table must look like, read from the schema tables that come with the data.

A schema table has one row per attribute of a data table:

============= ================================================================================
column        meaning
============= ================================================================================
attribute     name of the column in the data table
type          one of :data:`TYPES`
unit          unit of the numbers, in words
required      ``key`` every cell is filled, and the key cells of a row together are unique;
              ``key-or-blank`` part of the key, but cells may be blank;
              ``yes`` every cell is filled; ``column`` the column is there, cells may be blank;
              ``no`` the column may be missing
default       what a blank cell means
minimum       lowest value that is accepted, also ``maximum``; for dates a year
warn_minimum  lowest value that is usual, also ``warn_maximum``
values        closed list of a choice, separated by semicolons
gmns          name of the same thing in the General Modeling Network Specification
description   what it is, in a sentence
============= ================================================================================
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors.errors import Problem, TableError

__all__ = ["REQUIRED", "TYPES", "Attribute", "TableSchema", "read_schema", "read_schemas"]

TYPES = ("text", "id", "ids", "number", "integer", "boolean", "date", "month_day", "choice",
         "choices", "gauges", "wkt")
REQUIRED = ("key", "key-or-blank", "yes", "column", "no")
COLUMNS = ("attribute", "type", "unit", "required", "default", "minimum", "maximum",
           "warn_minimum", "warn_maximum", "values", "gmns", "description")

# What a blank cell becomes, by type: text stays text, lists are empty, the rest is "not given".
_BLANK: dict[str, Any] = {"text": "", "id": "", "choice": "", "wkt": "",
                          "ids": (), "choices": (), "gauges": ()}


@dataclass(frozen=True, slots=True)
class Attribute:
    """One column of a data table.

    Parameters
    ----------
    name
        Name of the column.
    type
        One of :data:`TYPES`.
    required
        One of :data:`REQUIRED`.
    unit
        Unit of the numbers; blank where there is none.
    blank
        The value of a blank cell: the default, or ``""``, ``()`` or None by type.
    minimum, maximum
        Range that is accepted, in the unit; years for dates; None where there is no limit.
    warn_minimum, warn_maximum
        Range that is usual.
    values
        Closed list of a choice, in the order written.
    gmns
        Name in the General Modeling Network Specification, or blank.
    description
        What it is.
    """

    name: str
    type: str
    required: str = "no"
    unit: str = ""
    blank: Any = ""
    minimum: float | None = None
    maximum: float | None = None
    warn_minimum: float | None = None
    warn_maximum: float | None = None
    values: tuple[str, ...] = ()
    gmns: str = ""
    description: str = ""

    @property
    def needed(self) -> bool:
        """Whether the column must be there."""
        return self.required != "no"

    @property
    def filled(self) -> bool:
        """Whether every cell must be filled."""
        return self.required in ("key", "yes")

    @property
    def in_key(self) -> bool:
        """Whether the column is part of what makes a row unique."""
        return self.required.startswith("key")


@dataclass(frozen=True, slots=True)
class TableSchema:
    """What a data table must look like.

    Parameters
    ----------
    name
        Name of the table, such as ``link``; its file is ``link.csv``.
    attributes
        Its columns, in order.
    """

    name: str
    attributes: tuple[Attribute, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(attribute.name for attribute in self.attributes)

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns that together make a row unique."""
        return tuple(attribute.name for attribute in self.attributes if attribute.in_key)


def read_schema(path: Path) -> TableSchema:
    """Read one schema table.

    Parameters
    ----------
    path
        A file such as ``link.csv`` in the folder of schema tables.

    Returns
    -------
    schema
        What a data table of that name must look like.

    Raises
    ------
    TableError
        If the file cannot be read, or is no schema table.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "stop.csv")
    >>> _ = path.write_text(",".join(COLUMNS) + "\\nstop_id,id,,key,,,,,,,,Id of the stop.\\n")
    >>> read_schema(path).key
    ('stop_id',)
    >>> folder.cleanup()
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _broken(path, 1, f"the schema table cannot be read: {error}") from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise _broken(path, 1, f"a schema table has the columns {', '.join(COLUMNS)}")
    attributes = []
    for number, row in enumerate(rows[1:], start=2):
        try:
            attributes.append(_attribute(row))
        except ValueError as error:
            raise _broken(path, number, str(error)) from error
    return TableSchema(path.stem, tuple(attributes))


def read_schemas(folder: Path) -> dict[str, TableSchema]:
    """Read every schema table of a folder.

    Parameters
    ----------
    folder
        Folder of schema tables.

    Returns
    -------
    schemas
        Schema by table name, ordered by name.

    Raises
    ------
    TableError
        As :func:`read_schema`.
    """
    return {path.stem: read_schema(path) for path in sorted(folder.glob("*.csv"))}


def _attribute(row: list[str]) -> Attribute:
    if len(row) != len(COLUMNS):
        raise ValueError(f"{len(row)} cells where {len(COLUMNS)} belong")
    name, kind, unit, required, default, *limits, values, gmns, description = row
    if kind not in TYPES:
        raise ValueError(f'"{kind}" is not a type; use one of {", ".join(TYPES)}')
    if required not in REQUIRED:
        raise ValueError(f'"{required}" is not one of {", ".join(REQUIRED)}')
    low, high, warn_low, warn_high = (float(limit) if limit else None for limit in limits)
    return Attribute(name, kind, required, unit, _blank(kind, default), low, high, warn_low,
                     warn_high, tuple(values.split(";")) if values else (), gmns, description)


def _blank(kind: str, default: str) -> Any:
    if not default:
        return _BLANK.get(kind)
    if kind == "boolean" and default in ("true", "false"):
        return default == "true"
    if kind == "integer":
        return int(default)
    if kind == "number":
        return float(default)
    if kind in ("text", "choice", "date"):
        return default
    raise ValueError(f'"{default}" is no default for an attribute of type {kind}')


def _broken(path: Path, row: int, message: str) -> TableError:
    return TableError(Problem("T00", message, "Restore the file as it came with corridors.",
                              file=f"schema/{path.name}", row=row))
