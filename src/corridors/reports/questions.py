"""The questions of a scenario: queries that differ only in what the route is best by are one."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.analysis.compare import STATES, Comparison
from corridors.analysis.effects import Case, Effects
from corridors.model.route import Answer, Route
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, NO_ROUTE, counted
from corridors.reports.plain import plain_text, short_text

__all__ = ["Found", "Question", "days_said", "effect_said", "more_said", "questions_of", "quoted"]


@dataclass(frozen=True, slots=True)
class Question:
    """One pair of places under one restriction, asked by one or several criteria.

    Parameters
    ----------
    origin, destination
        Names of the places.
    limit
        What the question is limited to, in words; may be empty.
    detail
        The limits in full, where ``limit`` is only a label; may be empty.
    places
        Positions of its queries in the scenario.
    """

    origin: str
    destination: str
    limit: str
    detail: str
    places: tuple[int, ...]

    @property
    def pair(self) -> str:
        """Both places."""
        return f"{self.origin} – {self.destination}"

    @property
    def title(self) -> str:
        """Both places and the limit."""
        return f"{self.pair}, {self.limit}" if self.limit else self.pair

    @property
    def between(self) -> str:
        """Both places and the limit, in a sentence."""
        limit = f" ({self.limit})" if self.limit else ""
        return f"from {self.origin} to {self.destination}{limit}"

    def found(self, case: Case) -> tuple[Found, ...]:
        """Give the different routes of a case, each with all it is best by."""
        routes: dict[Route, list[str]] = {}
        for place in self.places:
            best = case.answers[place].best
            if best is not None:
                routes.setdefault(best, []).append(case.answers[place].query.by)
        answer = case.answers[self.places[0]]
        return tuple(Found(answer, route, tuple(by)) for route, by in routes.items())


@dataclass(frozen=True, slots=True)
class Found:
    """A route and what it is best by.

    Parameters
    ----------
    answer
        An answer it belongs to.
    route
        The route.
    by
        The criteria it is best by.
    """

    answer: Answer
    route: Route
    by: tuple[str, ...]

    @property
    def best(self) -> str:
        """What it is, in words: ``shortest, cheapest``."""
        return ", ".join(self.answer.query.best_said(MEASURE_BY[by].best) for by in self.by)


def questions_of(effects: Effects) -> tuple[Question, ...]:
    """Give the questions of a scenario worked out.

    Parameters
    ----------
    effects
        The scenario.

    Returns
    -------
    questions
        In the order in which they are first asked.
    """
    names = Names.of(effects.network)
    places: dict[tuple[str, ...], list[int]] = {}
    for place, query in enumerate(effects.queries):
        answer = effects.base.answers[place]
        key = (answer.origin.node_id, answer.destination.node_id,
               plain_text(query.label), names.limits(query))
        places.setdefault(key, []).append(place)
    return tuple(Question(names.place(origin), names.place(destination),
                          short_text(label or limits), limits if label not in ("", limits) else "",
                          tuple(found))
                 for (origin, destination, label, limits), found in places.items())


def days_said(effects: Effects) -> str:
    """Say on which day the network is taken: that of departure, where goods leave on a day.

    Parameters
    ----------
    effects
        The scenario worked out.
    """
    days = {query.departs for query in effects.queries}
    if None in days:
        other = ", or on the day of departure" if len(days) > 1 else ""
        return f"on {effects.base.snapshot.on}{other}"
    return f"on {days.pop()}" if len(days) == 1 else "on the day of departure"


def more_said(answer: Answer) -> str:
    """Say how many routes an answer has that tables and maps leave out; empty if none.

    Parameters
    ----------
    answer
        The answer.
    """
    more = len(answer.routes) - 1
    return f"{counted(more, 'more route')} in run.json" if more > 0 else ""


def quoted(case: Case) -> str:
    """Give the title of a case in quotation marks."""
    return f"“{short_text(case.title)}”"


def effect_said(comparison: Comparison, *, brief: bool = False) -> str:
    """Say what became of a pair, in a few words for a table.

    Parameters
    ----------
    comparison
        The case against the base.
    brief
        Whether it stands beside a total written in hours where that is short; else time is
        in days.

    Returns
    -------
    words
        A difference by the criterion of the query, or a state.
    """
    state, by = comparison.state, comparison.variant.query.by
    if state in ("better", "worse"):
        best = comparison.variant.best
        total = best.shown(by) if brief and best is not None else None
        return MEASURE_BY[by].difference(comparison.delta(by), comparison.percent(by), total=total)
    return NO_ROUTE if state == "unreachable" else \
        "cut off" if state == "newly_cut_off" else STATES[state]
