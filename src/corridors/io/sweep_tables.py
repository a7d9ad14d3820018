"""Parquet tables of the results of a sweep: the same rows make the same bytes.

A file says nothing of when or where it was made. Bytes depend on the version of pyarrow, which the
manifest of a sweep names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from corridors.analysis.sweep import SweepPlan
from corridors.analysis.sweep_cases import COLUMNS
from corridors.analysis.sweep_rows import Solved
from corridors.errors import OutputError, Problem
from corridors.model.budget import SHOWN
from corridors.model.leg import UNITS

__all__ = ["file_hash", "parquet", "parquet_version", "part_bytes", "part_table", "read_table",
           "write_joined"]

TOGETHER = 50
"""Parts whose rows are kept together in the joined file."""

_NUMBERS = {"case": "int32", "query": "int16", "total": "float64"}


def parquet() -> Any:
    """Give ``pyarrow.parquet``.

    Raises
    ------
    OutputError
        If it is not installed.
    """
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise OutputError(Problem("W01", "results of a sweep are Parquet files, and pyarrow, which "
                                         "writes them, is not installed",
                                  'Run pip install "corridors[sweep]".')) from error
    return pyarrow.parquet


def parquet_version() -> str:
    """Give the version of what writes the files."""
    parquet()
    import pyarrow

    return str(pyarrow.__version__)


def part_table(plan: SweepPlan, solved: Solved) -> Any:
    """Give the table of some cases: a row for each case and query.

    Parameters
    ----------
    plan
        The sweep.
    solved
        The cases, worked out.

    Returns
    -------
    table
        A table of pyarrow. Columns of the axes stand behind ``key``; figures are in the unit that
        ``unit`` says, and missing where there is no route.
    """
    parquet()
    import pyarrow

    faults = {failure.case: failure.fault for failure in solved.failures}
    names, cells = plan.cases.columns, {case: plan.cases[case].cells for case in solved.keys}
    columns: dict[str, list[Any]] = {name: [] for name in (*COLUMNS[:2], *names, *COLUMNS[2:])}
    for row in solved.rows:
        query = plan.scenario.queries[row.query]
        values = (row.case, solved.keys[row.case], *cells[row.case], row.query + 1, query.origin,
                  query.destination, query.label or query.said(), query.by, row.state,
                  None if row.total is None else row.total / UNITS[query.by],
                  SHOWN.get(query.by, "USD"), row.countries, row.modes, row.corridor, row.route,
                  row.links, faults.get(row.case, ""))
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    first = next(iter(cells.values()))
    types = dict(zip(names, first, strict=True))
    return pyarrow.table({
        name: pyarrow.array(column, _type(pyarrow, name, types.get(name)))
        for name, column in columns.items()})


def part_bytes(table: Any) -> bytes:
    """Give a table as a Parquet file.

    Parameters
    ----------
    table
        A table of pyarrow.
    """
    buffer = BytesIO()
    parquet().write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def read_table(path: Path) -> Any:
    """Read a Parquet file; it is read as that, whatever it is called.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    table
        A table of pyarrow; None where the file is not there, or is none that can be read.
    """
    import pyarrow

    parquet()
    try:
        return parquet().read_table(path)
    except (OSError, pyarrow.ArrowException, ValueError):
        return None


def write_joined(place: Path, tables: Iterable[Any]) -> None:
    """Write tables one after another into one file.

    Parameters
    ----------
    place
        The file; what it held is gone.
    tables
        Tables of the same columns; one at a time is held.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    import pyarrow

    waiting, writer = list[Any](), None
    try:
        for table in chain(tables, [None]):
            waiting += [] if table is None else [table]
            if len(waiting) == TOGETHER or (table is None and waiting):
                joined = pyarrow.concat_tables(waiting).unify_dictionaries().combine_chunks()
                writer = writer or parquet().ParquetWriter(place, joined.schema, compression="zstd")
                writer.write_table(joined)
                waiting = []
    finally:
        if writer is not None:
            writer.close()


def file_hash(file: Path, *, sync: bool = False) -> str:
    """Give the SHA-256 of a file.

    Parameters
    ----------
    file
        The file.
    sync
        Whether it is to be forced to the disk as well.

    Raises
    ------
    OSError
        If it cannot be read, or written.
    """
    digest = sha256()
    with file.open("rb+" if sync else "rb") as opened:
        while block := opened.read(1 << 20):
            digest.update(block)
        if sync:
            os.fsync(opened.fileno())
    return digest.hexdigest()


def _type(pyarrow: Any, name: str, cell: object) -> Any:
    if name in _NUMBERS:
        return getattr(pyarrow, _NUMBERS[name])()
    return pyarrow.float64() if isinstance(cell, float) else pyarrow.dictionary(
        pyarrow.int32(), pyarrow.string())
