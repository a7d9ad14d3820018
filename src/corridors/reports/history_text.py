"""A history in words, as tables, and as a JSON object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from corridors.analysis.causes import Cause
from corridors.analysis.history import History, PairHistory, Period
from corridors.model.route import Route
from corridors.model.status import carries
from corridors.reports.as_json import compact_route, limits_json, node_json, stamp_json
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, MEASURES, NO_ROUTE, counted, percent, plain_number
from corridors.reports.plain import cut_text, plain_text, short_text

__all__ = ["history_finding", "history_json", "history_text"]

MOST_CHANGES = 12
"""How many changes of one pair are told in words; the tables tell them all."""

EVENT_LETTERS, TOLD_LETTERS = 46, 110
"""Most letters of an event in a table, and in a sentence."""

DAYS_A_YEAR = 365.25

VAGUE = ("Where only the month or year of a change is known, an opening counts from its first day "
         "and a closure from its last.")


def history_text(found: History) -> str:
    """Write a history for a terminal.

    Parameters
    ----------
    found
        The history.

    Returns
    -------
    text
        What changed when and why, then a table of periods and one of the links that turned.

    Examples
    --------
    >>> from corridors import Query, history, load
    >>> text = history_text(history(load(), Query("Qazvin", "Rasht", modes={"rail"})))
    >>> print(text.splitlines()[0])
    Qazvin – Rasht, rail only: the shortest route from 1990 to 2035
    """
    return finding_text(history_finding(found))


def history_finding(found: History) -> Finding:
    """Say what changed when and why.

    Parameters
    ----------
    found
        The history.

    Returns
    -------
    finding
        Sentences for each pair, and its tables.
    """
    names = Names.of(found.base.network)
    years = f"from {found.first.year} to {found.last.year}"
    one = len(found) == 1
    title = f"{_asked(names, found.pairs[0])} {years}" if one else \
        f"How the best routes of {len(found):,} pairs changed {years}"
    messages: list[str] = []
    tables: list[FindingTable] = []
    for pair in found:
        messages += _messages(names, pair) if one else [_briefly(names, pair)]
        where = "" if one else f", {_asked(names, pair)}"
        tables += [_periods(pair, where), _turned(pair, where)]
    return Finding(title, tuple(messages), tuple(tables), _method(found),
                   *(_turns(found.pairs[0]) if one else ()))


def history_json(found: History) -> dict[str, Any]:
    """Give a history as a JSON object.

    Parameters
    ----------
    found
        The history.

    Returns
    -------
    history
        ``pairs`` lists for each question its ``periods``, oldest first; both days of a period
        belong to it, and ``route`` is null where there is none.
    """
    return {
        "from": found.first.isoformat(), "to": found.last.isoformat(),
        "scenario": found.base.scenario or None, "assume_expected": found.base.assume_expected,
        "seasons": found.seasons,
        "pairs": [{
            "origin": node_json(pair.origin), "destination": node_json(pair.destination),
            "by": pair.query.by, **limits_json(pair.query), "weight": pair.weight,
            "periods": [_period_json(period) for period in pair]} for pair in found],
        "stamp": stamp_json(found.stamp),
    }


def _period_json(period: Period) -> dict[str, Any]:
    return {
        "from": period.start.isoformat(), "to": period.end.isoformat(), "days": period.days,
        "state": period.state.replace(" ", "_"),
        "route": None if period.route is None else compact_route(period.route),
        "difference": period.difference or None,
        "causes": [{
            "link": cause.link_id, "lost": cause.lost, "before": cause.before,
            "after": cause.after, "kind": cause.kind, "since": cause.since,
            "what": cause.title or None, "change": cause.change or None,
            "event": cause.event_id or None,
            "sources": cause.source.split(";") if cause.source else [],
            "confidence": cause.confidence or None} for cause in period.causes]}


def _asked(names: Names, pair: PairHistory) -> str:
    limits = short_text(pair.query.label) or names.limits(pair.query)
    ends = f"{names.place(pair.origin.node_id)} – {names.place(pair.destination.node_id)}"
    return f"{ends}{f', {limits}' if limits else ''}: the {MEASURE_BY[pair.query.by].best} route"


def _messages(names: Names, pair: PairHistory) -> Iterator[str]:
    yield _summary(pair)
    first = pair.periods[0]
    yield f"From {first.start}: {_stands(names, pair, first.route)}."
    told = pair.periods[1:1 + MOST_CHANGES]
    for before, period in zip(pair.periods, told, strict=False):
        because = listed(_causes(names, period.causes))
        why = f" Because of {because}." if because else \
            " Figures that the scenario sets change." if period.route is not None else ""
        yield f"From {period.start}: {_changed(names, pair, before, period)}.{why}"
    more = len(pair.periods) - 1 - len(told)
    if more > 0:
        yield f"{counted(more, 'more change')} in the table."


def _briefly(names: Names, pair: PairHistory) -> str:
    """Say what became of one pair of several."""
    first, last = pair.periods[0], pair.periods[-1]
    ends = "" if len(pair) == 1 else \
        f" First {_stands(names, pair, first.route)}; at last {_stands(names, pair, last.route)}."
    return f"{_asked(names, pair)}. {_summary(pair)}{ends}"


def _turns(pair: PairHistory) -> tuple[str, str]:
    """Give how often the best route changes, and in which years."""
    if all(period.route is None for period in pair):
        return "no route", ""
    first, last = pair.periods[0].start.year, pair.periods[-1].end.year
    return counted(len(pair) - 1, "change"), f"{first}\N{EN DASH}{last}"


def _summary(pair: PairHistory) -> str:
    shut = [period for period in pair if period.route is None]
    gone = sum(period.days for period in shut)
    if len(shut) == len(pair):
        return "No route is open on any day."
    turns = len(pair) - 1
    changed = "The best route stays the same" if not turns else \
        f"The best route changes {'once' if turns == 1 else f'{turns} times'}"
    if not gone:
        return f"{changed}; one is open on every day."
    years = f" ({plain_number(gone / DAYS_A_YEAR, 1)} years)" if gone >= DAYS_A_YEAR else ""
    when = "" if len(shut) == 1 else f" in {counted(len(shut), 'period')}"
    return f"{changed}; none is open on {counted(gone, 'day')}{years}{when}."


def _stands(names: Names, pair: PairHistory, route: Route | None) -> str:
    if route is None:
        return "no route is open"
    measure = MEASURE_BY[pair.query.by]
    total = measure.said(route.shown(measure.by))
    length = "" if measure.by == "distance" else \
        f", {MEASURES['distance'].said(route.distance_km)}"
    through = f" through {names.countries(route.countries)}" if route.countries else ""
    return f"{total}{length}{through}"


def _changed(names: Names, pair: PairHistory, before: Period, period: Period) -> str:
    if period.route is None or before.route is None:
        return _stands(names, pair, period.route)
    measure = MEASURE_BY[pair.query.by]
    old, new = (route.shown(measure.by) for route in (before.route, period.route))
    change = listed(filter(None, (measure.difference(new - old, total=new),
                                  percent(100 * (new - old) / old if old else None))))
    told = f", {period.difference}" if period.difference else ""
    return f"{measure.brief(new)} ({change.replace(' and ', ', ')}){told}"


def _causes(names: Names, causes: tuple[Cause, ...]) -> list[str]:
    """Say each event once, with the day as it is known and how many links it took."""
    groups: dict[tuple[str, ...], list[Cause]] = {}
    for cause in causes:
        words = (cause.title, cause.change) if cause.title else (cause.link_id, cause.after)
        groups.setdefault((*words, cause.since, str(cause.lost)), []).append(cause)
    return [_cause(names, group) for group in groups.values()]


def _cause(names: Names, group: list[Cause]) -> str:
    first = group[0]
    if first.title:
        said = plain_text(f"{first.title}: {first.change}" if first.change else first.title)
        ended = "the end of " if _ended(names, first) else ""
        what = f"{counted(len(group), 'link')} {'lost' if first.lost else 'opened'}"
        return f"{ended}“{cut_text(said, TOLD_LETTERS)}” ({first.since}; {what})"
    link = names.link(first.link_id)
    if first.kind == "expected":
        return f"the opening of {link} that is expected in {first.since}"
    if first.kind == "season":
        return f"the season: {link} {'pauses' if first.lost else 'opens again'}"
    now = first.after.replace("_", " ")
    return f"{link}, {now}{' by the scenario' if first.kind == 'scenario' else ''} from " \
           f"{first.since}"


def _ended(names: Names, cause: Cause) -> bool:
    """Say whether a link opens because what closed it is over: one event tells of both."""
    return not cause.lost and any(
        event.event_id == cause.event_id and not carries(event.status)
        for event in names.network.link(cause.link_id).history)


def _periods(pair: PairHistory, where: str) -> FindingTable:
    rows = []
    for period in pair:
        route = period.route
        figures = [*[""] * len(MEASURES), NO_ROUTE] if route is None else \
            [*(measure.total(route) for measure in MEASURES.values()), " ".join(route.countries)]
        rows.append((f"{period.start}", f"{period.end}", *figures))
    units = [measure.unit for measure in MEASURES.values()]
    return FindingTable(f"Best route from day to day{where}",
                        ("From", "To", *units, "Through"), tuple(rows),
                        "Both days belong to the period.")


def _turned(pair: PairHistory, where: str) -> FindingTable:
    """Give the events behind the changes, with how many links of the routes each took."""
    rows, sources = [], []
    for period in pair:
        events = Counter((cause.lost, cause.since, plain_text(cause.title) or cause.link_id)
                         for cause in period.causes)
        rows += [(f"{period.start}", since, cut_text(title, EVENT_LETTERS),
                  f"{number} {'lost' if lost else 'opened'}")
                 for (lost, since, title), number in events.items()]
        keys = dict.fromkeys(key for cause in period.causes for key in cause.source.split(";")
                             if key)
        sources += [f"{period.start}: {', '.join(keys)}"] if keys else []
    cited = f" Sources: {'; '.join(sources)}." if sources else ""
    return FindingTable(f"What changed it{where}",
                        ("From", "Known as", "Event or link", "Links of the route"), tuple(rows),
                        f"{VAGUE}{cited}", 3)


def _method(found: History) -> str:
    today = found.base.network.reference_date
    expected = "Links open when they are expected to" if found.base.assume_expected else \
        "Nothing opens only because it is announced" + (
            f": after {today} the network stays as it is known to be" if found.last > today else "")
    seasons = "links pause in their seasons" if found.seasons else \
        "pauses of the season are left out"
    dated = any(change.starts or change.ends for change in found.base.changes)
    scenario = f" The changes of {short_text(found.base.scenario)} hold on every day" \
               f"{', those with days of their own on these' if dated else ''}." \
        if found.base.scenario else ""
    return "The network is taken on every day from which a link has another status; rates are " \
           f"the same on all days. {expected}; {seasons}.{scenario}"
