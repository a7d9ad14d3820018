"""One question of a scenario in full: all figures, every route in stages, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.analysis.effects import Case, Effects
from corridors.model.route import Answer, Route
from corridors.reports.allowing import allowed_said, built_said
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURES, NO_ROUTE
from corridors.reports.plain import short_text
from corridors.reports.questions import Found, Question, effect_said
from corridors.reports.stages import Stage, parts_of_time, stages_of
from corridors.reports.words import chained, route_said, statuses_said, why_not

__all__ = ["Figures", "Restoring", "Row", "Section", "Told", "Unreached", "section_of"]


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
class Row:
    """A stage of a route as it is printed.

    Parameters
    ----------
    kind
        Kind of its legs: ``move``, ``border``, ``gauge_break``, ``transfer``, ``access``, ``wait``.
    title, where
        What happens, and from where to where or at which place.
    via
        Places passed on the way.
    remark
        Gauges, technique, countries, or what the variant opened.
    km, hours, hours_range, usd, usd_range
        Its figures as they are printed, with marks and ranges; blank where there are none.
    """

    kind: str
    title: str
    where: str
    via: tuple[str, ...]
    remark: str
    km: str
    hours: str
    hours_range: str
    usd: str
    usd_range: str


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
        Its stages, as rows of a table.
    """

    title: str
    story: str
    stages: tuple[Row, ...]


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


def section_of(effects: Effects, question: Question) -> Section:
    """Tell one question in full.

    Parameters
    ----------
    effects
        The scenario worked out.
    question
        One of its questions.

    Returns
    -------
    section
        Plain text and numbers.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> from corridors.reports.questions import questions_of
    >>> effects = effects_of(load_scenario("rasht-astara"), load())
    >>> section_of(effects, questions_of(effects)[0]).told[0].stages[0].title
    'first mile'
    """
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
        told.append(Told(title, route_said(answer, route),
                         tuple(map(_row, stages_of(answer, route)))))
    return tuple(told)


def _row(stage: Stage) -> Row:
    return Row(stage.kind, stage.title, stage.where, stage.via, stage.remark, stage.km,
               stage.hours, stage.hours_range, stage.usd, stage.usd_range)


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
