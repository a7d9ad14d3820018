"""Rows of tables about thresholds: stretches of one parameter, rectangles of two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.threshold import Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.model.leg import COLUMN_OF
from corridors.model.route import Route

__all__ = ["MAP_COLUMNS", "map_rows", "threshold_columns", "threshold_rows"]

Row = tuple[Any, ...]

MAP_COLUMNS = ("first_low", "first_high", "second_low", "second_high", "region", "regions",
               "proved", "alternative", "difference", "corridor")
"""Columns of a map of regions: one row for each rectangle."""


def threshold_columns(found: Threshold) -> tuple[str, ...]:
    """Give the columns of a threshold: one row for each stretch.

    Parameters
    ----------
    found
        The threshold.
    """
    column = COLUMN_OF[found.query.by]
    return ("low", "high", "alternative", "reachable", "difference", "corridor", "links",
            f"{column}_first", f"{column}_last", "distance_km", "proved")


def threshold_rows(found: Threshold) -> Iterator[Row]:
    """Give a row for each stretch, in the order of :func:`threshold_columns`.

    Parameters
    ----------
    found
        The threshold.
    """
    by = found.query.by
    for one in found.segments:
        yield (one.low, one.high, one.alternative, one.route is not None, one.label, one.corridor,
               ";".join(one.link_ids), _shown(one.route, by), _shown(one.route_high, by),
               _shown(one.route, "distance"), one.proved)


def map_rows(found: ThresholdMap) -> Iterator[Row]:
    """Give a row for each rectangle, in the order of :data:`MAP_COLUMNS`.

    Parameters
    ----------
    found
        The map.

    Returns
    -------
    rows
        ``region`` counts from 1, the largest first, and is None where several meet.
    """
    for cell in found.cells:
        only = cell.regions[0] if len(cell.regions) == 1 else None
        region = None if only is None else found.regions[only]
        yield (cell.low[0], cell.high[0], cell.low[1], cell.high[1],
               None if only is None else only + 1, ";".join(str(one + 1) for one in cell.regions),
               cell.proved, *(("", "", "") if region is None else
                              (region.alternative, region.label, region.corridor)))


def _shown(route: Route | None, by: str) -> float | None:
    return None if route is None else route.shown(by)
