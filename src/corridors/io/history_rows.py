"""Rows of a history, and of any series: one for each period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.history import History
from corridors.analysis.series import Series
from corridors.model.leg import COLUMN_OF
from corridors.model.modes import CRITERIA

__all__ = ["HISTORY_COLUMNS", "SERIES_COLUMNS", "history_rows", "series_rows"]

Row = tuple[Any, ...]

HISTORY_COLUMNS = (
    "origin", "destination", "query", "by", "from", "to", "days", "status",
    *(name for by in CRITERIA
      for name in (COLUMN_OF[by], f"{COLUMN_OF[by]}_low", f"{COLUMN_OF[by]}_high")),
    "border_crossings", "gauge_breaks", "transfers", "countries", "links", "difference",
    "because_of", "links_lost", "links_opened", "sources")
"""Columns of a history, in order; several links, countries or sources in one cell are separated by
semicolons."""

SERIES_COLUMNS = ("from", "to", "result")
"""Columns of a series, in order."""


def history_rows(found: History) -> Iterator[Row]:
    """Give a row for each period, in the order of :data:`HISTORY_COLUMNS`.

    Parameters
    ----------
    found
        The history.

    Returns
    -------
    rows
        Figures are None where there is no route: ``status`` says so.
    """
    for pair in found:
        asked = pair.query.label or pair.query.said()
        for period in pair:
            route = period.route
            figures: list[Any] = [None] * (3 * len(CRITERIA) + 3) if route is None else [
                *(figure for by in CRITERIA
                  for figure in (route.shown(by), *route.shown_range(by))),
                *(route.count(kind) for kind in ("border", "gauge_break", "transfer"))]
            way = ("", "") if route is None else (
                ";".join(route.countries), ";".join(route.link_ids))
            events = dict.fromkeys(cause.said() for cause in period.causes)
            turned = [";".join(cause.link_id for cause in period.causes if cause.lost is lost)
                      for lost in (True, False)]
            sources = dict.fromkeys(key for cause in period.causes
                                    for key in cause.source.split(";") if key)
            yield (pair.origin.node_id, pair.destination.node_id, asked, pair.query.by,
                   f"{period.start}", f"{period.end}", period.days, period.state, *figures, *way,
                   period.difference, "; ".join(events), *turned, ";".join(sources))


def series_rows(found: Series[Any]) -> Iterator[Row]:
    """Give a row for each step, in the order of :data:`SERIES_COLUMNS`.

    Parameters
    ----------
    found
        The series.
    """
    for step in found:
        yield f"{step.start}", f"{step.end}", step.result
