"""Frames of shares and assignments: a row for each route, link or arc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corridors.analysis.flows import Assignment
from corridors.analysis.shares import Shares
from corridors.io.flow_rows import (
    ARC_FLOW_COLUMNS,
    LINK_FLOW_COLUMNS,
    SHARE_COLUMNS,
    arc_flow_rows,
    link_flow_rows,
    share_rows,
)
from corridors.routing.assignment import Flows

if TYPE_CHECKING:
    import pandas

__all__ = ["flow_frame"]


def flow_frame(what: object) -> pandas.DataFrame | None:
    """Give the frame of shares, of an assignment or of flows.

    Parameters
    ----------
    what
        What to show.

    Returns
    -------
    frame
        A row for each route of shares, for each link of an assignment, for each arc of flows; None
        for anything else.
    """
    import pandas

    if isinstance(what, Shares):
        return pandas.DataFrame(list(share_rows(what)), columns=list(SHARE_COLUMNS))
    if isinstance(what, Assignment):
        return pandas.DataFrame(list(link_flow_rows(what)), columns=list(LINK_FLOW_COLUMNS))
    if isinstance(what, Flows):
        return pandas.DataFrame(list(arc_flow_rows(what)), columns=list(ARC_FLOW_COLUMNS))
    return None
