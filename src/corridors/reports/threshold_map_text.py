"""Which route is best as two figures are turned: in words, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.threshold_map import Region, ThresholdMap
from corridors.reports.as_json import compact_route, limits_json, node_json, stamp_json
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, plain_number
from corridors.reports.plain import short_text
from corridors.reports.threshold_text import (
    asked_said,
    parameter_json,
    parameter_said,
    today_said,
)

__all__ = ["region_said", "threshold_map_finding", "threshold_map_json", "threshold_map_text"]


def threshold_map_finding(found: ThresholdMap) -> Finding:
    """Say which route is best for which values of two parameters.

    Parameters
    ----------
    found
        The map.
    """
    names = Names.of(found.snapshot.network)
    one, other = (parameter_said(names, turn.parameter) for turn in found.turns)
    title = f"Which route from {names.place(found.origin.node_id)} to " \
            f"{names.place(found.destination.node_id)} is the {MEASURE_BY[found.query.by].best}, " \
            f"as {one} and {other} change?"
    rows = tuple((_name(region), region.corridor, _share(region),
                  *(turn.said(value) for turn, value in zip(found.turns, region.at, strict=True)),
                  "" if region.route is None else plain_number(region.route.shown(found.query.by)))
                 for region in found.regions)
    unit = "h" if found.query.by == "time" else MEASURE_BY[found.query.by].unit
    table = FindingTable(f"Regions: {asked_said(found)}",
                         ("route", "corridor", "share of the map", "best at", "and",
                          f"{unit} there"), rows,
                         f"First value: {one}; second value: {other}.")
    return Finding(title, tuple(_messages(found)), (table,), _method(found))


def threshold_map_text(found: ThresholdMap) -> str:
    """Write a map of regions for a terminal.

    Parameters
    ----------
    found
        The map.

    Returns
    -------
    text
        Ends with a line break.
    """
    return finding_text(threshold_map_finding(found))


def threshold_map_json(found: ThresholdMap) -> dict[str, Any]:
    """Give a map of regions as a JSON object.

    Parameters
    ----------
    found
        The map.

    Returns
    -------
    object
        ``regions`` holds the routes, ``cells`` the rectangles and the regions at their corners.
    """
    return {
        "origin": node_json(found.origin), "destination": node_json(found.destination),
        "on": found.snapshot.on.isoformat(), "by": found.query.by,
        "scenario": found.snapshot.scenario or None, **limits_json(found.query),
        "parameters": [parameter_json(turn) for turn in found.turns],
        "today": [None if each is None else list(each) for each in found.today],
        "alternatives": {name: list(avoid) for name, avoid in found.alternatives.items()},
        "proved": found.proved,
        "regions": [{"alternative": region.alternative or None, "difference": region.label,
                     "corridor": region.corridor or None, "at": list(region.at),
                     "share_low": region.share_low, "share_high": region.share_high,
                     "reachable": region.route is not None,
                     "route": None if region.route is None else compact_route(region.route)}
                    for region in found.regions],
        "cells": [{"low": list(cell.low), "high": list(cell.high), "regions": list(cell.regions),
                   "proved": cell.proved} for cell in found.cells],
        "stamp": stamp_json(found.stamp),
    }


def region_said(found: ThresholdMap, region: Region) -> str:
    """Say which share of the map a region covers.

    Parameters
    ----------
    found, region
        The map, and one of its regions.
    """
    if len(found.regions) == 1:
        return "One route is best all over the map." if region.route is not None else \
            "There is no route anywhere on the map."
    return f"On {_share(region)} of the map the best route is this: {_name(region)}."


def _messages(found: ThresholdMap) -> Iterator[str]:
    for region in found.regions[:8]:
        yield region_said(found, region)
    told = [f"the {which} value is {said}" for which, turn, today in
            zip(("first", "second"), found.turns, found.today, strict=True)
            if (said := today_said(turn, today))]
    if told:
        yield f"As things are, {' and '.join(told)}."


def _name(region: Region) -> str:
    name = short_text(region.alternative)
    return f"{name}: {region.label}" if name else region.label


def _share(region: Region) -> str:
    low, high = f"{100 * region.share_low:.1f}", f"{100 * region.share_high:.1f}"
    return f"{low} %" if low == high else f"{low} to {high} %"


def _method(found: ThresholdMap) -> str:
    return "The map is cut into four where routes meet, again and again; a rectangle with one " \
           f"route is proved for every pair of values in it: {100 * found.proved:.1f} % of the " \
           "map. The rest are the rectangles in which routes meet."
