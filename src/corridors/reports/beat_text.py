"""What would have to open to beat a route, for a terminal and for programs."""

from __future__ import annotations

import textwrap
from typing import Any

from corridors.model.route import UNITS
from corridors.reports.allowing import crossings_said
from corridors.reports.as_json import KEYS, compact_route
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, counted
from corridors.reports.opening_words import route_measured
from corridors.reports.words import chained, statuses_said
from corridors.routing.beat import Opening, Openings

__all__ = ["openings_json", "openings_text"]

WIDTH = 100
INDENT = "     "


def openings_text(openings: Openings) -> str:
    """Write what would have to open to beat a route.

    Parameters
    ----------
    openings
        The sets of links.

    Returns
    -------
    text
        For each set what the route then takes, the gain, the stretches to open with their
        crossings, and the ids of the links.

    Examples
    --------
    >>> from corridors import Query, load, openings_to_beat, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Moscow", "Tehran", by="time"))
    >>> print(openings_text(openings_to_beat(answer)).strip())
    No link that is closed would give a better route (fastest).
    """
    answer = openings.answer
    best = MEASURE_BY[answer.query.by].best
    if not openings.sets:
        return f"\nNo link that is closed would give a better route ({best}).\n"
    lines = ["", f"What would have to open to beat it ({best}), all links of a set together:"]
    for number, opening in enumerate(openings.sets, start=1):
        lines += textwrap.wrap(f"{number:3}. {_said(openings, opening)}", WIDTH,
                               subsequent_indent=INDENT)
        lines += textwrap.wrap(", ".join(opening.link_ids), WIDTH, initial_indent=INDENT,
                               subsequent_indent=INDENT, break_on_hyphens=False)
    if not openings.complete:
        lines += textwrap.wrap(f"There are more than these {len(openings.sets)} sets: told are the "
                               "best, those that are of no use if any link is left out, and the "
                               "next best.", WIDTH)
    return "\n".join(lines) + "\n"


def openings_json(openings: Openings) -> dict[str, Any]:
    """Give what would have to open as keys for the object of an answer.

    Parameters
    ----------
    openings
        The sets of links.

    Returns
    -------
    keys
        ``beaten_by``, a list of sets with links, borders, gain and route; and whether it is
        complete.
    """
    by = openings.answer.query.by
    return {"beaten_by": [
        {"links": list(one.link_ids), "borders": list(one.border_ids),
         "distance_km": one.route.distance_km, KEYS[by]: one.route.total(by).value / UNITS[by],
         f"gain_{KEYS[by]}": one.gain_shown, "route": compact_route(one.route)}
        for one in openings.sets], "beaten_by_complete": openings.complete}


def _said(openings: Openings, opening: Opening) -> str:
    answer = openings.answer
    names, measure = Names.of(answer.snapshot.network), MEASURE_BY[answer.query.by]
    gain = "" if opening.gain_shown is None else f" ({measure.said(opening.gain_shown)} less)"
    stretches = listed(chained(names, opening.link_ids))
    parts = [f"{route_measured(answer.query, opening.route)}{gain}: {stretches}",
             statuses_said(answer, opening.link_ids), crossings_said(names, opening.border_ids),
             f"through {names.countries(opening.route.countries)}"
             if opening.route.countries else "",
             counted(opening.route.count("gauge_break"), "break of gauge", "breaks of gauge")]
    return "; ".join(part for part in parts if part)
