"""Answers and scenarios as plain text for a terminal, at most 100 columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace

from corridors.analysis.compare import STATES, Comparison
from corridors.analysis.effects import Case, Effects
from corridors.model.query import Query
from corridors.model.route import UNITS, Answer, Route
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, MEASURES, NO_ROUTE, Measure, measures_of
from corridors.reports.plain import plain_text, short_text
from corridors.reports.questions import days_said, effect_said, more_said, questions_of
from corridors.reports.stages import DEFAULT_MARK, LENGTH_MARK, Stage, stages_of
from corridors.reports.words import route_said, why_not

__all__ = ["WIDTH", "answer_text", "comparison_text", "effects_text"]

WIDTH = 100
VIA_NAMED = 4


def answer_text(answer: Answer) -> str:
    """Write an answer for a terminal.

    Parameters
    ----------
    answer
        The answer.

    Returns
    -------
    text
        Totals with their ranges and the stages of each route; or why there is none, with the
        sets of links that would restore one, cheapest first. Of routes that none beats, a table
        first, and then those that are best in something.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> print(answer_text(shortest_route(load().as_of(), Query("Baku", "Baku"))).strip())
    Baku – Baku, shortest, on 2026-11-01
    Both places are the same: 0 km.
    """
    lines = _wrapped(_head(answer))
    if not answer.reachable:
        lines += _blocked(answer)
    told = answer.routes
    if answer.query.pareto and len(answer.routes) > 1:
        from corridors.reports.choices import best_choices, choice_table

        lines += choice_table(answer)
        told = best_choices(answer)
    for route in told:
        lines += _route(answer, route)
    return _joined(lines)


def effects_text(effects: Effects) -> str:
    """Write the headline table of a scenario worked out.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    text
        For each question and criterion a row for each case.
    """
    lines = _wrapped(plain_text(effects.scenario.title))
    for question in questions_of(effects):
        lines += ["", *_wrapped(question.title)]
        for place in question.places:
            lines += [_case_line(effects, case, place) for case in effects.cases]
            lines += _more_routes(effects, place)
    return _joined([*lines, "", f"The network {days_said(effects)}; time in days."])


def comparison_text(comparison: Comparison) -> str:
    """Write two answers to one question side by side.

    Parameters
    ----------
    comparison
        The two answers.

    Returns
    -------
    text
        The four totals of both, and the differences.
    """
    lines = [*_wrapped(_head(comparison.variant)), f"{STATES[comparison.state]}"]
    before, after = comparison.base.best, comparison.variant.best
    for by, measure in MEASURES.items():
        old, new = (NO_ROUTE if route is None else measure.said(route.shown(by))
                    for route in (before, after))
        change = measure.difference(comparison.delta(by), comparison.percent(by),
                                    total=None if after is None else after.shown(by))
        lines.append(f"  {measure.title:16}{old:>24}{new:>24}   {change}")
    for answer in (comparison.base, comparison.variant):
        if not answer.reachable:
            lines += _blocked(answer)
    return _joined(lines)


def _head(answer: Answer) -> str:
    measure = MEASURE_BY[answer.query.by]
    # That it is the simplest is said by what it is.
    said = Names.of(answer.snapshot.network).limits(replace(answer.query, simplest_within=None))
    parts = [f"{short_text(answer.origin.name)} – {short_text(answer.destination.name)}",
             f"the {measure.best} first" if answer.query.pareto
             else answer.query.best_said(measure.best), said,
             f"on {answer.on}" if answer.journey is None else "",  # its day is said already
             f"scenario {short_text(answer.scenario)}" if answer.scenario else "",
             "expected openings assumed" if answer.snapshot.assume_expected else ""]
    return ", ".join(part for part in parts if part)


def _route(answer: Answer, route: Route) -> list[str]:
    if not route.legs:
        return ["Both places are the same: 0 km."]
    difference, measures = plain_text(route.difference), measures_of(answer)
    lines = ["", *_wrapped(f"Route {route.rank}{difference and f': {difference}'}")] \
        if len(answer.routes) > 1 else \
        _wrapped(f"{difference[0].upper()}{difference[1:]}.") if difference else []
    for measure in measures:
        spread = measure.spread_said(route)
        lines.append(f"  {measure.title:16}{measure.said(route.shown(measure.by)):24}"
                     f"{f'range {spread}' if spread else ''}".rstrip())
    lines += _wrapped(route_said(answer, route))
    cost = next(measure for measure in measures if measure.by == "cost")
    lines += ["", f"{'km':>8}  {'h':>8}  {cost.unit:>8}"]
    stages = stages_of(answer, route)
    for stage in stages:
        lines += _stage(stage, cost)
    return [*lines, *_legend(stages)]


def _stage(stage: Stage, cost: Measure) -> list[str]:
    usd = cost.bare(stage.total("cost").value / UNITS["cost"])
    figures = f"{stage.km:>8}  {stage.hours:>8}  {usd:>8}"
    via = f" via {listed(stage.via, most=VIA_NAMED)}" if stage.via else ""
    remark = f" ({stage.remark})" if stage.remark else ""
    said = textwrap.wrap(f"{stage.title}: {stage.where}{via}{remark}", WIDTH - 30,
                         break_long_words=True) or [""]
    return [f"{figures}  {said[0]}", *(f"{'':30}{line}" for line in said[1:])]


def _legend(stages: tuple[Stage, ...]) -> Iterator[str]:
    if any(stage.default_hours for stage in stages):
        yield f"{DEFAULT_MARK} planning default, not a figure of this place"
    if any(stage.general_length for stage in stages):
        yield f"{LENGTH_MARK} length partly from general knowledge"


def _blocked(answer: Answer) -> list[str]:
    if not answer.blocked_by:
        return _wrapped(f"No route: {why_not(answer)}")
    from corridors.reports.allowing import otherwise_said
    from corridors.reports.opening_words import route_measured, set_said

    names = Names.of(answer.snapshot.network)
    why = why_not(answer).removesuffix(otherwise_said(answer))
    what = ""
    if any(block.link_ids for block in answer.blocked_by):
        # Which limit forbids every route is told, and what the best way needs by the list.
        limits = answer.reason.rpartition("The ")[0] if answer.query.counted else ""
        why = plain_text(names.worded(limits, answer.query)).strip()
        asked = " or the question allowed it" if any(b.lifts for b in answer.blocked_by) else ""
        what = f", if all its links were open{asked}"
    lines = _wrapped(f"No route{f': {why}' if why else '.'} Any one of these would restore one"
                     f"{what}:")
    for number, block in enumerate(answer.blocked_by, start=1):
        length = route_measured(answer.query, block.route) if block.route is not None else \
            MEASURES["distance"].said(block.distance_km)
        lines += textwrap.wrap(f"{number:3}. {length}: {set_said(answer, block)}", WIDTH,
                               subsequent_indent="     ")
        lines += textwrap.wrap(", ".join(block.link_ids), WIDTH, initial_indent="     ",
                               subsequent_indent="     ", break_on_hyphens=False)
    if not answer.blocked_complete:
        lines += _wrapped("There are more: told are the best, those that are of no use if anything "
                          "is left out, and the next best.")
    return lines


def _case_line(effects: Effects, case: Case, place: int) -> str:
    answer = case.answers[place]
    first = case is effects.base
    best = answer.best
    figures = [NO_ROUTE, "", ""] if best is None else \
        [f"{MEASURE_BY[by].total(best)} {unit}" for by, unit in
         (("distance", "km"), ("time", "d"), ("cost", "USD/TEU"))]
    effect = "" if first else effect_said(effects.comparison(case, place))
    title = short_text(case.title)
    shown = title if len(title) <= 26 else f"{title[:25]}…"
    best_by = f"{_best_by(answer.query)} " if first else ""
    return (f"  {best_by:{_room_of_best(effects)}}{shown:27}{figures[0]:>9}"
            f"{figures[1]:>8}{figures[2]:>15}  {effect}").rstrip()


def _more_routes(effects: Effects, place: int) -> list[str]:
    """Say of which cases there are more routes than the one in the row."""
    more = [f"{short_text(case.title)}: {said}" for case in effects.cases
            if (said := more_said(case.answers[place]))]
    return textwrap.wrap(f"{'; '.join(more)} (or with --json).", WIDTH, initial_indent="  ",
                         subsequent_indent="  ") if more else []


def _room_of_best(effects: Effects) -> int:
    """Give the letters that the longest word for what a route is best by takes, and a blank."""
    return 1 + max([8, *(len(_best_by(query)) for query in effects.queries)])


def _best_by(query: Query) -> str:
    """Say briefly what a row tells: within what the simplest is looked for, the question says."""
    measure = MEASURE_BY[query.by]
    return measure.best if query.simplest_within is None else f"simplest by {measure.title}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH) or [""]


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"

