"""The data annex of a report: which files stand beside it, and what is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["HOLDS", "DataFile", "column_said"]

HOLDS = {
    "effects.csv": "What every case takes for every question, with ranges and differences.",
    "indicators.csv": "What changes for all pairs together, for countries, links and borders.",
    "routes.geojson": "The best routes leg by leg, for a GIS: lines for moves, points for stops; "
                      "longitude and latitude in WGS 84.",
    "network.gpkg": "The whole network as each case has it, for a GIS.",
    "run.json": "All answers in full, for programs.",
}
"""What is in each file that a run writes beside its report."""

_SAID = {
    "origin": "where goods start, id of the place", "destination": "where they go, id of the place",
    "query": "the question: its label, or what it is limited to",
    "by": "what the route is best by", "case": "name of the case; base is the network as it is",
    "title": "title of the case", "reachable": "whether there is a route",
    "state": "what became of the question against the base",
    "border_crossings": "borders crossed", "gauge_breaks": "breaks of gauge on the way",
    "transfers": "changes of the mode", "countries": "countries passed, in order",
    "modes": "modes used", "blocked_by": "links that would restore a route, each set apart",
    "kind": "what the row is of: all pairs (set), a country, link or border, or a place cut off "
            "(isolated) or newly served (connected)",
    "key": "id of the country, link, border or place", "pairs": "number of pairs",
    "weight": "what they weigh together",
    "pairs_within_range": "pairs whose difference is less than the range of what differs",
    "pairs_compared": "pairs with a route in both cases",
    "weight_better": "weight of the country's own pairs that get better",
    "weight_worse": "weight of those that get worse",
    "hours_saved": "hours its own pairs save, times weight",
    "hours_lost": "hours they lose, times weight", "usd_saved": "USD they save, times weight",
    "usd_lost": "USD they lose, times weight",
    "before": "weight of what passes in the base", "after": "weight of what passes in the case",
    "km_before": "kilometres in the country in the base, times weight",
    "km_after": "kilometres in the country in the case, times weight",
}
_MEASURES = {"distance_km": "length, km", "time_h": "time, hours",
             "cost_usd_per_teu": "cost, USD per TEU", "co2_kg_per_teu": "CO2, kg per TEU",
             "distance_percent": "length, per cent", "time_percent": "time, per cent",
             "cost_percent": "cost, per cent", "co2_percent": "CO2, per cent"}
_ENDS = {"_low": ", lowest value", "_high": ", highest value"}
_STATISTIC = re.compile(r"(?:(least|median|mean|most)_)?(delta_)?(.+?)(_low|_high)?")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of data beside a report.

    Parameters
    ----------
    name
        Its name.
    holds
        What is in it, in a sentence.
    rows
        How many rows, features or layers it has, with the word for them.
    columns
        Names of its columns with what they mean; empty where it has none.
    sha256
        Hash of its bytes; blank where they need not be the same on every computer.
    """

    name: str
    holds: str
    rows: str
    columns: tuple[tuple[str, str], ...] = ()
    sha256: str = ""


def column_said(name: str) -> str:
    """Say what a column of a table means.

    Parameters
    ----------
    name
        Name of the column.

    Returns
    -------
    words
        With the unit; blank where it is not known.

    Examples
    --------
    >>> column_said("time_h_low"), column_said("median_delta_cost_percent")
    ('time, hours, lowest value', 'cost, per cent: difference to the base, median of the pairs')
    >>> column_said("pairs_better")
    'pairs that became: better'
    """
    if name in _SAID:
        return _SAID[name]
    if name.startswith("pairs_"):
        return f"pairs that became: {name.removeprefix('pairs_').replace('_', ' ')}"
    found = _STATISTIC.fullmatch(name)
    if found is None or found[3] not in _MEASURES:
        return ""
    statistic, delta, measure, end = found.groups()
    return (f"{_MEASURES[measure]}{_ENDS.get(end, '')}"
            f"{': difference to the base' if delta else ''}"
            f"{f', {statistic} of the pairs' if statistic else ''}")
