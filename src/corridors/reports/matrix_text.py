"""A matrix as text for a terminal, and as a JSON object."""

from __future__ import annotations

import textwrap
from typing import Any

from corridors.analysis.matrix import NO_ROUTE, ROUTE, Cell, Matrix
from corridors.model.leg import COLUMN_OF, UNITS
from corridors.model.modes import CRITERIA
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.reports.answer_text import WIDTH
from corridors.reports.as_json import limits_json, node_json, stamp_json
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, counted, plain_number
from corridors.reports.plain import cut_text, short_text

__all__ = ["asked_of", "matrix_json", "matrix_text", "wrapped"]

NAME, COLUMN = 22, 12
"""Letters of the first column of a grid, and of the others."""

MOST_COLUMNS = (WIDTH - NAME) // (COLUMN + 1)


def matrix_text(table: Matrix) -> str:
    """Write a matrix for a terminal.

    Parameters
    ----------
    table
        The matrix.

    Returns
    -------
    text
        A grid where there is room for one; else a line for each pair.

    Examples
    --------
    >>> from corridors import load, matrix
    >>> print(matrix_text(matrix(load().as_of(), ["Baku"], ["Tbilisi", "Poti"])).strip())
    1 x 2 places, shortest, km, on 2026-11-01
                                Tbilisi         Poti
    Baku                            549          861
    """
    names = Names.of(table.snapshot.network)
    count = f"{len(table.origins):,} x {len(table.destinations):,} places"
    lines = wrapped(f"{count}, {asked_of(table.query, table.snapshot)}")
    if table.totals is None and len(table.destinations) <= MOST_COLUMNS:
        lines += _grid(table, names)
    else:
        lines += [_line(table, cell, names) for cell in table]
    if table.unreached:
        lines.append(f"No route in {counted(table.unreached, 'cell')} of {len(table):,}; "
                     '"corridors route" says why.')
    return "\n".join(line.rstrip() for line in lines) + "\n"


def matrix_json(table: Matrix) -> dict[str, Any]:
    """Give a matrix as a JSON object.

    Parameters
    ----------
    table
        The matrix.

    Returns
    -------
    table
        ``rows`` holds a list of cells for each origin: ``state`` and, where there is a route, its
        figures; a figure of what cannot be reached is null.
    """
    return {
        "origins": [node_json(node) for node in table.origins],
        "destinations": [node_json(node) for node in table.destinations],
        "on": table.snapshot.on.isoformat(), "by": table.query.by,
        "scenario": table.snapshot.scenario or None, **limits_json(table.query),
        "unreached": table.unreached,
        "rows": [[_cell(table, table.cell(row, column))
                  for column in range(len(table.destinations))]
                 for row in range(len(table.origins))],
        "stamp": stamp_json(table.stamp),
    }


def asked_of(query: Query, snapshot: Snapshot) -> str:
    """Say what is asked of which network, without its places.

    Parameters
    ----------
    query
        The question.
    snapshot
        The network.
    """
    measure = MEASURE_BY[query.by]
    parts = [measure.best, "h" if query.by == "time" else measure.unit,
             Names.of(snapshot.network).limits(query),
             "" if query.departs else f"on {snapshot.on}",  # its day is said already
             f"scenario {short_text(snapshot.scenario)}" if snapshot.scenario else "",
             "expected openings assumed" if snapshot.assume_expected else ""]
    return ", ".join(part for part in parts if part)


def wrapped(text: str) -> list[str]:
    """Break a text into lines of a terminal.

    Parameters
    ----------
    text
        The text.
    """
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _grid(table: Matrix, names: Names) -> list[str]:
    def head(node_id: str, width: int) -> str:
        return cut_text(names.place(node_id), width)

    top = "".join(f" {head(node.node_id, COLUMN):>{COLUMN}}" for node in table.destinations)
    return [" " * NAME + top, *(
        f"{head(origin.node_id, NAME):{NAME}}" + "".join(
            f" {table.said(row, column):>{COLUMN}}"
            for column in range(len(table.destinations)))
        for row, origin in enumerate(table.origins))]


def _line(table: Matrix, cell: Cell, names: Names) -> str:
    pair = f"{names.place(cell.origin.node_id)} – {names.place(cell.destination.node_id)}"
    said = cell.state
    if cell.state == ROUTE and cell.amount is not None:
        said = f"{plain_number(cell.amount / UNITS[table.query.by])} {table.unit}"
    if cell.totals is not None:
        said = ", ".join(MEASURE_BY[by].brief(getattr(cell.totals, by).value / UNITS[by])
                         for by in CRITERIA)
    return f"{cut_text(pair, 46):46} {said}"


def _cell(table: Matrix, cell: Cell) -> dict[str, Any]:
    by = table.query.by
    made: dict[str, Any] = {"state": cell.state.replace(" ", "_"), COLUMN_OF[by]:
                            None if cell.amount is None else cell.amount / UNITS[by]}
    if cell.totals is None or cell.state == NO_ROUTE:
        return made
    for each in CRITERIA:
        amount = getattr(cell.totals, each)
        made[COLUMN_OF[each]] = amount.value / UNITS[each]
        made[f"{COLUMN_OF[each]}_range"] = [amount.low / UNITS[each], amount.high / UNITS[each]]
    return made
