"""What a report says, in order, as plain values: HTML and Markdown only differ in how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corridors.analysis.effects import Case, Effects
from corridors.analysis.indicators import indicators
from corridors.model.route import Answer, Route
from corridors.reports.allowing import allowed_said, built_said
from corridors.reports.basis import Basis, basis_of
from corridors.reports.chapters import Chapter, chapters_of
from corridors.reports.finding import Finding, ShownFinding
from corridors.reports.indicators_text import indicators_finding
from corridors.reports.messages import key_messages
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, MEASURES, NO_ROUTE
from corridors.reports.pictures import Picture
from corridors.reports.plain import plain_text, short_text
from corridors.reports.questions import (
    Found,
    Question,
    days_said,
    effect_said,
    more_said,
    questions_of,
)
from corridors.reports.stages import Stage, parts_of_time, stages_of
from corridors.reports.words import chained, route_said, statuses_said, why_not

__all__ = ["Figures", "Headline", "Outline", "Restoring", "Section", "Told", "Unreached",
           "outline_of"]


@dataclass(frozen=True, slots=True)
class Headline:
    """A row of the headline table: one question by one criterion.

    Parameters
    ----------
    pair, limit, best
        The places, what the question is limited to, and the criterion in a word.
    rows
        How many rows the question has, in its first row; 0 in the others.
    cells
        For each case the total with its unit, and what became of it.
    """

    pair: str
    limit: str
    best: str
    rows: int
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All totals of one route of one case.

    Parameters
    ----------
    case, best
        The case, and what the route is best by.
    totals
        For each measure the total, its range, and what became of it where the route is best by
        it; empty where there is no route.
    counts
        Border crossings, breaks of gauge, transfers.
    parts
        What its time is made of: words, hours, per cent.
    """

    case: str
    best: str
    totals: tuple[tuple[str, str, str], ...] = ()
    counts: tuple[int, ...] = ()
    parts: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A route told in stages.

    Parameters
    ----------
    title
        Cases that use it, and what it is best by in each.
    story
        One sentence.
    stages
        Its stages.
    route
        The route itself.
    """

    title: str
    story: str
    stages: tuple[Stage, ...]
    route: Route


@dataclass(frozen=True, slots=True)
class Restoring:
    """What would restore a route together.

    Parameters
    ----------
    stretches, links
        What to allow, to build and to open, in words, and the ids of the links.
    status
        Why they carry nothing.
    length
        Length of the route with all of them open.
    """

    stretches: tuple[str, ...]
    links: tuple[str, ...]
    status: str
    length: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """Cases without a route, and why.

    Parameters
    ----------
    cases
        Their titles.
    why
        One or two sentences.
    sets
        What would restore a route, best first.
    """

    cases: tuple[str, ...]
    why: str
    sets: tuple[Restoring, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One question in full.

    Parameters
    ----------
    question
        The question.
    figures
        Totals of every route of every case.
    told
        The different routes.
    unreached
        Cases without a route.
    """

    question: Question
    figures: tuple[Figures, ...]
    told: tuple[Told, ...]
    unreached: tuple[Unreached, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything a report says.

    Parameters
    ----------
    title, question, background
        Of the scenario.
    day
        Date of the network, and its title.
    cases
        Titles of the cases, the base first.
    messages
        Key messages.
    headlines
        Rows of the headline table.
    indicators
        What changes for all pairs together.
    pictures
        All maps.
    sections
        One for each question.
    basis
        Changes, assumptions, sources, limits and hashes.
    chapters
        What was found beside the routes.
    """

    title: str
    question: str
    background: str
    day: str
    cases: tuple[str, ...]
    messages: tuple[str, ...]
    headlines: tuple[Headline, ...]
    indicators: Finding
    pictures: tuple[Picture, ...]
    sections: tuple[Section, ...]
    basis: Basis
    chapters: tuple[Chapter, ...] = ()


def outline_of(effects: Effects, pictures: Sequence[Picture],
               findings: Sequence[ShownFinding] = ()) -> Outline:
    """Put together what a report says.

    Parameters
    ----------
    effects
        The scenario worked out.
    pictures
        Its maps.
    findings
        What was found beside the routes.

    Returns
    -------
    outline
        The same for every way of showing it.
    """
    scenario = effects.scenario
    questions = questions_of(effects)
    return Outline(
        title=plain_text(scenario.title), question=plain_text(scenario.question),
        background=plain_text(scenario.description),
        day=f"{plain_text(effects.network.title)} {days_said(effects)}",
        cases=tuple(short_text(case.title) for case in effects.cases),
        messages=(*key_messages(effects),
                  *(_asked_and_answered(shown) for shown in findings if shown.finding.messages)),
        headlines=tuple(row for question in questions for row in _headlines(effects, question)),
        indicators=indicators_finding(indicators(effects)),
        pictures=tuple(_titled(effects, picture) for picture in pictures),
        sections=tuple(_section(effects, question) for question in questions),
        basis=basis_of(effects), chapters=chapters_of(findings))


def _asked_and_answered(shown: ShownFinding) -> str:
    """Say the first sentence of a finding behind its question, which it does not repeat."""
    title = shown.finding.title
    return f"{title}{'' if title.endswith('?') else '.'} {shown.finding.messages[0]}"


def _headlines(effects: Effects, question: Question) -> list[Headline]:
    rows = []
    for number, place in enumerate(question.places):
        measure = MEASURE_BY[effects.queries[place].by]
        cells = []
        for case in effects.cases:
            best = case.answers[place].best
            total = NO_ROUTE if best is None else measure.brief(best.shown(measure.by))
            compared = effects.comparison(case, place)
            effect = "" if case is effects.base or compared.state == "unreachable" \
                else effect_said(compared, brief=True)
            more = more_said(case.answers[place])
            cells.append((total, "; ".join(filter(None, (effect, more))), compared.state))
        rows.append(Headline(question.pair, question.limit,
                             effects.queries[place].best_said(measure.best),
                             len(question.places) if number == 0 else 0, tuple(cells)))
    return rows


def _section(effects: Effects, question: Question) -> Section:
    figures = tuple(row for case in effects.cases for row in _figures(effects, question, case))
    return Section(question, figures, _told(effects, question), _unreached(effects, question))


def _figures(effects: Effects, question: Question, case: Case) -> list[Figures]:
    found = question.found(case)
    if not found:
        return [Figures(short_text(case.title), NO_ROUTE)]
    return [_figure(effects, question, case, one) for one in found]


def _figure(effects: Effects, question: Question, case: Case, found: Found) -> Figures:
    route = found.route
    said = {} if case is effects.base else {
        effects.queries[place].by: effect_said(effects.comparison(case, place))
        for place in question.places if effects.queries[place].by in found.by}
    return Figures(
        short_text(case.title), found.best,
        tuple((measure.total(route), measure.spread(route), said.get(by, ""))
              for by, measure in MEASURES.items()),
        tuple(route.count(kind) for kind in ("border", "gauge_break", "transfer")),
        tuple(parts_of_time(route, waits=any(query.departs for query in effects.queries))))


def _told(effects: Effects, question: Question) -> tuple[Told, ...]:
    """Tell every different route once, with all the cases that use it."""
    used: dict[Route, list[tuple[Case, Found]]] = {}
    for case in effects.cases:
        for found in question.found(case):
            used.setdefault(found.route, []).append((case, found))
    told = []
    for route, uses in used.items():
        by_words: dict[str, list[str]] = {}
        for case, found in uses:
            by_words.setdefault(found.best, []).append(short_text(case.title))
        title = "; ".join(f"{', '.join(cases)}: {best}" for best, cases in by_words.items())
        answer = uses[-1][1].answer  # a later case knows what it changed; the base changed nothing
        told.append(Told(title, route_said(answer, route), stages_of(answer, route), route))
    return tuple(told)


def _unreached(effects: Effects, question: Question) -> tuple[Unreached, ...]:
    """Tell every different reason once, with all the cases that have it."""
    found: dict[tuple[object, ...], list[tuple[str, Answer]]] = {}
    for case in effects.cases:
        answer = case.answers[question.places[0]]
        if not answer.reachable:
            found.setdefault((answer.reason, answer.blocked_by), []).append(
                (short_text(case.title), answer))
    return tuple(Unreached(tuple(title for title, _ in cases), why_not(cases[0][1]),
                           _sets(cases[0][1])) for cases in found.values())


def _sets(answer: Answer) -> tuple[Restoring, ...]:
    names = Names.of(answer.snapshot.network)
    return tuple(Restoring((*filter(None, (allowed_said(names, block),
                                           built_said(names, block))),
                            *chained(names, block.link_ids)), block.link_ids,
                           statuses_said(answer, block.link_ids),
                           MEASURES["distance"].said(block.distance_km))
                 for block in answer.blocked_by)


def _titled(effects: Effects, picture: Picture) -> Picture:
    """Put names where the title of a map says its question by ids."""
    if picture.query is None:
        return picture
    named = Names.of(effects.network).worded(picture.title, effects.queries[picture.query])
    return replace(picture, title=named)
