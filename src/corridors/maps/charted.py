"""Which routes a diagram shows of an answer, a comparison or a scenario, and what it says above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Case, Effects
from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.footer import named
from corridors.maps.legend import Key, line_key
from corridors.maps.route_map import (
    MOST,
    NOT_OPEN,
    Drawn,
    plain_query,
    routes_of,
    when_asked,
)
from corridors.maps.statuses import dash_keys
from corridors.maps.strands import Strand, status_today, strands_of
from corridors.model.leg import Leg
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot

__all__ = ["Charted", "Shown", "charted", "form_keys_along", "looks_of"]

Shown = Answer | Sequence[Answer] | Comparison | Effects
"""What diagrams along routes are drawn of."""


@dataclass(frozen=True, slots=True)
class Charted:
    """The routes of a diagram and its words.

    Parameters
    ----------
    routes
        One to four.
    title, subtitle
        Above them.
    without
        Each case without a route, with the reason.
    left_out
        Cases whose routes are more than a diagram holds.
    snapshot, scenario
        What the small print tells of.
    """

    routes: tuple[Drawn, ...]
    title: str
    subtitle: str
    without: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    snapshot: Snapshot
    scenario: str = ""

    @property
    def note(self) -> str:
        """Say which cases are left out; blank for none."""
        return f"Not drawn, since four routes are shown at most: {', '.join(self.left_out)}." \
            if self.left_out else ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A case, by whatever result it comes in."""

    name: str
    answer: Answer
    figures: str


def charted(what: Shown, *, query: int = 0, title: str = "", subtitle: str = "") -> Charted:
    """Choose the routes of a diagram.

    Parameters
    ----------
    what
        An answer with its routes, several answers with their best ones, a comparison, or a
        scenario worked out.
    query
        Which query of a scenario, by position.
    title, subtitle
        Above the diagram; made from the result if not given.

    Returns
    -------
    charted
        Cases with the same legs and figures are one route. Of a scenario with more than four
        the base and the best others are taken.

    Raises
    ------
    QueryError
        If there is no route at all, or from a place to itself, no such query, or answers have
        more than four routes.
    """
    if isinstance(what, Effects):
        found = _of_effects(what, query)
    elif isinstance(what, Comparison):
        found = _of_comparison(what)
    else:
        found = _of_answers((what,) if isinstance(what, Answer) else tuple(what))
    if not found.routes:
        raise QueryError(Problem(
            "M20", f"{found.title}: there is no route to draw a diagram of",
            'Draw the map, which shows what would have to open: kind="route", "compare" or '
            '"scenario".'))
    if not any(drawn.route.link_ids for drawn in found.routes):
        raise QueryError(Problem("M20", f"{found.title}: there is no way to draw a diagram of",
                                 "Ask for a route between two places."))
    return Charted(found.routes, title or found.title, subtitle or found.subtitle, found.without,
                   found.left_out, found.snapshot, found.scenario)


def looks_of(drawn: Drawn) -> dict[str, Strand]:
    """Give for each link of a route how maps draw it: by mode, and by status on the day.

    Parameters
    ----------
    drawn
        The route.
    """
    snapshot, moves = drawn.answer.snapshot, drawn.route.link_ids
    return dict(zip(moves, strands_of(snapshot, drawn.route, drawn.when_entered, drawn.colour, 0),
                    strict=True))


def form_keys_along(strands: Sequence[Strand]) -> list[Key]:
    """Give the legend of modes and statuses that are drawn.

    Parameters
    ----------
    strands
        All links of all routes.
    """
    keys = [line_key(mode) for mode in style.FORMS if any(one.mode == mode for one in strands)]
    return [*keys, *dash_keys(strands, NOT_OPEN)]


def _of_answers(given: Sequence[Answer]) -> Charted:
    if not given:
        raise QueryError(Problem("M21", "there is no answer to draw", "Give at least one."))
    routes = routes_of(given)
    if len(routes) > MOST:
        raise QueryError(Problem("M22", f"{len(routes)} routes are too many for one diagram",
                                 f"Give at most {MOST}."))
    pairs = list(dict.fromkeys(said.asked(answer) for answer in given))
    without = tuple((answer.query.label or said.pair(answer), said.no_route(answer))
                    for answer in given if not answer.routes) if len(given) > 1 else ()
    return Charted(tuple(routes), "; ".join(pairs), _asked(*given),
                   without, (), given[0].snapshot)


def _of_comparison(what: Comparison) -> Charted:
    cases = [_Case("Base", what.base, _totals(what.base)),
             _Case("Variant", what.variant, said.differences(what))]
    return _of_cases(cases, f"{said.pair(what.base)}: {said.change(what)}",
                     f"{said.best_route(what.base.query).capitalize()}. {_asked(what.base)}",
                     what.variant.snapshot, "")


def _of_effects(what: Effects, query: int) -> Charted:
    if not 0 <= query < len(what.queries):
        raise QueryError(Problem("M23", f"there is no query number {query}",
                                 f"Give 0 to {len(what.queries) - 1}.", column="query"))

    def case_of(case: Case) -> _Case:
        answer = case.answers[query]
        return _Case(case.title, answer, _totals(answer) if case is what.base
                     else said.differences(what.comparison(case, query)))

    base = what.base.answers[query]
    return _of_cases([case_of(case) for case in what.cases], said.asked(base),
                     f"{said.sentence(what.scenario.title)} {_asked(base)}",
                     base.snapshot, named(what.scenario.name, what.scenario.version))


def _of_cases(cases: Sequence[_Case], title: str, subtitle: str, snapshot: Snapshot,
              scenario: str) -> Charted:
    """Put together the cases with one route, the base first."""
    groups: dict[tuple[Leg, ...], list[_Case]] = {}
    for case in cases:
        if case.answer.best is not None:
            groups.setdefault(case.answer.best.legs, []).append(case)
    kept = list(groups.values())
    by = cases[0].answer.query.by
    best_first = sorted(kept[1:], key=lambda group: _total(group[0], by))
    left_out = best_first[MOST - 1:]
    kept = [group for group in kept if group not in left_out]
    today = status_today(cases[0].answer.snapshot, cases[0].answer.on)
    routes = []
    for group, colour in zip(kept, _colours(len(kept)), strict=True):
        first = group[0]
        if first.answer.best is not None:
            routes.append(Drawn(" / ".join(case.name for case in group), first.answer,
                                first.answer.best, colour, today, first.figures))
    return Charted(
        tuple(routes), title, subtitle,
        tuple((case.name, case.figures) for case in cases if case.answer.best is None),
        tuple(case.name for group in left_out for case in group), snapshot, scenario)


def _colours(number: int) -> list[str]:
    """Give the base the dark colour, as on maps of scenarios, and the others the rest."""
    dark = style.PALETTE[-1]
    return [dark, *(colour for colour in style.PALETTE if colour != dark)][:number] \
        if number > 1 else [style.PALETTE[0]]


def _total(case: _Case, by: str) -> int:
    return case.answer.best.total(by).value if case.answer.best is not None else 0


def _totals(answer: Answer) -> str:
    return said.no_route(answer) if answer.best is None else said.totals(answer.best)


def _asked(*answers: Answer) -> str:
    network = answers[0].snapshot.network
    return f"{said.allowed(plain_query(answers), network)}, {when_asked(answers)}"
