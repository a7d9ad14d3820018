"""Reading demand: what goes from where to where in a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corridors.errors import Problem, TableError
from corridors.io.bundled import bundled_data
from corridors.io.schema import read_schema
from corridors.io.tables import read_table
from corridors.model.pairs import Pairs
from corridors.model.query import Query

__all__ = ["load_demand"]

NAME = "demand.csv"


def load_demand(path: Path | str | None = None, query: Query | None = None, *,
                payload_t: float | None = None) -> Pairs:
    """Read a table of demand.

    Parameters
    ----------
    path
        A .csv file with the columns ``origin``, ``destination`` (place names or node ids),
        ``amount``, ``unit`` (``TEU`` or ``tonnes``) and, where they are known, ``modes``,
        ``year``, ``source``, ``confidence`` and ``note``. What comes with corridors if not given.
    query
        How pairs are asked for: criterion and restrictions; its own places do not matter. By time
        if not given. A row that names modes goes by those, or by what a question that names modes
        as well leaves of them.
    payload_t
        Tonnes in one TEU, by which rows in tonnes become TEU; needed where a table has both. That
        of the cost model is ``costs.rate("payload").spread.value``.

    Returns
    -------
    demand
        Pairs with their amounts, in the order of the table.

    Raises
    ------
    TableError
        With everything that is wrong in the table.

    Examples
    --------
    >>> load_demand(payload_t=10.0)
    <Pairs: 6, weights from 43228.4 to 412000, in TEU>
    """
    place = bundled_data() / "network" / NAME if path is None else Path(path)
    problems: list[Problem] = []
    table = read_table(place, read_schema(bundled_data() / "schema" / NAME), problems, [])
    if not problems and not len(table):
        problems.append(Problem("T35", "the table has column names and no rows",
                                "Add what goes from where to where.", file=table.file))
    units = sorted(set(table.columns.get("unit", ())))
    if not problems and len(units) > 1 and payload_t is None:
        problems.append(Problem("B21", "the table has rows in TEU and rows in tonnes",
                                "Say how many tonnes are in one TEU (payload_t).", file=table.file,
                                column="unit"))
    if problems:
        raise TableError(problems)
    columns, many = table.columns, len(table)
    template = query or Query("", "", by="time")
    modes = [_modes(named, template) for named in columns.get("modes", ((),) * many)]
    stuck = [f"{origin} - {destination}" for origin, destination, left in zip(
        columns["origin"], columns["destination"], modes, strict=True) if left == frozenset()]
    if stuck:
        raise TableError(Problem(
            "B22", f"{', '.join(stuck[:5])}: no mode of the row is one of "
                   f"{', '.join(sorted(template.modes or ()))}",
            "Let the question allow a mode of each row, or leave the modes of the row out.",
            file=table.file, column="modes"))
    queries = [replace(template, origin=origin, destination=destination, modes=left)
               for origin, destination, left in zip(columns["origin"], columns["destination"],
                                                    modes, strict=True)]
    amounts = [amount / payload_t if payload_t is not None and unit == "tonnes" else amount
               for amount, unit in zip(columns["amount"], columns["unit"], strict=True)]
    return Pairs(tuple(queries), tuple(amounts), "TEU" if payload_t is not None else units[0])


def _modes(named: Iterable[str], template: Query) -> frozenset[str] | None:
    """Give the modes that a row and the question both allow; None where neither names any."""
    own, asked = frozenset(named), template.modes
    if asked is None:
        return own or None
    return own & frozenset(asked) if own else frozenset(asked)
