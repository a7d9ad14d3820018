"""Frames of what analyses found, one row for each thing it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corridors.analysis.openings import RankedOpenings
from corridors.analysis.threshold import Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.io.openings_rows import openings_columns, openings_rows
from corridors.io.threshold_rows import MAP_COLUMNS, map_rows, threshold_columns, threshold_rows

if TYPE_CHECKING:
    import pandas

__all__ = ["analysis_frame"]


def analysis_frame(what: Any) -> pandas.DataFrame | None:
    """Give the frame of what an analysis found.

    Parameters
    ----------
    what
        Openings, a threshold, or a map of thresholds.

    Returns
    -------
    frame
        None of anything else.
    """
    import pandas

    if isinstance(what, RankedOpenings):
        return pandas.DataFrame(list(openings_rows(what)), columns=list(openings_columns(what)))
    if isinstance(what, Threshold):
        return pandas.DataFrame(list(threshold_rows(what)), columns=list(threshold_columns(what)))
    if isinstance(what, ThresholdMap):
        return pandas.DataFrame(list(map_rows(what)), columns=list(MAP_COLUMNS))
    return None
