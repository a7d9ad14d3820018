"""Key messages where variants are ways to choose from: which is best, and by how much really."""

from __future__ import annotations

from corridors.analysis.effects import Case, Effects
from corridors.model.route import Answer, Route
from corridors.reports.message import Message, said_shortly
from corridors.reports.names import listed
from corridors.reports.numbers import MEASURE_BY, percent
from corridors.reports.questions import Question, quoted
from corridors.reports.stages import default_hours_said

__all__ = ["side_by_side"]

CLOSE = 0.05
"""Share below which two values are told as alike, if their ranges overlap."""

Ranking = list[list[Case]]
"""Variants by what their best route takes, least first; those that take the same are together."""


def side_by_side(effects: Effects, question: Question) -> Message:
    """Say which variants are best by each criterion, against the base and the next best.

    Parameters
    ----------
    effects
        The scenario worked out.
    question
        One of its questions.

    Returns
    -------
    message
        With what the range of the figures leaves open, and where planning defaults decide. Its
        number is what the best by the first criterion takes, against the base.
    """
    rankings = {place: ranking for place in question.places
                if (ranking := _ranking(effects, place))}
    by_winners: dict[str, list[int]] = {}
    for place, ranking in rankings.items():
        winners = "every variant" if len(ranking) == 1 and len(ranking[0]) > 1 else \
            listed(map(quoted, ranking[0]), most=3)
        by_winners.setdefault(winners, []).append(place)
    parts = [_winners_said(effects, winners, {place: rankings[place] for place in places})
             for winners, places in by_winners.items()]
    parts += [*_close_said(rankings), *_defaults_said(effects, rankings)]
    cut = [quoted(case) for case in effects.variants
           if not case.answers[question.places[0]].reachable]
    if cut:
        parts.append(f"there is no route with {listed(cut)}")
    return Message(f"{'; '.join(parts)}.", f"F{question.between[1:]}:",
                   *_large(effects, rankings))


def _large(effects: Effects, rankings: dict[int, Ranking]) -> tuple[str, str]:
    """Give the number of the best variant by the first criterion: its difference to the base."""
    if not rankings:
        return "", ""
    place, ranking = next(iter(rankings.items()))
    compared = effects.comparison(ranking[0][0], place)
    by = effects.queries[place].by
    delta = compared.delta(by)
    if delta:
        return MEASURE_BY[by].difference(delta), percent(compared.percent(by))
    return MEASURE_BY[by].brief(_best(compared.variant).shown(by)), \
        "new route" if compared.state == "newly_reachable" else f"{MEASURE_BY[by].best} route"


def _ranking(effects: Effects, place: int) -> Ranking:
    by = effects.queries[place].by
    groups: dict[int, list[Case]] = {}
    for case in effects.variants:
        best = case.answers[place].best
        if best is not None:
            groups.setdefault(best.total(by).value, []).append(case)
    return [groups[total] for total in sorted(groups)]


def _winners_said(effects: Effects, winners: str, rankings: dict[int, Ranking]) -> str:
    best = listed(query.best_said(MEASURE_BY[query.by].best)
                  for query in (effects.queries[place] for place in rankings))
    took = listed(_ranged(ranking[0][0].answers[place], "" if number else "range")
                  for number, (place, ranking) in enumerate(rankings.items()))
    before = [effects.base.answers[place] for place in rankings]
    title = quoted(effects.base)
    if not before[0].reachable:
        against = f"where {title} has no route"
    else:
        was = listed(map(_ranged, before))
        against = f"as in {title}" if was == took.replace("(range ", "(") else \
            f"against {was} in {title}"
    return f"{best} with {winners}: {took}, {against}"


def _close_said(rankings: dict[int, Ranking]) -> list[str]:
    """Say between which two the figures do not decide; criteria with the same two are one."""
    told: dict[tuple[str, ...], list[str]] = {}
    for place, (first, *others) in rankings.items():
        if others and _close(first[0].answers[place], others[0][0].answers[place]):
            pair = tuple(sorted((quoted(first[0]), quoted(others[0][0]))))
            told.setdefault(pair, []).append(MEASURE_BY[first[0].answers[place].query.by].title)
    return [f"within the range of the figures there is no difference in {listed(titles)} between "
            f"{listed(pair)}" for pair, titles in told.items()]


def _close(one: Answer, other: Answer) -> bool:
    less, more = (_best(answer).total(answer.query.by) for answer in (one, other))
    overlap = less.high >= more.low and more.high >= less.low
    return overlap and more.value - less.value < CLOSE * less.value


def _defaults_said(effects: Effects, rankings: dict[int, Ranking]) -> list[str]:
    """Say where hours that are planning defaults make most of the lead in time."""
    told: dict[str, list[str]] = {}
    for place, (first, *others) in rankings.items():
        winner = first[0].answers[place]
        if winner.query.by != "time":
            continue
        for case in (*(group[0] for group in others[:1]), effects.base):
            answer = case.answers[place]
            said = default_hours_said(_best(winner), _best(answer)) if answer.reachable else ""
            if said and not (case is not effects.base and _close(winner, answer)):
                told.setdefault(said, []).append(f"{quoted(case)} ({_brief(answer)})")
    return [f"{said} and make most of the difference in time to {listed(cases)}"
            for said, cases in told.items()]


def _brief(answer: Answer) -> str:
    return MEASURE_BY[answer.query.by].brief(_best(answer).shown(answer.query.by))


def _ranged(answer: Answer, word: str = "") -> str:
    return said_shortly(_brief(answer), MEASURE_BY[answer.query.by].spread_brief(_best(answer)),
                        word)


def _best(answer: Answer) -> Route:
    return answer.routes[0]
