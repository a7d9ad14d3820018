"""Maps: every one returns a matplotlib figure and never saves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Effects
from corridors.analysis.flows import Assignment
from corridors.analysis.history import History
from corridors.analysis.indicators import Indicators
from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.openings import RankedOpenings
from corridors.analysis.reach import Reach
from corridors.analysis.shares import Shares
from corridors.analysis.sweep_result import Sweep
from corridors.analysis.threshold import Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.errors import Problem, QueryError
from corridors.maps.alt import alt_text
from corridors.maps.assign_map import assign_map
from corridors.maps.basemap import Basemap
from corridors.maps.comparison_map import comparison_map
from corridors.maps.critical_map import Closed, critical_map
from corridors.maps.figure import MapFigure
from corridors.maps.history_chart import history_chart
from corridors.maps.montecarlo_chart import montecarlo_chart
from corridors.maps.network_map import network_map
from corridors.maps.openings_map import openings_chart, openings_map
from corridors.maps.reach_map import reach_map
from corridors.maps.route_map import route_map
from corridors.maps.scenario_map import scenario_map
from corridors.maps.shares_chart import shares_chart
from corridors.maps.sweep_chart import sweep_chart
from corridors.maps.threshold_chart import threshold_chart, threshold_map_chart
from corridors.maps.traffic_map import traffic_map
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot

__all__ = ["Basemap", "alt_text", "assign_map", "comparison_map", "critical_map", "draw",
           "history_chart", "montecarlo_chart", "network_map", "openings_chart", "openings_map",
           "reach_map", "route_map", "scenario_map", "shares_chart", "sweep_chart",
           "threshold_chart",
           "threshold_map_chart", "traffic_map"]


def draw(what: object, basemap: Basemap, *, query: int = 0, title: str = "",
         subtitle: str = "", boundaries: str = "dotted") -> MapFigure:
    """Draw a map of a result.

    Parameters
    ----------
    what
        An answer, a comparison, a scenario worked out, a history, indicators, what is reached,
        draws of a Monte Carlo analysis, a sweep, shares, an assignment, openings, a
        threshold or a map of them, what hurts when it closes, the
        worst closures, those between regions, bridges, or the network on a day.
    basemap
        The ground.
    query
        Which query of a scenario worked out, or which set of indicators, by position.
    title, subtitle
        Above the map; made from the result if not given.
    boundaries
        How disputed boundaries look: ``dotted``, ``de_facto`` or ``none``.

    Returns
    -------
    figure
        A matplotlib figure, 7.1 inches wide; its ``alt`` says in words what it shows.

    Raises
    ------
    QueryError
        If the boundaries are drawn in no known way, an answer holds more than four routes, or
        there is no map for what is given.
    """
    for kind, picture in _PICTURES:
        if isinstance(what, kind):
            figure = picture(what, basemap, _Page(query, title, subtitle, boundaries))
            figure.alt = alt_text(what, query=query)
            return figure
    raise QueryError(Problem("M10", f"a {type(what).__name__} cannot be drawn",
                             "Draw an answer, a comparison, the effects of a scenario, a history, "
                             "indicators, what is reached, shares, an assignment, openings, a "
                             "threshold, what hurts when it closes, or the network on a day: "
                             "network.as_of()."))


@dataclass(frozen=True, slots=True)
class _Page:
    """How a picture is wanted: which query, the words above it, and how boundaries look."""

    query: int
    title: str
    subtitle: str
    boundaries: str

    @property
    def words(self) -> dict[str, str]:
        """What charts are told."""
        return {"title": self.title, "subtitle": self.subtitle}

    @property
    def of_map(self) -> dict[str, str]:
        """What maps are told."""
        return {**self.words, "boundaries": self.boundaries}


_PICTURES: tuple[tuple[Any, Callable[[Any, Basemap, _Page], MapFigure]], ...] = (
    (Effects, lambda what, ground, page: scenario_map(what, ground, query=page.query,
                                                      **page.of_map)),
    (Comparison, lambda what, ground, page: comparison_map(what, ground, **page.of_map)),
    (Answer, lambda what, ground, page: route_map(what, ground, **page.of_map)),
    (History, lambda what, _, __: history_chart(what)),
    (Indicators, lambda what, ground, page: traffic_map(what, ground, query=page.query,
                                                        boundaries=page.boundaries)),
    (Reach, lambda what, ground, page: reach_map(what, ground, **page.of_map)),
    (RankedOpenings, lambda what, ground, page: openings_map(what, ground, **page.of_map)),
    (Threshold, lambda what, _, page: threshold_chart(what, **page.words)),
    (ThresholdMap, lambda what, _, page: threshold_map_chart(what, **page.words)),
    (MonteCarlo, lambda what, _, page: montecarlo_chart(what, page.query, page.title,
                                                        page.subtitle)),
    (Closed, lambda what, ground, page: critical_map(what, ground, **page.of_map)),
    (Shares, lambda what, _, page: shares_chart(what, **page.words)),
    (Assignment, lambda what, ground, page: assign_map(what, ground, **page.of_map)),
    (Sweep, lambda what, _, page: sweep_chart(what, page.query, page.title, page.subtitle)),
    (Snapshot, lambda what, ground, page: network_map(
        what, ground, title=page.title, subtitle=page.subtitle, boundaries=page.boundaries)),
)
"""For each kind of result what draws it."""
