"""Frames of what a large network answers: a row for each cell of a table, or for each loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corridors.routing.cost_table import CostTable
from corridors.routing.removals import UNIT, Removals

if TYPE_CHECKING:
    import pandas

__all__ = ["large_frame"]


def large_frame(what: object) -> pandas.DataFrame | None:
    """Give the frame of a table of costs or of losses, in the unit of the weights.

    Parameters
    ----------
    what
        What to show.

    Returns
    -------
    frame
        Whole numbers, missing where there is no route. The column is named by criterion and unit,
        such as ``distance_m``. None for anything else.

    Examples
    --------
    >>> from corridors import from_arrays
    >>> table = from_arrays([0], [1], [5_000], name="toy").matrix([0], [1])
    >>> large_frame(table).distance_m.tolist()
    [5000]
    """
    if isinstance(what, CostTable):
        return _frame(list(what), ["origin", "destination", "status"], [_column(what.by)])
    if isinstance(what, Removals):
        ends: list[Any] = [str(what.node_id[at]) if len(what.node_id) else int(at)
                           for column in (what.origin, what.destination) for at in column]
        count = len(what.origin)
        rows = [(row.pair, ends[row.pair], ends[count + row.pair], row.link_id, row.before,
                 row.after) for row in what]
        return _frame(rows, ["pair", "origin", "destination", "link_id"],
                      [f"{_column(what.by)}_{when}" for when in ("before", "after")])
    return None


def _column(by: str) -> str:
    return f"{by}_{UNIT[by].replace(' ', '_').lower()}" if by in UNIT else by


def _frame(rows: list[Any], names: list[str], numbers: list[str]) -> pandas.DataFrame:
    import pandas

    frame = pandas.DataFrame(rows, columns=[*names, *numbers])
    # Whole numbers that may be missing: a float would lose digits.
    return frame.astype(dict.fromkeys(numbers, "Int64"))
