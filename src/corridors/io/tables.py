"""Reading a data table: a .csv file in, typed columns out, and everything that is wrong at once.

The order is: an ordinary file (:mod:`corridors.io.text`), rows (:mod:`corridors.io.rows`), column
names (:mod:`corridors.io.header`), cells (:mod:`corridors.io.columns`), keys. Plain files take a
quick way through all of it. The rules and their codes: :mod:`corridors.io.findings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors.errors import Problem
from corridors.io.columns import read_column
from corridors.io.defuse import restore
from corridors.io.findings import Findings, shown
from corridors.io.header import find_separator, match_columns
from corridors.io.rows import Row, even_rows, is_blank, split_rows, take_named_separator
from corridors.io.schema import TableSchema
from corridors.io.stray_rows import without_footers, without_headers
from corridors.io.text import read_text

__all__ = ["Table", "read_table"]

# A network without nodes is no network; without links it can be drawn but not routed on.
_NEEDED, _EXPECTED = "node", "link"

# An apostrophe at the start of some cell; only then is it worth looking at each cell.
_APOSTROPHES = tuple(f"{before}'" for before in ',;\t\r\n"')


@dataclass(frozen=True, slots=True)
class Table:
    """A data table as it was read.

    Parameters
    ----------
    file
        Name of the file, without its folder.
    schema
        What the table must look like.
    columns
        Values by attribute name, one per record: numbers are float or int, lists are tuples,
        dates are ISO text as written; a blank cell is the default, or ``""``, ``()`` or None.
    rows
        Row number of each record, as a spreadsheet shows it: the header is row 1.
    extra
        Text of the columns that are not part of the table.
    """

    file: str
    schema: TableSchema
    columns: Mapping[str, list[Any]]
    rows: list[int]
    extra: Mapping[str, list[str]]

    def __len__(self) -> int:
        return len(self.rows)


def read_table(path: Path, schema: TableSchema, problems: list[Problem],
               notes: list[Problem]) -> Table:
    """Read a data table.

    Parameters
    ----------
    path
        The file.
    schema
        What the table must look like.
    problems
        What refuses the table is added here; nothing is raised, so that one run can name what is
        wrong in all tables. A table that added problems must not be used.
    notes
        Warnings and what was mended are added here.

    Returns
    -------
    table
        The table; without records where the file could not be read at all.

    Examples
    --------
    >>> import tempfile
    >>> from corridors.io.schema import Attribute
    >>> schema = TableSchema("stop", (Attribute("stop_id", "id", "key"),
    ...                               Attribute("km", "number", blank=None)))
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "stop.csv")
    >>> _ = path.write_text("stop_id,km\\na,2.5\\nb,\\n")
    >>> read_table(path, schema, [], []).columns
    {'stop_id': ['a', 'b'], 'km': [2.5, None]}
    >>> folder.cleanup()
    """
    findings = Findings(path.name.replace("\x00", ""), problems, notes)
    text = read_text(path, findings)
    table = Table(path.name, schema, {name: [] for name in schema.names}, [], {})
    if text is not None:
        table = _parse(text, table, findings)
    findings.close()
    return table


def _parse(text: str, empty: Table, findings: Findings) -> Table:
    schema = empty.schema
    text, separator = take_named_separator(text, findings)
    separator = separator or find_separator(text, schema, findings)
    rows = list(enumerate(split_rows(text, separator, findings), start=1))
    while rows and is_blank(rows[0][1]):
        findings.add("M08", "a blank row was left out", row=rows[0][0])
        rows = rows[1:]
    if not rows:
        return empty
    header_row, header = rows[0]
    while is_blank(header[-1:]):
        header = header[:-1]
    names = match_columns(header, schema, findings, header_row, rows[1:])
    if names is None:
        return empty
    body = without_footers(rows[1:], schema, findings)
    records = without_headers(even_rows(body, len(names), findings), names, findings)
    if len(rows) == 1 and not findings.refused:
        _tell_no_rows(schema, findings)
    return _typed(records, names, empty, findings, separator,
                  restored=text.startswith("'") or any(map(text.__contains__, _APOSTROPHES)))


def _typed(records: Sequence[Row], names: Sequence[str], empty: Table, findings: Findings,
           separator: str, *, restored: bool) -> Table:
    schema = empty.schema
    rows = [number for number, _ in records]
    cells: list[Sequence[str]] = list(zip(*(row for _, row in records), strict=True)) \
        or [()] * len(names)
    if restored:
        cells = [[restore(cell) for cell in column] for column in cells]
    by_name = dict(zip(names, cells, strict=True))
    columns = {
        attribute.name: read_column(by_name[attribute.name], rows, attribute, findings,
                                    semicolons=separator == ";")
        if attribute.name in by_name else [attribute.blank] * len(rows)
        for attribute in schema.attributes
    }
    if all(name in by_name for name in schema.key):
        _tell_repeated_keys(columns, rows, schema, findings)
    return Table(empty.file, schema, columns, rows, _extra(names, cells, schema))


def _extra(names: Sequence[str], cells: Sequence[Sequence[str]],
           schema: TableSchema) -> dict[str, list[str]]:
    """Keep the columns that are not part of the table, each under a name of its own."""
    extra: dict[str, list[str]] = {}
    for place, (name, column) in enumerate(zip(names, cells, strict=True), start=1):
        if name in schema.names or (not name and is_blank(column)):
            continue
        extra[name if name and name not in extra else f"{name or 'column'} {place}"] = list(column)
    return extra


def _tell_no_rows(schema: TableSchema, findings: Findings) -> None:
    if schema.name == _NEEDED:
        findings.add("T35", "the table has column names and no rows", "Add the nodes.")
    elif schema.name == _EXPECTED:
        findings.add("W04", "the table has column names and no rows",
                     "Add the links; nothing can be routed without them.")


def _tell_repeated_keys(columns: Mapping[str, list[Any]], rows: Sequence[int],
                        schema: TableSchema, findings: Findings) -> None:
    keys = list(zip(*(columns[name] for name in schema.key), strict=True))
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[Any, ...], int] = {}
    column = schema.key[0] if len(schema.key) == 1 else ""
    for row, key in zip(rows, keys, strict=True):
        before = first.setdefault(key, row)
        if before == row or _is_unknown(key, schema):
            continue
        said = ", ".join(f"{part}" for part in key)
        if any(_rounded(part) for part in key):
            findings.add("T29", f"{shown(said)} is already used in row {before}: a spreadsheet "
                                "has rounded the ids", "Format the column as text, and import "
                                                       "the ids again.", row=row, column=column)
        else:
            findings.add("T28", f"{shown(said)} is already used in row {before}",
                         "Keep one of the two rows, or give each an id of its own.",
                         row=row, column=column)


def _is_unknown(key: Sequence[Any], schema: TableSchema) -> bool:
    """Say whether a part of the key was refused or not filled, which is told already."""
    filled = {attribute.name for attribute in schema.attributes if attribute.filled}
    return any(part in ("", None) and name in filled
               for name, part in zip(schema.key, key, strict=True))


def _rounded(part: Any) -> bool:
    # Imported here: only needed where two keys are equal already.
    from corridors.io.word_cells import looks_rounded

    return isinstance(part, str) and looks_rounded(part)
