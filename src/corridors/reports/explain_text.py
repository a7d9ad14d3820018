"""Why this route, as plain text and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from corridors.analysis.explain import Alternative, Explanation, Weighed
from corridors.model.modes import CRITERIA
from corridors.model.route import UNITS
from corridors.reports.names import listed
from corridors.reports.numbers import Measure, bare_hours, measures_of, plain_number
from corridors.reports.plain import plain_text

__all__ = ["explanation_json", "explanation_text"]

WIDTH = 100
STOPS_TOLD = 4
"""How many stops of the route, and how many of others, are told; JSON has them all."""

OTHERS_NAMED = 6
"""How many more of them are named."""

UNSURE = "~"
"""Marks a difference that the data does not bear out."""

COLUMNS = ("distance", "time", "cost")

HEADS = {"time": "h", "generalised": "with time"}
"""Heads of columns that are not the unit alone: a generalised cost stands beside the cost."""


def explanation_text(explanation: Explanation) -> str:
    """Write for a terminal why a route is the best.

    Parameters
    ----------
    explanation
        Why it is.

    Returns
    -------
    text
        Which stops take most, which would change the route if they took nothing, and what each
        alternative would add.

    Examples
    --------
    >>> from corridors import Query, explain, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Tbilisi", modes={"rail"}))
    >>> print(explanation_text(explain(answer)).splitlines()[1])
    Why this route:
    """
    answer = explanation.answer
    measure = next(one for one in measures_of(answer) if one.by == answer.query.by)
    lines = ["", "Why this route:"]
    for sentence in (*_largest(explanation, measure), *_decisive(explanation, measure)):
        lines += textwrap.wrap(plain_text(sentence), WIDTH, initial_indent="  ",
                               subsequent_indent="  ")
    return "\n".join([*lines, *_table(explanation)]) + "\n"


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Give as a JSON object why a route is the best.

    Parameters
    ----------
    explanation
        Why it is.

    Returns
    -------
    explanation
        ``alternatives`` with what each adds, ``stops`` with what would change if each took
        nothing, in km, h, USD and kg per TEU.
    """
    by = explanation.answer.query.by
    return {"by": by, "tied": explanation.route.tied,
            "alternatives": [_alternative(one, by) for one in explanation.alternatives],
            "stops": [_stop(one, by) for one in explanation.stops]}


def _largest(explanation: Explanation, measure: Measure) -> Iterator[str]:
    route, whole = explanation.route, explanation.route.shown(measure.by)
    if not explanation.best:
        yield f"It takes {measure.said(whole)}. The {measure.best} takes less: the question asks " \
              "for something else besides."
        return
    yield f"It is the {measure.best}: {measure.said(whole)}." + (
        " Another route is exactly as good; this one has the fewest legs, then the smallest ids."
        if route.tied else "")
    mine = [one for one in explanation.stops if one.on_route]
    if not mine:
        yield f"No border, break of gauge or transfer on it counts by {measure.title}: none of " \
              "them decides."
        return
    told = [f"{one.name} {measure.brief(measure.of(one.takes))} "
            f"({plain_number(100 * measure.of(one.takes) / whole)} %)"
            for one in mine[:STOPS_TOLD]]
    yield f"Of this, {listed(told)}."


def _decisive(explanation: Explanation, measure: Measure) -> Iterator[str]:
    others = [one for one in explanation.stops if not one.on_route]
    for one in others[:STOPS_TOLD]:
        less = measure.brief(one.saves / UNITS[measure.by])
        yield f"If {one.name} took nothing, another route would be the best, with {less} less: " \
              f"{one.difference}."
    if len(others) > STOPS_TOLD:
        names = listed((one.name for one in others[STOPS_TOLD:]), most=OTHERS_NAMED)
        yield f"The same holds for {names}."
    if not others and any(one.on_route for one in explanation.stops):
        yield "No stop on another route decides: if any of them took nothing, this route would " \
              "still be the best."


def _table(explanation: Explanation) -> Iterator[str]:
    measures = [one for one in measures_of(explanation.answer)
                if one.by in (*COLUMNS, explanation.answer.query.by)]
    found = [one for one in explanation.alternatives if one.route is not None]
    if found:
        heads = [HEADS.get(one.by, one.unit) for one in measures]
        yield ""
        yield "".join(f"{head:>11}" for head in heads) + "   more than this route takes"
    for one in found:
        cells = "".join(f"{_added(one, measure):>11}" for measure in measures)
        said = textwrap.wrap(plain_text("; ".join(one.what)), WIDTH - len(cells) - 3)
        yield f"{cells}   {said[0]}"
        yield from (f"{'':{len(cells)}}   {line}" for line in said[1:])
    none = [what for one in explanation.alternatives if one.route is None for what in one.what]
    if none:
        yield from textwrap.wrap(plain_text(f"No route: {'; '.join(none)}."), WIDTH)
    if any(not one.certain(measure.by) for one in found for measure in measures):
        yield f"{UNSURE} within the range of what differs: the data does not tell which is better"


def _added(one: Alternative, measure: Measure) -> str:
    value = one.shown(measure.by)
    if value is None:
        return ""
    text = bare_hours(value) if measure.by == "time" else plain_number(value / measure.per)
    sign = "+" if value > 0 and text.strip("0.,") else ""
    return f"{sign}{text}{' ' if one.certain(measure.by) else UNSURE}"


def _alternative(one: Alternative, by: str) -> dict[str, Any]:
    made: dict[str, Any] = {"what": list(one.what), "kinds": list(one.kinds),
                            "reachable": one.route is not None}
    for name in dict.fromkeys((*CRITERIA, by)):
        added = one.adds(name)
        made[f"adds_{_KEYS[name]}"] = None if added is None else added.value / UNITS[name]
        made[f"adds_{_KEYS[name]}_range"] = None if added is None else [
            added.low / UNITS[name], added.high / UNITS[name]]
    return {**made, "certain": one.certain(by),
            "links": [] if one.route is None else list(one.route.link_ids)}


def _stop(one: Weighed, by: str) -> dict[str, Any]:
    return {"kind": one.stop.kind, "at": one.stop.at, "name": one.name, "on_route": one.on_route,
            f"takes_{_KEYS[by]}": one.takes.value / UNITS[by],
            f"saves_{_KEYS[by]}": one.saves / UNITS[by],
            "changes_route": one.instead is not None, "difference": one.difference or None,
            "links": [] if one.instead is None else list(one.instead.link_ids)}


_KEYS = {"distance": "distance_km", "time": "time_h", "cost": "cost_usd_per_teu",
         "co2": "co2_kg_per_teu", "generalised": "generalised_cost_usd_per_teu"}
