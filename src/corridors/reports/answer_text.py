"""Answers as plain text for a terminal, at most 100 columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace

from corridors.model.route import UNITS, Answer, Route
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, MEASURES, Measure, measures_of
from corridors.reports.plain import plain_text, short_text
from corridors.reports.stages import DEFAULT_MARK, LENGTH_MARK, Stage, stages_of
from corridors.reports.words import route_said, why_not

__all__ = ["WIDTH", "answer_text", "blocked_lines", "head_of", "joined", "wrapped"]

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
    lines = wrapped(head_of(answer))
    if not answer.reachable:
        lines += blocked_lines(answer)
    told = answer.routes
    if answer.query.pareto and len(answer.routes) > 1:
        from corridors.reports.choices import best_choices, choice_table

        lines += choice_table(answer)
        told = best_choices(answer)
    for route in told:
        lines += _route(answer, route)
    return joined(lines)


def head_of(answer: Answer) -> str:
    """Say what is asked, best by what, and of which day: the head of an answer."""
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
    lines = ["", *wrapped(f"Route {route.rank}{difference and f': {difference}'}")] \
        if len(answer.routes) > 1 else \
        wrapped(f"{difference[0].upper()}{difference[1:]}.") if difference else []
    for measure in measures:
        spread = measure.spread_said(route)
        lines.append(f"  {measure.title:16}{measure.said(route.shown(measure.by)):24}"
                     f"{f'range {spread}' if spread else ''}".rstrip())
    lines += wrapped(route_said(answer, route))
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


def blocked_lines(answer: Answer) -> list[str]:
    """Tell what would restore a route."""
    if not answer.blocked_by:
        return wrapped(f"No route: {why_not(answer)}")
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
    lines = wrapped(f"No route{f': {why}' if why else '.'} Any one of these would restore one"
                     f"{what}:")
    for number, block in enumerate(answer.blocked_by, start=1):
        length = route_measured(answer.query, block.route) if block.route is not None else \
            MEASURES["distance"].said(block.distance_km)
        lines += textwrap.wrap(f"{number:3}. {length}: {set_said(answer, block)}", WIDTH,
                               subsequent_indent="     ")
        lines += textwrap.wrap(", ".join(block.link_ids), WIDTH, initial_indent="     ",
                               subsequent_indent="     ", break_on_hyphens=False)
    if not answer.blocked_complete:
        lines += wrapped("There are more: told are the best, those that are of no use if anything "
                          "is left out, and the next best.")
    return lines


def wrapped(text: str) -> list[str]:
    """Break a text into lines; an empty one is a line, too."""
    return textwrap.wrap(text, WIDTH) or [""]


def joined(lines: list[str]) -> str:
    """Put lines together."""
    return "\n".join(lines) + "\n"
