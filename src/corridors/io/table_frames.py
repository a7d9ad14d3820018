"""Frames of results that are a plain table: a row for each period, pair, indicator or link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corridors.analysis.access import Access
from corridors.analysis.effect_table import EffectTable
from corridors.analysis.flows import Assignment
from corridors.analysis.history import History
from corridors.analysis.indicators import Indicators
from corridors.analysis.matrix import Matrix
from corridors.analysis.openings import RankedOpenings
from corridors.analysis.series import Series
from corridors.analysis.shares import Shares
from corridors.analysis.threshold import Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.io.critical_rows import Closing, closing_columns, closing_rows
from corridors.io.flow_rows import (
    ARC_FLOW_COLUMNS,
    LINK_FLOW_COLUMNS,
    SHARE_COLUMNS,
    arc_flow_rows,
    link_flow_rows,
    share_rows,
)
from corridors.io.history_rows import HISTORY_COLUMNS, SERIES_COLUMNS, history_rows, series_rows
from corridors.io.indicator_rows import (
    EFFECT_TABLE_COLUMNS,
    INDICATOR_COLUMNS,
    effect_table_rows,
    indicator_rows,
)
from corridors.io.openings_rows import openings_columns, openings_rows
from corridors.io.place_rows import ACCESS_COLUMNS, access_rows, matrix_columns, matrix_rows
from corridors.io.threshold_rows import MAP_COLUMNS, map_rows, threshold_columns, threshold_rows
from corridors.model.leg import COLUMN_OF
from corridors.routing.assignment import Flows

if TYPE_CHECKING:
    import pandas

__all__ = ["table_frame"]

_TABLES: tuple[tuple[Any, Any, Any], ...] = (
    (Matrix, matrix_columns, matrix_rows),
    (Access, lambda found: (*ACCESS_COLUMNS, COLUMN_OF[found.query.by]), access_rows),
    (RankedOpenings, openings_columns, openings_rows),
    (Threshold, threshold_columns, threshold_rows),
    (ThresholdMap, MAP_COLUMNS, map_rows),
    (Closing, closing_columns, closing_rows),
    (Indicators, INDICATOR_COLUMNS, indicator_rows),
    (EffectTable, EFFECT_TABLE_COLUMNS, effect_table_rows),
    (History, HISTORY_COLUMNS, history_rows),
    (Series, SERIES_COLUMNS, series_rows),
    (Shares, SHARE_COLUMNS, share_rows),
    (Assignment, LINK_FLOW_COLUMNS, link_flow_rows),
    (Flows, ARC_FLOW_COLUMNS, arc_flow_rows),
)
"""For each kind of result its columns, or what gives them, and what gives its rows."""


def table_frame(what: object) -> pandas.DataFrame | None:
    """Give the frame of a result that is a table.

    Parameters
    ----------
    what
        What to show.

    Returns
    -------
    frame
        Units are in the names of the columns; what has no value is missing. None for anything
        else.

    Examples
    --------
    >>> from corridors import load, series
    >>> link = "ir-qazvin-ir-rasht-rail"
    >>> found = series(load(), lambda today: today.status_of(link), years=(2010, 2030))
    >>> table_frame(found)["from"].tolist()
    ['2010-01-01', '2019-03-06']
    """
    for kind, columns, rows in _TABLES:
        if isinstance(what, kind):
            import pandas

            heads = columns(what) if callable(columns) else columns
            return pandas.DataFrame(list(rows(what)), columns=list(heads))
    return None
