"""A Monte Carlo analysis in words and tables, and as a JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.montecarlo_outcome import PERCENTILES, Duel, Outcome
from corridors.model.leg import COLUMN_OF
from corridors.reports.as_json import compact_route, limits_json, node_json, stamp_json
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.montecarlo_words import (
    MOST_SAID,
    asked_of,
    case_of,
    median_of,
    method,
    sentences,
    share,
    title_of,
)
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, plain_number

__all__ = ["montecarlo_finding", "montecarlo_json", "montecarlo_text"]

ROUTES, INPUTS = 5, 8
"""Most routes and inputs of an outcome in a table."""


def montecarlo_finding(found: MonteCarlo) -> Finding:
    """Say what a Monte Carlo analysis found.

    Parameters
    ----------
    found
        The analysis.

    Returns
    -------
    finding
        How sure each answer is, which case beats which, which routes are best how often, and which
        input matters most.
    """
    tables = [_percentiles(found, by) for by in _criteria(found)]
    if len(found.cases) > 1:
        tables.append(_duels(found))
    return Finding(title_of(found), tuple(sentences(found)),
                   tuple(table for table in (*tables, _routes(found), _inputs(found))
                         if table.rows), method(found), *median_of(found))


def montecarlo_text(found: MonteCarlo) -> str:
    """Write a Monte Carlo analysis for a terminal.

    Parameters
    ----------
    found
        The analysis.

    Examples
    --------
    >>> from corridors import Query, load, montecarlo
    >>> query = Query("Baku", "Tbilisi", by="time", modes={"rail"})
    >>> print(montecarlo_text(montecarlo(load().as_of(), query, draws=100)).splitlines()[0])
    How sure is it? Baku – Tbilisi, fastest, rail only
    """
    return finding_text(montecarlo_finding(found))


def montecarlo_json(found: MonteCarlo) -> dict[str, Any]:
    """Give a Monte Carlo analysis as a JSON object.

    Parameters
    ----------
    found
        The analysis.

    Returns
    -------
    analysis
        ``outcomes`` holds one object for each pair and case; ``duels`` how often a case beats
        another. What has no route has no figures: its ``totals`` are null.
    """
    return {
        "draws": found.draws, "seed": found.seed, "inputs": len(found.inputs),
        "from_data": found.from_data,
        "within": None if found.within is None else str(found.within),
        "cases": [{"name": case.name, "title": case.title,
                   "on": case.snapshot.on.isoformat()} for case in found.cases],
        "outcomes": [_outcome(found, one) for one in found],
        "duels": [{"pair": pair, "by": found.pairs.queries[pair].by,
                   "case": found.cases[first].name,
                   "against": found.cases[second].name, "wins": duel.wins, "ties": duel.ties,
                   "losses": duel.losses, "standard_error": duel.error}
                  for pair, first, second, duel in _all_duels(found)],
        "stamp": stamp_json(found.stamp),
    }


def _outcome(found: MonteCarlo, one: Outcome) -> dict[str, Any]:
    made: dict[str, Any] = {
        "case": one.case, "origin": node_json(one.origin),
        "destination": node_json(one.destination), "by": one.query.by,
        "label": one.query.label or None, **limits_json(one.query),
        "share_without_route": one.without_route, "totals": None}
    if not one.reachable or one.plain is None:
        return made
    made["totals"] = {COLUMN_OF[by]: {
        "likeliest": one.plain.shown(by), "mean": one.mean(by),
        "standard_deviation": one.deviation(by), "standard_error": one.mean_error(by),
        "percentiles": {str(rank): one.percentile(by, rank) for rank in PERCENTILES},
        "median_range": list(one.median_range(by)), "buffer_index": one.buffer(by),
    } for by in sorted(one.totals)}
    if found.within is not None:
        made["within"], made["within_standard_error"] = one.share_within(found.within)
    made["routes"] = [{"share": route.share, "difference": route.route.difference or None,
                       **compact_route(route.route)} for route in one.routes]
    made["influences"] = [{"input": each.label, "figures": each.figures, "low": each.low,
                           "high": each.high, "first_order": each.first_order}
                          for each in one.influences]
    return made


def _criteria(found: MonteCarlo) -> list[str]:
    """Give the criteria in tables: what is asked for first, then hours and USD."""
    return list(dict.fromkeys([*(query.by for query, _ in found.pairs), "time", "cost"]))


def _percentiles(found: MonteCarlo, by: str) -> FindingTable:
    measure, rows = MEASURE_BY[by], []
    budget = found.within if found.within is not None and found.within.by == by else None
    for one in found:
        if one.plain is None and one.query.by == by:
            rows.append((*_head(found, one), "no route", *[""] * (7 + (budget is not None))))
        if one.plain is None or by not in one.totals:
            continue
        rows.append((*_head(found, one), measure.bare(one.plain.shown(by)), *(
            measure.bare(one.percentile(by, rank)) for rank in PERCENTILES),
            measure.bare(one.mean(by)), measure.bare(one.deviation(by)),
            *([share(one.share_within(budget)[0])] if budget else [])))
    return FindingTable(
        f"{measure.title.capitalize()} of the best route, {measure.unit}",
        (*_heads(found), "likeliest", *(f"{rank} %" for rank in PERCENTILES), "mean", "std. dev.",
         *([f"within {budget}"] if budget else [])), tuple(rows),
        "So many per cent of the draws take no more; the likeliest is the answer without draws.")


def _all_duels(found: MonteCarlo) -> Iterator[tuple[int, int, int, Duel]]:
    for pair in range(len(found.pairs)):
        for second in range(len(found.cases)):
            for first in range(second + 1, len(found.cases)):
                yield pair, first, second, found.beats(first, second, pair)


def _duels(found: MonteCarlo) -> FindingTable:
    rows = [(asked_of(found, found.outcome(first, pair)), found.cases[first].title,
             found.cases[second].title, share(duel.wins), share(duel.ties), share(duel.losses),
             plain_number(100 * duel.error, 1))
            for pair, first, second, duel in _all_duels(found)]
    return FindingTable("Who beats whom, in the same draws",
                        ("pair", "case", "against", "better", "equal", "worse",
                         "std. error, points"), tuple(rows))


def _routes(found: MonteCarlo) -> FindingTable:
    rows = []
    for one in _told(found):
        names = Names.of(found.cases[0].snapshot.network)
        for number, (route, part, _) in enumerate(one.routes[:ROUTES], start=1):
            rows.append((*_head(found, one), share(part), plain_number(route.distance_km),
                         f"through {names.countries(route.countries)}" if number == 1 else
                         route.difference or "by other links"))
    return FindingTable("Routes that are the best in some draws",
                        (*_heads(found), "best in", "km", "which, and how others differ"),
                        tuple(rows), _limited(found, f"At most {ROUTES} of each."))


def _inputs(found: MonteCarlo) -> FindingTable:
    rows = []
    for one in _told(found):
        measure = MEASURE_BY[one.query.by]
        for each in one.influences[:INPUTS]:
            label = f"{each.label} ({each.figures} figures)" if each.figures > 1 else each.label
            rows.append((*_head(found, one), label,
                         "" if each.first_order is None else share(each.first_order),
                         measure.bare(each.low), measure.bare(each.high), measure.unit))
    return FindingTable(
        "What matters most",
        (*_heads(found), "input", "of variance", "at its 5 %", "at its 95 %", "unit"),
        tuple(rows), _limited(found, (
            "Of variance: what would be gone on average if the input were known. At its 5 and "
            "95 %: the total where that input alone is so, and all others are likeliest; equal "
            f"figures mean that another route is taken then. At most {INPUTS} of each.")))


def _heads(found: MonteCarlo) -> tuple[str, ...]:
    return ("pair", "case") if len(found.cases) > 1 else ("pair",)


def _head(found: MonteCarlo, one: Outcome) -> tuple[str, ...]:
    pair = asked_of(found, one)
    return (pair, case_of(found, one)) if len(found.cases) > 1 else (pair,)


def _told(found: MonteCarlo) -> Iterator[Outcome]:
    """Give the outcomes of the first pairs, of which everything is told."""
    for number, one in enumerate(found):
        if number < MOST_SAID * len(found.cases):
            yield one


def _limited(found: MonteCarlo, note: str) -> str:
    return f"{note} Of the first {MOST_SAID} OD pairs; the JSON object tells all." \
        if len(found.pairs) > MOST_SAID else note
