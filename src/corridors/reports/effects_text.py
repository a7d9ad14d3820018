"""Scenarios and comparisons as plain text for a terminal, at most 100 columns wide."""

from __future__ import annotations

import textwrap

from corridors.analysis.compare import STATES, Comparison
from corridors.analysis.effects import Case, Effects
from corridors.analysis.indicators import indicators
from corridors.model.query import Query
from corridors.reports.answer_text import WIDTH, blocked_lines, head_of, joined, wrapped
from corridors.reports.indicators_text import indicators_messages
from corridors.reports.numbers import MEASURE_BY, MEASURES, NO_ROUTE
from corridors.reports.plain import plain_text, short_text
from corridors.reports.questions import days_said, effect_said, more_said, questions_of

__all__ = ["comparison_text", "effects_text"]


def effects_text(effects: Effects) -> str:
    """Write the headline table of a scenario worked out.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    text
        For each question and criterion a row for each case; then what changes for all pairs
        together.
    """
    lines = wrapped(plain_text(effects.scenario.title))
    for question in questions_of(effects):
        lines += ["", *wrapped(question.title)]
        for place in question.places:
            lines += [_case_line(effects, case, place) for case in effects.cases]
            lines += _more_routes(effects, place)
    together = [line for message in indicators_messages(indicators(effects))
                for line in wrapped(message)]
    return joined([*lines, "", *together, "", f"The network {days_said(effects)}; time in days."])


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
    lines = [*wrapped(head_of(comparison.variant)), f"{STATES[comparison.state]}"]
    before, after = comparison.base.best, comparison.variant.best
    for by, measure in MEASURES.items():
        old, new = (NO_ROUTE if route is None else measure.said(route.shown(by))
                    for route in (before, after))
        change = measure.difference(comparison.delta(by), comparison.percent(by),
                                    total=None if after is None else after.shown(by))
        lines.append(f"  {measure.title:16}{old:>24}{new:>24}   {change}")
    for answer in (comparison.base, comparison.variant):
        if not answer.reachable:
            lines += blocked_lines(answer)
    return joined(lines)


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
