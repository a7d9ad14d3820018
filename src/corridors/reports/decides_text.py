"""What decides, and how sure it is, in words and tables: the parts of every difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from corridors.analysis.difference_parts import DifferenceParts, Part, difference_parts
from corridors.analysis.effects import Effects
from corridors.model.leg import UNITS, Amount
from corridors.model.modes import MODES
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.gains_words import by_case
from corridors.reports.names import listed
from corridors.reports.numbers import MEASURE_BY, counted, signed
from corridors.reports.plain import short_text
from corridors.reports.questions import Question, questions_of
from corridors.reports.stages import PARTS

__all__ = ["decides_finding", "sure_finding"]

MOST_ROWS = 40
"""How many rows a table has at most; what is left out is counted."""

NAMED = 3
"""How many parts a sentence or a row names."""

NO_MORE = "No route of the scenario takes more or less than before: nothing decides."

DECIDES = ("The parts of a difference are what only one of the two routes has, and what the "
           "variant gives other figures; they add up to the difference. What both routes share "
           "is in none.")

SURE = ("Both routes are held as they are. A part alone goes from its lowest to its highest value "
        "while all others stay as they are; all together is a bound, as it is unlikely that "
        "everything is lowest or highest at once. At such values another route may be the best, "
        "which is not looked for here; what only opens then makes none worse, and what only "
        "closes none better.")


def decides_finding(effects: Effects) -> Finding:
    """Say what the differences of a scenario are made of.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    finding
        For each variant the parts of its greatest difference by time, or by the criterion that
        is asked for; a table of all of them.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> found = decides_finding(effects_of(load_scenario("rasht-astara"), load()))
    >>> found.messages[0].partition(":")[0]
    '“Rasht–Astara open”'
    """
    told = _told(effects)
    pairs = _pairs(effects)
    messages = by_case((same[0].case.title, _decided(same, pairs)) for same in _by_case(told))
    tables = tuple(_parts_table(same, pairs, by) for by, same in _by_criterion(told))
    return Finding("What makes the difference?", messages or (NO_MORE,), tables, DECIDES)


def sure_finding(effects: Effects) -> Finding:
    """Say how sure the differences of a scenario are, and which range moves them most.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    finding
        For each variant how many differences are greater than the range of what differs; a table
        of what every part alone can do.
    """
    told = _told(effects)
    pairs = _pairs(effects)
    messages = by_case((same[0].case.title, _sure(same, pairs)) for same in _by_case(told))
    tables = tuple(_ranges_table(same, pairs, by) for by, same in _by_criterion(told))
    return Finding("Do the ranges of the figures turn the answer?", messages or (NO_MORE,),
                   tables, SURE)


def _told(effects: Effects) -> tuple[DifferenceParts, ...]:
    """Choose time and cost where they are asked for; else what is."""
    asked = {query.by for query in effects.queries}
    wanted = asked & {"time", "cost"} or asked
    return tuple(one for one in difference_parts(effects) if one.by in wanted)


def _pairs(effects: Effects) -> dict[int, Question]:
    return {place: question for question in questions_of(effects) for place in question.places}


def _by_case(told: Sequence[DifferenceParts]) -> Iterator[list[DifferenceParts]]:
    for _, same in groupby(told, key=lambda one: one.case.name):
        yield list(same)


def _by_criterion(told: Sequence[DifferenceParts]
                  ) -> Iterator[tuple[str, list[DifferenceParts]]]:
    for by in MEASURE_BY:
        same = [one for one in told if one.by == by]
        if same:
            yield by, same


def _greatest(differences: Sequence[DifferenceParts]) -> DifferenceParts:
    """Give the greatest difference in per cent of the base; by time where that is asked for."""
    timed = [one for one in differences if one.by == "time"] or differences
    return max(timed, key=lambda one: (abs(one.comparison.percent(one.by) or 0.0), -one.place))


def _decided(differences: Sequence[DifferenceParts], pairs: dict[int, Question]) -> str:
    one = _greatest(differences)
    whole, named = one.amount.value, one.parts[:NAMED]
    parts = [f"{_part_said(part)} {_said(one.by, part.amount.value, whole)}"
             for part in named if part.amount.value]
    left = whole - sum(part.amount.value for part in named)
    if left:
        parts.append(f"all else {_said(one.by, left, whole)}")
    return f"{_head(one, pairs)} {_said(one.by, whole, whole)}, made up of {listed(parts)}."


def _sure(differences: Sequence[DifferenceParts], pairs: dict[int, Question]) -> str:
    one = _greatest(differences)
    low, value, high = (_said(one.by, end, one.amount.value) for end in one.bound)
    undoing = [_part_said(part) for part in one.parts if one.undone_by(part)]
    does = f"can vanish, but not turn, as the variant only {_only(one)}" if one.sign \
        else "can turn its sign"
    doubt = "it keeps its sign" if one.certain else \
        f"by the range of {undoing[0]} alone it {does}" if undoing else f"all together it {does}"
    others = ""
    if len(differences) > 1:
        sure = sum(difference.certain for difference in differences)
        others = f" Of {len(differences)} differences, {sure or 'none'} " \
                 f"{'are' if sure > 1 else 'is'} greater than the range of what differs."
    return (f"{_head(one, pairs)} {value}, and from {low} to {high} with all that differs at its "
            f"lowest or highest; {doubt}.{others}")


def _only(one: DifferenceParts) -> str:
    changed = one.case.variant is not None and one.case.variant.changes
    return "opens" if one.sign < 0 else "closes" if changed else "restricts the choice of routes"


def _head(one: DifferenceParts, pairs: dict[int, Question]) -> str:
    best = one.comparison.variant.query.best_said(MEASURE_BY[one.by].best, "route")
    return f"{pairs[one.place].title}, the {best}:"


def _parts_table(told: Sequence[DifferenceParts], pairs: dict[int, Question], by: str
                 ) -> FindingTable:
    shown = told[:MOST_ROWS]
    keys = dict.fromkeys((part.kind, part.mode) for one in shown for part in
                         sorted(one.parts, key=lambda part: list(PARTS).index(part.kind))
                         if part.amount.value)
    rows = []
    for one in shown:
        found = {(part.kind, part.mode): part.amount.value for part in one.parts}
        rows.append((short_text(one.case.title), pairs[one.place].title,
                     _bare(by, one.amount.value),
                     *(_bare(by, found[key]) if found.get(key) else "" for key in keys)))
    return FindingTable(
        f"What the differences by {MEASURE_BY[by].title} are made of, in {_unit(by)}",
        ("Variant", "Question", "Difference", *(_key_said(*key).capitalize() for key in keys)),
        tuple(rows), _left_out(told), 2)


def _ranges_table(told: Sequence[DifferenceParts], pairs: dict[int, Question], by: str
                  ) -> FindingTable:
    rows = []
    for one in told[:MOST_ROWS]:
        widest = sorted(one.parts, key=lambda part: part.amount.low - part.amount.high)[:NAMED]
        alone = [f"{_part_said(part)} {_ends(by, one.alone(part))}"
                 for part in widest if part.amount.low != part.amount.high]
        rows.append((short_text(one.case.title), pairs[one.place].title,
                     _bare(by, one.amount.value), _ends(by, one.bound),
                     "; ".join(alone),
                     "yes" if one.certain else "no"))
    return FindingTable(
        f"How far the differences by {MEASURE_BY[by].title} go, in {_unit(by)}",
        ("Variant", "Question", "Difference", "All together", "A part alone, widest first",
         "Greater than the range"), tuple(rows), _left_out(told), 2)


def _left_out(told: Sequence[DifferenceParts]) -> str:
    more = len(told) - MOST_ROWS
    return f"{counted(more, 'more row')} left out; effects.csv has all differences." \
        if more > 0 else ""


def _said(by: str, value: int, whole: int) -> str:
    """Say a difference with its unit: that in which the whole difference is said."""
    return MEASURE_BY[by].difference(value / UNITS[by], total=whole / UNITS[by])


def _unit(by: str) -> str:
    return "hours" if by == "time" else MEASURE_BY[by].unit


def _bare(by: str, value: int) -> str:
    shown = value / UNITS[by]
    return signed(shown, 1 if 0 < abs(shown) < 10 else 0)


def _ends(by: str, amount: Amount) -> str:
    return f"{_bare(by, amount.low)} to {_bare(by, amount.high)}"


def _part_said(part: Part) -> str:
    return _key_said(part.kind, part.mode)


def _key_said(kind: str, mode: str) -> str:
    return f"moving by {MODES[mode].label}" if kind == "move" else PARTS[kind]
