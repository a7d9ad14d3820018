"""What diagrams along routes show, in words: each route with its total and its greatest step."""

from __future__ import annotations

from corridors.analysis.along import stops_of
from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Effects
from corridors.maps.charted import charted
from corridors.maps.limits import together
from corridors.maps.route_map import Drawn
from corridors.maps.said import pair
from corridors.maps.stop_words import done_said, few, stop_name
from corridors.maps.text import clean
from corridors.model.route import Answer

__all__ = ["ALONG", "along_alt"]

ALONG = {"strip": "Strip", "distance": "Hours and USD over km"}
"""The diagrams along routes, by the name of their kind, and what they are called."""

STOPS_TOLD, LETTERS = 2, 24
"""Of so many routes the longest stop is said too; letters of the name of one of several."""


def along_alt(what: Answer | Comparison | Effects, kind: str, query: int) -> str:
    """Say what a diagram along routes shows.

    Parameters
    ----------
    what
        What is drawn.
    kind
        Which of :data:`ALONG`.
    query
        Which query of a scenario, by position.

    Returns
    -------
    text
        Which routes; of each km, hours, USD, and where most time is lost.
    """
    told = charted(what, query=query)
    few_routes = len(told.routes) <= STOPS_TOLD
    routes = [_told(drawn) if few_routes else _takes(drawn) for drawn in told.routes]
    if len(told.routes) > 1:
        routes = [f"{clean(drawn.name, LETTERS)} {words}"
                  for drawn, words in zip(told.routes, routes, strict=True)]
    without = [f"no route: {together([name for name, _ in told.without])}"] if told.without else []
    return f"{ALONG[kind]}, {pair(told.routes[0].answer)}: {'; '.join([*routes, *without])}."


def _told(drawn: Drawn) -> str:
    """Say what a route takes, and where goods stand still longest on the way."""
    route, network = drawn.route, drawn.answer.snapshot.network
    takes = _takes(drawn)
    on_the_way = [stop for stop in stops_of(route)
                  if any(leg.kind != "access" for leg in stop.done) and stop.takes("time")]
    if not on_the_way:
        return takes
    longest = max(on_the_way, key=lambda stop: stop.takes("time"))
    done = next(done_said(leg) for leg in longest.done if leg.kind != "access")
    return f"{takes}, longest stop {stop_name(network, longest)} ({done}, " \
           f"{few(longest.takes('time'))} h)"


def _takes(drawn: Drawn) -> str:
    route = drawn.route
    return f"{route.distance_km:,.0f} km, {few(route.time_h)} h, " \
           f"{route.cost_usd_per_teu:,.0f} USD/TEU"
