"""Indicators in words, as tables, and as a JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from corridors.analysis.indicators import Indicators, IndicatorSet
from corridors.analysis.summary import Summary
from corridors.model.leg import COLUMN_OF
from corridors.model.modes import CRITERIA
from corridors.reports.finding import Finding
from corridors.reports.finding_text import finding_text
from corridors.reports.gains_words import gains_messages, gains_tables
from corridors.reports.indicator_tables import changes_table, counts_table, short_label
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, counted, plain_number
from corridors.reports.plain import plain_text, short_text

__all__ = ["indicators_finding", "indicators_json", "indicators_messages", "indicators_text"]

BECAME = {
    "better": ("gets better", "get better"), "worse": ("gets worse", "get worse"),
    "newly_reachable": ("is newly reachable", "are newly reachable"),
    "newly_cut_off": ("is cut off", "are cut off"),
    "rerouted": ("takes another route, as good", "take another route, as good"),
    "same": ("does not change", "do not change"),
    "unreachable": ("has no route in either", "have no route in either"),
}
"""What became of a question, and of several, the most important first."""

TAKES = {**BECAME, "better": ("takes less", "take less"), "worse": ("takes more", "take more"),
         "newly_cut_off": ("has no route", "have no route"),
         "same": ("takes the same way", "take the same way")}
"""The same of a variant that restricts routes: it is a way to choose, and changes nothing."""

METHOD = (
    "Each pair counts what it weighs. Differences are those of the best routes by one criterion, "
    "and of pairs with a route in both cases; half of the weight lies at or below a median.")


def indicators_text(found: Indicators) -> str:
    """Write indicators for a terminal.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    text
        Sentences, then tables.

    Examples
    --------
    >>> from corridors import effects_of, indicators, load, load_scenario
    >>> found = indicators(effects_of(load_scenario("rasht-astara"), load()))
    >>> print(indicators_text(found).splitlines()[2][:51])
    - “Rasht–Astara open”: all 18 questions get better.
    """
    return finding_text(indicators_finding(found))


def indicators_finding(found: Indicators) -> Finding:
    """Say what changes for all pairs together.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    finding
        Sentences for each variant, and tables.
    """
    weights = f" Weights are in {plain_text(found.unit)}." if found.unit else ""
    tables = (counts_table(found), changes_table(found), *gains_tables(found))
    return Finding(f"{plain_text(found.title)}: what changes for all pairs together",
                   indicators_messages(found), tables, f"{METHOD}{weights}")


def indicators_messages(found: Indicators) -> tuple[str, ...]:
    """Say in sentences what changes, variant by variant.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    sentences
        For each variant how many questions became what; by how much, where several pairs are asked
        alike; places that are cut off; and through which countries traffic moves.
    """
    names = Names.of(found.network)
    said: list[str] = []
    for title, sets in groupby(found, key=lambda one: one.title):
        alike = list(sets)
        parts = [_counts_said(alike, found), *_by_question(alike)]
        if not _restricted(alike):
            parts += [*_places_said(names, alike), *gains_messages(alike, found)]
        said.append(f"“{short_text(title)}”: {'. '.join(_capital(parts))}.")
    return tuple(said)


def indicators_json(found: Indicators) -> dict[str, Any]:
    """Give indicators as a JSON object.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    indicators
        A list of ``sets``: ``pairs`` counts what became of them, ``change`` and ``percent`` hold
        least, median, mean and most by criterion; null where no pair has a route in both cases.
    """
    return {"base": found.base, "weight_unit": found.unit or None,
            "sets": [_set_json(one) for one in found]}


def _set_json(one: IndicatorSet) -> dict[str, Any]:
    return {
        "variant": one.case, "title": one.title, "query": one.label or None, "by": one.by,
        "pairs": one.states, "weights": one.weight_by_state,
        "within_range": one.within_range,
        "change": {COLUMN_OF[by]: _summary_json(one.change(by)) for by in CRITERIA},
        "percent": {by: _summary_json(one.percent(by)) for by in CRITERIA},
        "isolated": [node.node_id for node in one.isolated],
        "connected": [node.node_id for node in one.connected],
        "countries": [{name: getattr(country, name) for name in country.__slots__}
                      for country in one.countries],
        "links": [{"link": traffic.key, "before": traffic.before, "after": traffic.after}
                  for traffic in one.links if traffic.change],
        "borders": [{"border": traffic.key, "before": traffic.before, "after": traffic.after}
                    for traffic in one.borders if traffic.change],
    }


def _summary_json(summary: Summary | None) -> dict[str, Any] | None:
    return None if summary is None else {
        name: getattr(summary, name)
        for name in ("count", "weight", "least", "median", "mean", "most")}


def _counts_said(sets: Sequence[IndicatorSet], found: Indicators) -> str:
    """Say how many questions became what: a question is one pair by one criterion."""
    words, than = (TAKES, f", against “{short_text(found.base)}” with all routes to choose from") \
        if _restricted(sets) else (BECAME, "")
    count = {state: sum(one.states[state] for one in sets) for state in words}
    total = sum(count.values())
    there = {state: number for state, number in count.items() if number}
    if len(there) == 1:
        one, many = words[next(iter(there))]
        which = {1: "the question", 2: "both questions"}.get(total, f"all {total:,} questions")
        return f"{which} {one if total == 1 else many}{than}"
    return f"of {total:,} questions, " + listed(
        f"{number:,} {words[state][number > 1]}" for state, number in there.items()) + than


def _restricted(sets: Sequence[IndicatorSet]) -> bool:
    """Say whether the variant restricts what routes may use."""
    return any(comparison.variant.query != comparison.base.query
               for one in sets for comparison in one.comparisons)


def _by_question(sets: Sequence[IndicatorSet]) -> Iterator[str]:
    """Say by how much, where several pairs are asked alike and some of them move."""
    for label, same in groupby(sets, key=lambda one: one.label):
        told = [(one, moved) for one in same if len(one) > 1 and (moved := _moved(one))]
        if told:
            head = f"{short_label(label)}, " if label else ""
            several = any(moved.change.least != moved.change.most for _, moved in told)
            median = ", in the median" if several else ""
            unsure = [one for one, _ in told if one.within_range]
            doubt = f" ({_doubt_said(unsure)})" if unsure else ""
            yield f"{head}{counted(len(told[0][0]), 'pair')}{median}: {_moves_said(told)}{doubt}"


class _Moved(NamedTuple):
    """By how much the routes of a set change: all of them, or those that change at all."""

    change: Summary
    percent: Summary | None
    few: bool


def _moved(one: IndicatorSet) -> _Moved | None:
    change, percent = one.change(one.by), one.percent(one.by)
    few = change is not None and change.median == 0
    if few:
        change, percent = one.change(one.by, moved=True), one.percent(one.by, moved=True)
    return None if change is None or change.median == 0 else _Moved(change, percent, few)


def _moves_said(told: Sequence[tuple[IndicatorSet, _Moved]]) -> str:
    """Say the change by each criterion; a verb is not repeated."""
    said: list[str] = []
    last = ""
    for one, (change, percent, few) in told:
        measure = MEASURE_BY[one.by]
        verb = "saves" if change.median < 0 else "takes"
        more = "" if change.median < 0 else " more"
        share = f" ({plain_number(abs(percent.median), 0 if abs(percent.median) >= 1 else 1)} %)" \
            if percent is not None else ""
        which = f" where it changes ({counted(change.count, 'pair')})" if few else ""
        route = "" if said else " route"
        said.append(" ".join(filter(None, (
            f"the {measure.best}{route}{which}", verb if verb != last else "",
            f"{measure.brief(abs(change.median))}{share}{more}"))))
        last = verb
    return ", ".join(said)


def _doubt_said(unsure: Sequence[IndicatorSet]) -> str:
    """Say where the data does not tell: the difference is less than the range of what differs."""
    whole = [one for one in unsure
             if one.within_range == one.states["better"] + one.states["worse"]]
    said = [f"by {listed(MEASURE_BY[one.by].title for one in sets)}{words}" for sets, words in (
        (whole, ""), ([one for one in unsure if one not in whole], " for some pairs")) if sets]
    return f"{listed(said)} within the range of what differs"


def _places_said(names: Names, sets: Sequence[IndicatorSet]) -> Iterator[str]:
    for words, places in (("no route is left to or from", "isolated"),
                          ("for the first time there are routes to or from", "connected")):
        found: dict[tuple[str, ...], list[str]] = {}
        for one in sets:
            nodes = tuple(node.node_id for node in getattr(one, places))
            if nodes and one.label not in found.setdefault(nodes, []):
                found[nodes].append(one.label)
        for nodes, labels in found.items():
            said = [short_label(label) for label in labels if label]
            limits = f" ({listed(said)})" if said else ""
            yield f"{words} {listed((names.place(node) for node in nodes), most=6)}{limits}"


def _capital(parts: Sequence[str]) -> list[str]:
    """Let every sentence but the first, which follows a colon, begin with a capital."""
    return [part if number == 0 else f"{part[:1].upper()}{part[1:]}"
            for number, part in enumerate(parts)]
