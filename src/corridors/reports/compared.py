"""The table of a scenario: what each case takes of everything, and what it adds to the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Case, Effects
from corridors.model.route import Route
from corridors.reports.names import listed
from corridors.reports.numbers import MEASURE_BY, MEASURES, NO_ROUTE, counted, signed
from corridors.reports.plain import short_text
from corridors.reports.questions import Question, effect_said

__all__ = ["COUNTS", "CaseRow", "Compared", "compared_of", "left_out_said"]

COUNTS = ("border", "gauge_break", "transfer")
"""What is counted on a route, in the order of tables: kinds of legs."""

MOST = 24
"""How many questions have a table: a group of places can stand for hundreds of pairs."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What the best route of one case takes.

    Parameters
    ----------
    case
        Its title.
    state
        What became of the question, one of :data:`~corridors.analysis.compare.STATES`; blank of
        the base.
    cells
        Kilometres, days, USD and kilograms of CO2 per TEU, borders, breaks of gauge, transfers:
        the number, and what it adds to the base; blank where there is nothing to compare, or
        nothing changes at all. Empty where there is no route.
    said
        What became of the question in words, such as ``cut off``; of the base without a route
        that there is none.
    """

    case: str
    state: str
    cells: tuple[tuple[str, str], ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The cases of one question side by side, by one criterion.

    Parameters
    ----------
    question
        The places and the limit.
    best
        What its routes are best by, in a word such as ``fastest``.
    rows
        The base first.
    """

    question: str
    best: str
    rows: tuple[CaseRow, ...]


def compared_of(effects: Effects, questions: Sequence[Question]) -> tuple[Compared, ...]:
    """Set the cases of every question side by side.

    Parameters
    ----------
    effects
        The scenario worked out.
    questions
        Its questions.

    Returns
    -------
    compared
        Of each question the fastest routes, where they are asked for, else those by its first
        criterion; at most :data:`MOST`.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> from corridors.reports.questions import questions_of
    >>> effects = effects_of(load_scenario("rasht-astara"), load())
    >>> first = compared_of(effects, questions_of(effects))[0]
    >>> first.best, first.rows[1].cells[0]
    ('fastest', ('5,174', '−1,219'))
    """
    return tuple(_compared(effects, question) for question in questions[:MOST])


def left_out_said(questions: Sequence[Question], maps: int, diagrams: int) -> str:
    """Say how many questions have no table or no picture; blank where all have them.

    Parameters
    ----------
    questions
        All questions.
    maps, diagrams
        How many of them are drawn on a map, and how many along the way; 0 where nothing is drawn.
    """
    count = len(questions)
    left = [(count - MOST, "table"), (count - maps if maps else 0, "map"),
            (count - diagrams if diagrams else 0, "diagram of time and cost along the way")]
    told = [f"{counted(more, 'more question')} without a {what}" for more, what in left
            if more > 0]
    said = f"{listed(told)} here; effects.csv has all of them."
    return f"{said[0].upper()}{said[1:]}" if told else ""


def _compared(effects: Effects, question: Question) -> Compared:
    place = next((place for place in question.places if effects.queries[place].by == "time"),
                 question.places[0])
    query = effects.queries[place]
    return Compared(question.title, query.best_said(MEASURE_BY[query.by].best),
                    tuple(_row(effects, case, place) for case in effects.cases))


def _row(effects: Effects, case: Case, place: int) -> CaseRow:
    best, title = case.answers[place].best, short_text(case.title)
    compared = None if case is effects.base else effects.comparison(case, place)
    if best is None:
        said = NO_ROUTE if compared is None else effect_said(compared)
        return CaseRow(title, compared.state if compared else "", (), said)
    if compared is None:
        return CaseRow(title, "", tuple((total, "") for total in _totals(best)))
    said = effect_said(compared) if compared.state not in ("better", "worse") else ""
    return CaseRow(title, compared.state,
                   tuple(zip(_totals(best), _differences(compared), strict=True)), said)


def _totals(route: Route) -> tuple[str, ...]:
    return (*(measure.total(route) for measure in MEASURES.values()),
            *(f"{route.count(kind)}" for kind in COUNTS))


def _differences(compared: Comparison) -> tuple[str, ...]:
    before, after = compared.base.best, compared.variant.best
    if before is None or after is None:
        return ("",) * (len(MEASURES) + len(COUNTS))
    counts = (after.count(kind) - before.count(kind) for kind in COUNTS)
    added = (*(measure.added(compared.delta(by)) for by, measure in MEASURES.items()),
             *(signed(count) for count in counts))
    return added if set(added) != {signed(0)} else ("",) * len(added)
