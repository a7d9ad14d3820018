"""Rows of tables about many places: matrices, what is reached, and access."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.access import Access
from corridors.analysis.matrix import Cell, Matrix
from corridors.analysis.reach import Reach
from corridors.model.leg import COLUMN_OF, UNITS
from corridors.model.modes import CRITERIA

__all__ = ["ACCESS_COLUMNS", "access_rows", "matrix_columns", "matrix_rows",
           "reach_columns", "reach_rows"]

Row = tuple[Any, ...]

ACCESS_COLUMNS = ("place", "name", "country", "weight", "to", "status", "nearest", "nearest_name")
"""Columns of access, before the one that the criterion gives its name."""


def matrix_columns(table: Matrix) -> tuple[str, ...]:
    """Give the columns of a matrix: one row for each pair of places.

    Parameters
    ----------
    table
        The matrix.
    """
    column = COLUMN_OF[table.query.by]
    if table.totals is None:
        figures = [column]
    else:
        figures = [column] * (table.query.by not in CRITERIA)
        figures += [name for by in CRITERIA
                    for name in (COLUMN_OF[by], f"{COLUMN_OF[by]}_low", f"{COLUMN_OF[by]}_high")]
    return ("origin", "origin_name", "destination", "destination_name", "status", *figures)


def matrix_rows(table: Matrix) -> Iterator[Row]:
    """Give a row for each cell, in the order of :func:`matrix_columns`.

    Parameters
    ----------
    table
        The matrix.

    Returns
    -------
    rows
        Cells are None where there is no route: ``status`` says so.
    """
    for cell in table:
        yield (cell.origin.node_id, cell.origin.name, cell.destination.node_id,
               cell.destination.name, cell.state, *_figures(table, cell))


def reach_columns(reach: Reach) -> tuple[str, ...]:
    """Give the columns of what is reached.

    Parameters
    ----------
    reach
        What is reached.
    """
    return ("node_id", "name", "country", "node_type", "lon", "lat",
            COLUMN_OF[reach.budget.by], "within", "people")


def reach_rows(reach: Reach) -> Iterator[Row]:
    """Give a row for each place, in the order of :func:`reach_columns`.

    Parameters
    ----------
    reach
        What is reached.

    Returns
    -------
    rows
        The nearest first; ``people`` is None where they are not known.
    """
    known = reach.snapshot.network.population
    for reached in reach.nodes:
        node = reached.node
        people = known[node.node_id].people if node.node_id in known else None
        yield (node.node_id, node.name, node.country, node.node_type, node.lon, node.lat,
               reach.shown(reached), reach.bands[reached.band].shown, people)


def access_rows(found: Access) -> Iterator[Row]:
    """Give a row for each place and target.

    Parameters
    ----------
    found
        Access of places.

    Returns
    -------
    rows
        In the order of :data:`ACCESS_COLUMNS` and what the nearest takes; None where no route
        leads to any: ``status`` says so.
    """
    for to in found.targets:
        for node, weight, nearest in zip(found.places, found.weights, to.nearest, strict=True):
            yield (node.node_id, node.name, node.country, weight, to.target,
                   *(("no route", None, None, None) if nearest is None else
                     ("same place" if nearest.node is node and not nearest.amount else "route",
                      nearest.node.node_id, nearest.node.name, found.shown(nearest.amount))))


def _figures(table: Matrix, cell: Cell) -> list[float | None]:
    own = None if cell.amount is None else cell.amount / UNITS[table.query.by]
    if table.totals is None:
        return [own]
    figures = [own] * (table.query.by not in CRITERIA)
    for by in CRITERIA:
        amount = None if cell.totals is None else getattr(cell.totals, by)
        figures += [None] * 3 if amount is None else \
            [part / UNITS[by] for part in (amount.value, amount.low, amount.high)]
    return figures
