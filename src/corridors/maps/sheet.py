"""What a page of maps says, and how its panels are planned on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corridors.maps.basemap import Basemap
from corridors.maps.legend import Key
from corridors.maps.marks import ENDS, context_marks
from corridors.maps.naming import Naming
from corridors.maps.panel import Content, Plan, plan_panel
from corridors.maps.projection import Projection, View
from corridors.model.snapshot import Snapshot

__all__ = ["GAP_PT", "Sheet", "planned"]

GAP_PT = 9.0
"""Between panels."""

ASPECTS = {1: (0.92, 1.85), 2: (0.66, 1.5)}
"""Smallest and largest width over height of a panel, by the number of columns."""

IN_ROWS = (1.15, 1.6)
"""The same for panels in three rows and more, so that they fit on a page."""

WITH_INSET = (1.25, 1.85)

MARGINS = (0.08, 0.16, 0.24, 0.34, 0.44)
"""Room around what several panels show, as a share of it: more where a name has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Everything a figure says, before it is laid out.

    Parameters
    ----------
    title, subtitle
        Above the map.
    panels
        What is shown; several share one view.
    keys
        The legend.
    snapshot
        The network the footer tells of.
    scenario
        The scenario, as :func:`corridors.maps.footer.named` says it; blank for the snapshot's.
    names
        Names of places at most.
    dense
        Whether there are so many lines that capitals may be named over them.
    means
        What colours and forms mean, for the title of the legend.
    """

    title: str
    subtitle: str
    panels: tuple[Content, ...]
    keys: tuple[Key, ...]
    snapshot: Snapshot
    scenario: str = ""
    names: int = 25
    dense: bool = False
    means: str = ""

    @property
    def credits(self) -> tuple[str, ...]:
        """Whom to name beside the lines drawn, in order of the alphabet."""
        return tuple(sorted({credit for panel in self.panels for strand in panel.strands
                             for credit in strand.credits}))


def planned(sheet: Sheet, basemap: Basemap, inner: float, naming: Naming
             ) -> tuple[tuple[Plan, ...], int]:
    """Plan each panel, and say how many stand in a row: two, or three of 3 and 7 or more.

    Parameters
    ----------
    sheet
        What to say.
    basemap
        The ground.
    inner
        Width of the page between its margins, in points.
    naming
        How places, countries and waters are called.
    """
    lonlat = np.vstack([panel.lonlat for panel in sheet.panels])
    projection = Projection.centred_on(lonlat)
    number = len(sheet.panels)
    if number == 1:
        view = View.fit(projection, lonlat, inner, ASPECTS[1])
        plan = _single(sheet, basemap, view, naming)
        high = view.width_pt / view.height_pt < WITH_INSET[0]
        if high and plan.inset is not None and plan.inset.box is None:
            # A wider view has room for the inset at its sides, or leaves some below.
            plan = _single(sheet, basemap, View.fit(projection, lonlat, inner, WITH_INSET),
                           naming)
        return (plan,), 1
    columns = 3 if number == 3 or number > 6 else 2
    width, aspects = _width(inner, columns), ASPECTS[2] if number <= 6 else IN_ROWS
    view = View.fit(projection, lonlat, width, aspects)
    if number == 2 and view.width_pt / view.height_pt > 1.3:
        # Two wide panels are easier to read one above the other.
        columns, width, aspects = 1, inner, (1.4, 2.6)
    names = {1: sheet.names, 2: 12, 3: 8}[columns]
    ends = len({mark.key for panel in sheet.panels for mark in panel.marks if mark.kind in ENDS})
    plans = (plan_panel(View.fit(projection, lonlat, width, aspects, margin), sheet.panels,
                        basemap, names=names, naming=naming) for margin in MARGINS)
    # A wider view has room for the name of an end near the edge.
    best = next(plans)
    for plan in plans:
        if _named(best)[1] == ends:
            break
        best = plan if _named(plan) > _named(best) else best
    return (best,) * number, columns


def _named(plan: Plan) -> tuple[int, int]:
    """Count the origins and destinations that are named, and those whose names lie over no line."""
    over = [label.over for label in plan.labels if label.spot.mark.kind in ENDS]
    return len(over), over.count(False)


def _single(sheet: Sheet, basemap: Basemap, view: View, naming: Naming) -> Plan:
    around = [naming.mark(mark) for mark in context_marks(sheet.snapshot.network, view)]
    return plan_panel(view, sheet.panels, basemap, around=around, with_inset=True,
                      names=sheet.names, dense=sheet.dense, naming=naming)


def _width(inner: float, columns: int) -> float:
    return (inner - GAP_PT * (columns - 1)) / columns
