"""The data annex of a report: which files stand beside it, and what is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corridors.reports.names import listed

__all__ = ["HOLDS", "DataFile", "columns_said"]

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
        Names of its columns with what they mean, those that belong together in one; empty where
        it has none.
    sha256
        Hash of its bytes; blank where they need not be the same on every computer.
    """

    name: str
    holds: str
    rows: str
    columns: tuple[tuple[str, str], ...] = ()
    sha256: str = ""


def columns_said(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Say what the columns of a table mean.

    Parameters
    ----------
    names
        Their names, in order.

    Returns
    -------
    columns
        Names and meaning with the unit: a value and its range share an entry, and so do the
        statistics of one figure. What is not known means nothing.

    Examples
    --------
    >>> columns_said(["by", "time_h", "time_h_low", "time_h_high"])[1]
    ('time_h, time_h_low, time_h_high', 'time, hours; lowest and highest value')
    >>> columns_said(["least_delta_cost_percent", "most_delta_cost_percent"])[0][1]
    'cost, per cent: difference to the base; least and most of the pairs'
    >>> columns_said(["pairs_better", "pairs_worse"])
    (('pairs_better, pairs_worse', 'pairs that became better and worse'),)
    """
    return tuple((", ".join(name for name, _ in group), _said(stem, [part for _, part in group]))
                 for stem, grouped in groupby(map(_split, names), key=lambda one: one[0])
                 for group in [[one[1:] for one in grouped]])


def _split(name: str) -> tuple[str, str, str]:
    """Give the figure a column is of, its name, and which value of the figure it holds."""
    if name not in _SAID and name.startswith("pairs_"):
        return "pairs_", name, name.removeprefix("pairs_").replace("_", " ")
    found = _STATISTIC.fullmatch(name)
    if name in _SAID or found is None or found[3] not in _MEASURES:
        return name, name, ""
    ends = {"_low": "lowest", "_high": "highest"}
    return f"{found[2] or ''}{found[3]}", name, found[1] or ends.get(found[4], "")


def _said(stem: str, parts: Sequence[str]) -> str:
    told = listed(part for part in parts if part)
    if stem == "pairs_":
        return f"pairs that became {told}"
    measure = _MEASURES.get(stem.removeprefix("delta_"))
    if measure is None:
        return _SAID.get(stem, "")
    difference = ": difference to the base" if stem.startswith("delta_") else ""
    of = "value" if "lowest" in parts else "of the pairs"
    return f"{measure}{difference}{f'; {told} {of}' if told else ''}"
