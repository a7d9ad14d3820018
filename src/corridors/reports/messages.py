"""Key messages: what a scenario changes, in a few sentences a minister can read."""

from __future__ import annotations

from dataclasses import replace

from corridors.analysis.compare import Comparison
from corridors.analysis.difference_parts import bounded, sign_of
from corridors.analysis.effects import Case, Effects
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.route import UNITS, Answer, Route
from corridors.reports.message import Message, said_shortly
from corridors.reports.names import listed
from corridors.reports.numbers import MEASURE_BY, Measure, percent
from corridors.reports.questions import Question, effect_said, questions_of, quoted
from corridors.reports.side_by_side import side_by_side
from corridors.reports.stages import default_hours_said
from corridors.reports.words import rerouted_said, why_not

__all__ = ["key_messages"]

MOST_MESSAGES = 6
GRAVITY = ("newly_cut_off", "newly_reachable", "better", "worse", "rerouted", "unreachable")

Effect = tuple[tuple[str, float | None], ...]
"""State and difference for each criterion of a question."""


def key_messages(effects: Effects) -> tuple[Message, ...]:
    """Say in a few sentences what a scenario changes.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    messages
        For each variant what it cuts off, newly reaches, shortens or lengthens; questions that
        change alike are told once, and where nothing changes, that is said. Variants with
        restrictions of their own are set side by side instead. The number of a message is the
        difference by the first criterion that changes.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> messages = key_messages(effects_of(load_scenario("rasht-astara"), load()))
    >>> messages[0].about, messages[0].number, messages[0].note
    ('“Rasht–Astara open”:', '−1,007 km', '−16 %')
    >>> messages[0].text.partition(" falls")[0]
    'from Saint Petersburg to Bandar Abbas (rail only) the shortest route'
    """
    questions = questions_of(effects)
    if any(case.variant is not None and case.variant.restriction != Restriction()
           for case in effects.variants):
        return tuple(side_by_side(effects, question) for question in questions[:MOST_MESSAGES])
    most = max(1, MOST_MESSAGES // max(1, len(effects.variants)))
    said: list[Message] = []
    for case in effects.variants:
        alike = _alike(effects, case, questions)
        told = [(effect, group) for effect, group in alike if not _nothing(effect)]
        told.sort(key=lambda item: min(GRAVITY.index(state) for state, _ in item[0]
                                       if state != "same"))
        said += [_changed(effects, case, group) for _, group in told[:most]]
        rest = [question for _, group in told[most:] for question in group]
        if rest:
            said[-1] = _adding(said[-1],
                               f"Also {listed(_briefly(effects, case, one) for one in rest)}.")
        quiet = [question for effect, group in alike if _nothing(effect) for question in group]
        if not told:
            said.append(Message("nothing changes for any of the questions.", f"{quoted(case)}:"))
        elif quiet:
            said[-1] = _adding(said[-1], "Nothing changes "
                               f"{listed((one.between for one in quiet), most=4)}.")
    return tuple(said)


def _alike(effects: Effects, case: Case, questions: tuple[Question, ...]
           ) -> list[tuple[Effect, list[Question]]]:
    """Put questions together that have the same limit and the same differences."""
    groups: dict[tuple[str, Effect], list[Question]] = {}
    for question in questions:
        effect = tuple((comparison.state, comparison.delta(comparison.variant.query.by))
                       for comparison in (effects.comparison(case, place)
                                          for place in question.places))
        groups.setdefault((question.limit, effect), []).append(question)
    return [(effect, group) for (_, effect), group in groups.items()]


def _nothing(effect: Effect) -> bool:
    return all(state == "same" for state, _ in effect)


def _adding(message: Message, sentence: str) -> Message:
    return replace(message, text=f"{message.text} {sentence}")


def _changed(effects: Effects, case: Case, group: list[Question]) -> Message:
    first = group[0]
    made = [effects.comparison(case, place) for place in first.places]
    sign = sign_of(case.variant)
    said = _what(first, made, sign)
    printed = _printed(made, sign)
    alike, others = list[str](), list[str]()
    for question in group[1:]:
        same = _printed([effects.comparison(case, place) for place in question.places],
                        sign) == printed
        (alike if same else others).append(question.pair)
    said += f" The same holds for {listed(alike)}." if alike else ""
    said += f" The difference is the same for {listed(others)}." if others else ""
    return Message(said, f"{quoted(case)}:", *_large(made))


def _large(made: list[Comparison]) -> tuple[str, str]:
    """Give the number that stands for a change, and what is written beside it."""
    moved = next((c for c in made if c.state != "same"), made[0])
    by = moved.variant.query.by
    measure, delta = MEASURE_BY[by], moved.delta(by)
    if moved.state == "newly_cut_off":
        return "cut off", ""
    if moved.state == "newly_reachable":
        route = _best(moved.variant)[1]
        return measure.brief(route.shown(by)), "new route"
    moved = next((c for c in made if c.delta(c.variant.query.by)), moved)
    by = moved.variant.query.by
    measure, delta = MEASURE_BY[by], moved.delta(by)
    return (measure.difference(delta), percent(moved.percent(by))) if delta else ("", "")


def _printed(made: list[Comparison], sign: int) -> tuple[str, ...]:
    """Give what a message says of a change, without the totals of the pair."""
    return tuple(f"{effect_said(comparison)} {_range(comparison, sign)} {_path(comparison)}"
                 for comparison in made)


def _range(comparison: Comparison, sign: int) -> str:
    """Say how far the difference goes with what differs at its lowest or highest."""
    by = comparison.variant.query.by
    spread = comparison.spread(by)
    if spread is None:
        return ""
    measure, (low, _, high) = MEASURE_BY[by], bounded(spread, sign)
    ends = [measure.added(end / UNITS[by]) for end in (low, high)]
    return "" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _path(comparison: Comparison) -> str:
    before, after = comparison.base, comparison.variant
    if not (before.reachable and after.reachable):
        return why_not(after) if before.reachable else ""
    return rerouted_said(_best(before), _best(after))


def _briefly(effects: Effects, case: Case, question: Question) -> str:
    made = [effects.comparison(case, place) for place in question.places]
    moved = next(comparison for comparison in made if comparison.state != "same")
    by = MEASURE_BY[moved.variant.query.by].title
    return f"{question.pair}{_limit(question)}, {by}: {effect_said(moved)}"


def _what(question: Question, made: list[Comparison], sign: int) -> str:
    state = made[0].state
    between = question.between
    if state == "newly_cut_off":
        return f"{question.destination} is cut off from {question.origin}{_limit(question)}. " \
               f"{why_not(made[0].variant)}"
    if state == "unreachable":
        return f"there is no route {between}, neither before nor after."
    if state == "newly_reachable":
        totals = listed(f"the {_best_word(c.variant.query)} takes "
                        f"{_total(c.variant, '' if number else 'range')}"
                        for number, c in enumerate(made))
        return f"there is now a route {between}: {totals}."
    moved = next(c for c in made if c.state != "same")
    path = _path(moved)
    best = _best_word(moved.variant.query, "route")
    where = f" The {best} then runs {path}." if path else ""
    return f"{between} {_parts(made, sign)}.{where}"


def _parts(made: list[Comparison], sign: int) -> str:
    """Say the change by each criterion; the first range is called one."""
    said: list[str] = []
    word = "range"
    for comparison in made:
        measure = MEASURE_BY[comparison.variant.query.by]
        route = f"the {_best_word(comparison.variant.query, '' if said else 'route')}"
        delta = comparison.delta(measure.by)
        if not delta:
            text = "stays the same" if comparison.state == "same" else "is another, as good"
            said.append(f"{route} {text}")
            continue
        said.append(f"{route} {'falls' if delta < 0 else 'rises'} "
                    f"{_from_to(measure, comparison, sign, word)}")
        word = "" if "(range" in said[-1] else word
    return "; ".join(said)


def _from_to(measure: Measure, comparison: Comparison, sign: int, word: str) -> str:
    before = _total(comparison.base, word)
    after = _total(comparison.variant, "" if "(" in before else word)
    delta = said_shortly(measure.difference(comparison.delta(measure.by)),
                         _range(comparison, sign))
    rests = default_hours_said(_best(comparison.variant)[1], _best(comparison.base)[1]) \
        if measure.by == "time" else ""
    changes = filter(None, (delta, percent(comparison.percent(measure.by)), rests))
    return f"from {before} to {after}: {', '.join(changes)}"


def _total(answer: Answer, word: str = "") -> str:
    measure, route = MEASURE_BY[answer.query.by], _best(answer)[1]
    return said_shortly(measure.brief(route.shown(measure.by)),
                        measure.spread_brief(route), word)


def _best(answer: Answer) -> tuple[Answer, Route]:
    return answer, answer.routes[0]


def _best_word(query: Query, noun: str = "") -> str:
    return query.best_said(MEASURE_BY[query.by].best, noun)


def _limit(question: Question) -> str:
    return f" ({question.limit})" if question.limit else ""
