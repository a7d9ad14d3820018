"""Rows of indicators, and of what becomes of hundreds of OD pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.compare import STATES
from corridors.analysis.effect_table import EffectTable
from corridors.analysis.indicators import Indicators, IndicatorSet
from corridors.model.leg import COLUMN_OF, UNITS
from corridors.model.modes import CRITERIA

__all__ = ["EFFECT_TABLE_COLUMNS", "INDICATOR_COLUMNS", "effect_table_rows", "indicator_rows"]

Row = tuple[Any, ...]

STATISTICS = ("least", "median", "mean", "most")

_COUNTS = [f"pairs_{state}" for state in STATES]

_FIGURES = [f"{statistic}_{name}" for by in CRITERIA
            for name in (f"delta_{COLUMN_OF[by]}", f"delta_{by}_percent")
            for statistic in STATISTICS]

INDICATOR_COLUMNS = (
    "kind", "case", "title", "query", "by", "key", "pairs", "weight", *_COUNTS,
    "pairs_within_range", "pairs_compared", *_FIGURES, "weight_better", "weight_worse",
    "hours_saved", "hours_lost", "usd_saved", "usd_lost", "before", "after", "km_before",
    "km_after")
"""Columns of the indicators, in order. ``kind`` says what a row is of: ``set`` sums up all pairs
of one variant, question and criterion; ``country``, ``link`` and ``border`` tell what becomes of
``key``, with what passes ``before`` and ``after``; ``isolated`` and ``connected`` name places."""

EFFECT_TABLE_COLUMNS = ("variant", "origin", "destination", "query", "by", "weight", "state",
                        "unit", "before", "after", "delta", "percent")
"""Columns of a table of effects, in order."""

_UNIT = {by: COLUMN_OF[by].removeprefix(f"{by}_") for by in COLUMN_OF}


def indicator_rows(found: Indicators) -> Iterator[Row]:
    """Give the rows of all sets, in the order of :data:`INDICATOR_COLUMNS`.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    rows
        For each set one of kind ``set``, then its countries, the links and borders whose traffic
        changes, and its places; cells that a kind does not have are None.
    """
    for one in found:
        for cells in _cells(one):
            given = {"case": one.case, "title": one.title, "query": one.label, "by": one.by,
                     **cells}
            yield tuple(given.get(name) for name in INDICATOR_COLUMNS)


def _cells(one: IndicatorSet) -> Iterator[dict[str, Any]]:
    yield _summed(one)
    for country in one.countries:
        yield {"kind": "country", "key": country.country, "pairs": country.pairs,
               "weight": country.weight, "weight_better": country.better,
               "weight_worse": country.worse, "hours_saved": country.hours_saved,
               "hours_lost": country.hours_lost, "usd_saved": country.usd_saved,
               "usd_lost": country.usd_lost, "before": country.passing_before,
               "after": country.passing_after, "km_before": country.km_before,
               "km_after": country.km_after}
    for traffic in (*one.links, *one.borders):
        if traffic.change:
            yield {"kind": traffic.kind, "key": traffic.key, "before": traffic.before,
                   "after": traffic.after}
    for kind, nodes in (("isolated", one.isolated), ("connected", one.connected)):
        for node in nodes:
            yield {"kind": kind, "key": node.node_id}


def _summed(one: IndicatorSet) -> dict[str, Any]:
    cells: dict[str, Any] = {
        "kind": "set", "pairs": len(one), "weight": sum(one.weights),
        "pairs_within_range": one.within_range,
        **{f"pairs_{state}": count for state, count in one.states.items()}}
    for by in CRITERIA:
        for name, summary in ((f"delta_{COLUMN_OF[by]}", one.change(by)),
                              (f"delta_{by}_percent", one.percent(by))):
            if summary is not None:
                cells["pairs_compared"] = max(summary.count, cells.get("pairs_compared", 0))
                cells |= {f"{statistic}_{name}": getattr(summary, statistic)
                          for statistic in STATISTICS}
    return cells


def effect_table_rows(found: EffectTable) -> Iterator[Row]:
    """Give a row for each variant and pair, in the order of :data:`EFFECT_TABLE_COLUMNS`.

    Parameters
    ----------
    found
        The table.

    Returns
    -------
    rows
        Figures are None where there is no route: ``state`` says so.
    """
    for row in found:
        query = row.query
        before, after = (None if amount is None else amount / UNITS[query.by]
                         for amount in (row.before, row.after))
        yield (row.variant, query.origin, query.destination, query.label or query.said(),
               query.by, row.weight, row.state, _UNIT[query.by], before, after, row.delta,
               row.percent)
