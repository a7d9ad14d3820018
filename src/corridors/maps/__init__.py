"""Maps: every one returns a matplotlib figure and never saves it."""

from __future__ import annotations

from corridors.errors import Problem, QueryError, suggest
from corridors.maps.alt import LONGEST, alt_text
from corridors.maps.assign_map import assign_map
from corridors.maps.basemap import Basemap
from corridors.maps.changes_map import changes_map
from corridors.maps.comparison_map import before_after_map, comparison_map
from corridors.maps.critical_map import critical_map
from corridors.maps.distance_chart import distance_chart
from corridors.maps.figure import MapFigure
from corridors.maps.history_chart import history_chart
from corridors.maps.kinds import KINDS, Wanted
from corridors.maps.letters import MissingLetters, told_once
from corridors.maps.look import USUAL, Look
from corridors.maps.montecarlo_chart import montecarlo_chart
from corridors.maps.multiples_map import multiples_map
from corridors.maps.network_map import network_map
from corridors.maps.openings_map import openings_chart, openings_map
from corridors.maps.reach_map import reach_map
from corridors.maps.route_map import route_map
from corridors.maps.scenario_map import scenario_map
from corridors.maps.settings import plain_settings
from corridors.maps.shares_chart import shares_chart
from corridors.maps.shares_map import shares_map
from corridors.maps.strip_chart import strip_chart
from corridors.maps.sweep_chart import sweep_chart
from corridors.maps.text import clean
from corridors.maps.threshold_chart import threshold_chart, threshold_map_chart
from corridors.maps.timeline_chart import timeline_chart
from corridors.maps.traffic_map import traffic_map

__all__ = ["Basemap", "Look", "MissingLetters", "alt_text", "assign_map",
           "before_after_map", "changes_map", "comparison_map", "critical_map",
           "distance_chart", "draw", "history_chart", "montecarlo_chart", "multiples_map",
           "network_map", "openings_chart", "openings_map", "reach_map", "route_map",
           "scenario_map", "shares_chart", "shares_map", "strip_chart", "sweep_chart",
           "threshold_chart",
           "threshold_map_chart", "timeline_chart", "traffic_map"]


def draw(what: object, basemap: Basemap, *, kind: str = "", query: int = 0, variant: str = "",
         title: str = "", subtitle: str = "", look: Look = USUAL) -> MapFigure:
    """Draw a picture of a result.

    Parameters
    ----------
    what
        A result of any analysis, a scenario worked out, or the network on a day.
    basemap
        The ground.
    kind
        Which picture, where there are several of a result: the name in
        :data:`corridors.maps.kinds.KINDS`. The first there if not given.
    query
        Which query of a scenario worked out, or which set of indicators, by position.
    variant
        Name or title of the variant of a scenario, for pictures that set one against the base;
        the first that changes something if not given.
    title, subtitle
        Above the picture; made from the result if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A matplotlib figure, 7.1 inches wide; its ``alt`` says in words what it shows.

    Raises
    ------
    QueryError
        If the boundaries are drawn in no known way, an answer holds more than four routes, or
        there is no such picture of what is given.
    """
    fitting = [one for one in KINDS if isinstance(what, one.of)]
    if not fitting:
        raise QueryError(Problem("M10", f"a {type(what).__name__} cannot be drawn",
                                 "Draw the result of an analysis, a scenario worked out, or the "
                                 "network on a day: network.as_of()."))
    chosen = next((one for one in fitting if kind in {"", one.name}), None)
    if chosen is None:
        names = [one.name for one in fitting]
        raise QueryError(Problem("M11", f'there is no picture "{kind}" of '
                                 f"{type(what).__name__}", suggest(kind, names), column="kind"))
    wanted = Wanted(query, title, subtitle, look, variant)
    with plain_settings(), told_once():
        figure = chosen.draw(what, basemap, wanted)
    figure.alt = alt_text(what, query=query) if chosen.tell is None else \
        clean(chosen.tell(what, wanted), LONGEST)
    return figure
