"""Maps: every one returns a matplotlib figure and never saves it."""

from __future__ import annotations

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Effects
from corridors.analysis.flows import Assignment
from corridors.analysis.history import History
from corridors.analysis.indicators import Indicators
from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.openings import RankedOpenings
from corridors.analysis.reach import Reach
from corridors.analysis.shares import Shares
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
from corridors.maps.threshold_chart import threshold_chart, threshold_map_chart
from corridors.maps.traffic_map import traffic_map
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot

__all__ = ["Basemap", "alt_text", "assign_map", "comparison_map", "critical_map", "draw",
           "history_chart", "montecarlo_chart", "network_map", "openings_chart", "openings_map",
           "reach_map", "route_map", "scenario_map", "shares_chart", "threshold_chart",
           "threshold_map_chart", "traffic_map"]


def draw(what: object, basemap: Basemap, *, query: int = 0, title: str = "",
         subtitle: str = "", boundaries: str = "dotted") -> MapFigure:
    """Draw a map of a result.

    Parameters
    ----------
    what
        An answer, a comparison, a scenario worked out, a history, indicators, what is reached,
        draws of a Monte Carlo analysis, shares, an assignment, openings, a
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
    if isinstance(what, Effects):
        figure = scenario_map(what, basemap, query=query, title=title, subtitle=subtitle,
                              boundaries=boundaries)
    elif isinstance(what, Comparison):
        figure = comparison_map(what, basemap, title=title, subtitle=subtitle,
                                boundaries=boundaries)
    elif isinstance(what, Answer):
        figure = route_map(what, basemap, title=title, subtitle=subtitle, boundaries=boundaries)
    elif isinstance(what, History):
        figure = history_chart(what)
    elif isinstance(what, Indicators):
        figure = traffic_map(what, basemap, query=query, boundaries=boundaries)
    elif isinstance(what, Reach):
        figure = reach_map(what, basemap, title=title, subtitle=subtitle, boundaries=boundaries)
    elif isinstance(what, RankedOpenings):
        figure = openings_map(what, basemap, title=title, subtitle=subtitle,
                              boundaries=boundaries)
    elif isinstance(what, Threshold):
        figure = threshold_chart(what, title=title, subtitle=subtitle)
    elif isinstance(what, ThresholdMap):
        figure = threshold_map_chart(what, title=title, subtitle=subtitle)
    elif isinstance(what, MonteCarlo):
        figure = montecarlo_chart(what, query, title, subtitle)
    elif isinstance(what, Closed):
        figure = critical_map(what, basemap, title=title, subtitle=subtitle,
                              boundaries=boundaries)
    elif isinstance(what, Snapshot):
        figure = network_map(what, basemap, title=title, subtitle=subtitle,
                             boundaries=boundaries)
    elif isinstance(what, Shares):
        figure = shares_chart(what, title=title, subtitle=subtitle)
    elif isinstance(what, Assignment):
        figure = assign_map(what, basemap, title=title, subtitle=subtitle, boundaries=boundaries)
    else:
        raise QueryError(Problem("M10", f"a {type(what).__name__} cannot be drawn",
                                 "Draw an answer, a comparison, the effects of a scenario, a "
                                 "history, indicators, what is reached, shares, an assignment, "
                                 "openings, a threshold, what hurts when it closes, or the "
                                 "network on a day: network.as_of()."))
    figure.alt = alt_text(what, query=query)
    return figure
