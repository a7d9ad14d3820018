"""Where the best route changes as a figure is turned: in words, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.threshold import Segment, Switch, Threshold
from corridors.model.corridor_names import corridor_name
from corridors.model.fields import FIELD_WORDS
from corridors.model.leg import UNITS
from corridors.model.parameter import Parameter
from corridors.model.route import Route
from corridors.model.turn import Turn
from corridors.reports.as_json import KEYS, compact_route, limits_json, node_json, stamp_json
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.matrix_text import asked_of
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, MEASURES, plain_number
from corridors.reports.plain import short_text

__all__ = ["asked_said", "parameter_json", "parameter_said", "threshold_finding",
           "threshold_json", "threshold_text", "today_said"]

TOLD = 8
"""How many switches are told in sentences; the table has them all."""


def threshold_finding(found: Threshold) -> Finding:
    """Say where the best route changes.

    Parameters
    ----------
    found
        The threshold.

    Returns
    -------
    finding
        A sentence for each switch, and a table of all stretches.
    """
    names, turn = Names.of(found.snapshot.network), found.turn
    title = f"When does the {_best(found)} route from {names.place(found.origin.node_id)} to " \
            f"{names.place(found.destination.node_id)} change, with " \
            f"{parameter_said(names, turn.parameter)} between " \
            f"{turn.said(found.segments[0].low)} and {turn.said(found.segments[-1].high)}?"
    return Finding(title, tuple(_messages(found)), (_table(found),), _method(found),
                   *_switch_point(found))


def threshold_text(found: Threshold) -> str:
    """Write where the best route changes, for a terminal.

    Parameters
    ----------
    found
        The threshold.

    Returns
    -------
    text
        Ends with a line break.
    """
    return finding_text(threshold_finding(found))


def threshold_json(found: Threshold) -> dict[str, Any]:
    """Give a threshold as a JSON object.

    Parameters
    ----------
    found
        The threshold.

    Returns
    -------
    object
        ``segments`` holds what is best from one value to another, ``switches`` the neighbouring
        values between which it changes.
    """
    by = found.query.by
    return {
        "origin": node_json(found.origin), "destination": node_json(found.destination),
        "on": found.snapshot.on.isoformat(), "by": by, "scenario": found.snapshot.scenario or None,
        **limits_json(found.query), "parameter": parameter_json(found.turn),
        "today": None if found.today is None else list(found.today),
        "alternatives": {name: list(avoid) for name, avoid in found.alternatives.items()},
        "complete": found.complete,
        "switches": [{"below": switch.below, "above": switch.above,
                      "changes_corridor": switch.changes_corridor} for switch in found.switches],
        "segments": [{
            "low": one.low, "high": one.high, "alternative": one.alternative or None,
            "reachable": one.route is not None, "difference": one.label,
            "corridor": one.corridor or None, "proved": one.proved,
            f"{KEYS[by]}_high": _shown(one.route_high, by),
            "route": None if one.route is None else compact_route(one.route)}
            for one in found.segments],
        "stamp": stamp_json(found.stamp),
    }


def parameter_said(names: Names, parameter: Parameter) -> str:
    """Say a parameter in words.

    Parameters
    ----------
    names
        Names of the network.
    parameter
        The parameter.

    Examples
    --------
    >>> from corridors import load
    >>> parameter_said(Names.of(load()), Parameter.parse("dwell_h of border:az-ir-astara"))
    'the waiting time of the crossing Astara–Astara'
    """
    what = listed(map(names.selected, parameter.select), most=3)
    factor = "a factor on " if parameter.times else ""
    return f"{factor}the {FIELD_WORDS[parameter.field]} of {what}"


def parameter_json(turn: Turn) -> dict[str, Any]:
    """Give a parameter and its range as a JSON object.

    Parameters
    ----------
    turn
        The parameter.
    """
    parameter = turn.parameter
    return {"field": parameter.field, "select": list(parameter.select),
            "times": parameter.times, "unit": parameter.unit or None,
            "low": turn.value(turn.first), "high": turn.value(turn.last),
            "resolution": 1 / turn.steps}


def asked_said(found: Any) -> str:
    """Say what is asked of which network.

    Parameters
    ----------
    found
        A threshold or a map of them.
    """
    return f"{asked_of(found.query, found.snapshot)}."


def today_said(turn: Turn, today: tuple[float, float] | None) -> str:
    """Say what a parameter is as things are; blank where that is not told.

    Parameters
    ----------
    turn
        The parameter.
    today
        Its lowest and highest value.
    """
    if today is None or turn.parameter.times:
        return ""
    low, high = (turn.said(round(value * turn.steps) / turn.steps) for value in today)
    return low if low == high else f"{low} to {high}"


def _best(found: Threshold) -> str:
    return MEASURE_BY[found.query.by].best


def _messages(found: Threshold) -> Iterator[str]:
    turn = found.turn
    if not found.switches:
        yield _one_route(found)
    for switch in found.switches[:TOLD]:
        yield _switch_said(found, switch)
    if len(found.switches) > TOLD:
        yield f"{len(found.switches) - TOLD} more switches are in the table. Where they lie a " \
              "step or two apart, routes take the same but for the rounding of their legs."
    today = today_said(turn, found.today)
    if today:
        yield f"As things are, it is {today}{_where(found)}."
    if not found.complete:
        yield "The search was ended: between some values routes take turns that are equal but " \
              "for rounding, and not every switch there is told."


def _switch_point(found: Threshold) -> tuple[str, str]:
    """Give the value at which the route changes first, and what it is as things are."""
    if not found.switches:
        return "", ""
    today = today_said(found.turn, found.today)
    return found.turn.said(found.switches[0].below), f"today {today}" if today else "switch point"


def _one_route(found: Threshold) -> str:
    turn, only = found.turn, found.segments[0]
    if only.route is None:
        return "There is no route, whatever the value."
    if not found.touched:
        return "Nothing that any route could use depends on it: the route stays the same."
    name = f"{short_text(only.alternative)} is best" if only.alternative else "one route is best"
    return f"It does not change: {name} for every value, {_takes(found, only.route)} at " \
           f"{turn.said(only.low)} and {_takes(found, only.route_high)} at {turn.said(only.high)}."


def _switch_said(found: Threshold, switch: Switch) -> str:
    turn, before, after = found.turn, switch.before, switch.after
    below, above = turn.said(switch.below), turn.said(switch.above)
    corridor = ""
    if before.corridor != after.corridor and before.corridor and after.corridor:
        corridor = f" The corridor changes from {corridor_name(before.corridor)} to " \
                   f"{corridor_name(after.corridor)}."
    if before.alternative != after.alternative:
        return f"Up to {below} {short_text(before.alternative)} is best; from {above} on it " \
               f"loses to {short_text(after.alternative)}, which then takes " \
               f"{_takes(found, after.route)}: {after.label}.{corridor}"
    return f"Up to {below} the {_best(found)} route takes {_takes(found, before.route_high)}; " \
           f"from {above} on another is best: {after.label}. It then takes " \
           f"{_takes(found, after.route)}.{corridor}"


def _takes(found: Threshold, route: Route | None) -> str:
    if route is None:
        return "no route"
    by = found.query.by
    length = "" if by == "distance" else f" over {MEASURES['distance'].said(route.distance_km)}"
    ends = MEASURE_BY[by].spread_said(route)
    return f"{MEASURE_BY[by].said(route.shown(by))}{f', range {ends},' if ends else ''}{length}"


def _where(found: Threshold) -> str:
    """Say on which side of the switches the values of today lie."""
    if found.today is None or not found.switches:
        return ""
    low, high = found.today
    if high <= found.switches[0].below:
        return ", below the first switch"
    if low >= found.switches[-1].above:
        return ", above the last switch"
    return ""


def _table(found: Threshold) -> FindingTable:
    by, turn = found.query.by, found.turn
    unit = "h" if by == "time" else MEASURE_BY[by].unit
    head = ("from", "to", "route", "corridor", f"{unit} at first", f"{unit} at last", "km")
    rows = tuple((turn.said(one.low), turn.said(one.high), _named(one), one.corridor,
                  _cell(one.route, by), _cell(one.route_high, by),
                  "" if one.route is None else plain_number(one.route.distance_km))
                 for one in found.segments)
    return FindingTable(f"Which route is best: {asked_said(found)}", head, rows)


def _named(one: Segment) -> str:
    return f"{short_text(one.alternative)}: {one.label}" if one.alternative else one.label


def _cell(route: Route | None, by: str) -> str:
    return "" if route is None else plain_number(route.shown(by), 1 if by != "distance" else 0)


def _shown(route: Route | None, by: str) -> float | None:
    return None if route is None else route.total(by).value / UNITS[by]


def _method(found: Threshold) -> str:
    step = found.turn.said(1 / found.turn.steps)
    return f"Exact: between the two values of a switch, {step} apart, there is no other value; " \
           "in between switches a route is proved to be best, not sampled. Totals are rounded " \
           "leg by leg, as everywhere."
