"""What decides: the parts that the difference between two routes is made of, and their ranges.

What both routes share is in no part. The parts of one difference add up to it; the range of a
part is what it would do alone, were all others as they are. A variant that only opens makes no
route worse whatever the figures are, and one that only closes none better: there a range ends at
nothing, where another route is the best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Case, Effects
from corridors.model.leg import Amount, Leg, difference_of
from corridors.model.modes import MODES
from corridors.model.restriction import Restriction
from corridors.model.scenario import Variant

__all__ = ["DifferenceParts", "Part", "bounded", "difference_parts", "sign_of"]

KINDS = ("move", "border", "gauge_break", "transfer", "access", "wait")
"""Kinds of legs, in the order of parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a difference.

    Parameters
    ----------
    kind, mode
        Kind of its legs, and the mode where they move.
    amount
        What the routes differ by in it, variant minus base, in smallest units.
    """

    kind: str
    mode: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class DifferenceParts:
    """What the difference of one question is made of.

    Parameters
    ----------
    case
        The variant.
    place
        Position of the query.
    by
        What the routes are best by, and the difference is in.
    comparison
        The question, before and after.
    amount
        The whole difference, in smallest units.
    parts
        Those that differ, the largest first.
    sign
        -1 where the variant only opens, so that no route can be worse; 1 where it only closes; 0
        where both can be.
    """

    case: Case = field(repr=False)
    place: int
    by: str
    comparison: Comparison = field(repr=False)
    amount: Amount
    parts: tuple[Part, ...]
    sign: int = 0

    @property
    def certain(self) -> bool:
        """Whether the difference is greater than the range of all that differs."""
        return self.amount.low > 0 or self.amount.high < 0

    @property
    def bound(self) -> Amount:
        """The difference with everything that differs at its lowest or highest."""
        return bounded(self.amount, self.sign)

    def alone(self, part: Part) -> Amount:
        """Give the difference with one part at its lowest or highest, and all else as it is.

        Parameters
        ----------
        part
            One of its parts.
        """
        rest = self.amount.value - part.amount.value
        return bounded(Amount(*(rest + end for end in part.amount)), self.sign)

    def undone_by(self, part: Part) -> bool:
        """Say whether the range of one part alone can turn the difference, or undo it.

        Parameters
        ----------
        part
            One of its parts.
        """
        alone = self.alone(part)
        return alone.low <= 0 <= alone.high


def difference_parts(effects: Effects) -> tuple[DifferenceParts, ...]:
    """Say what the differences of a scenario are made of.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    differences
        For every variant and query whose routes differ and exist in both cases.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> first = difference_parts(effects_of(load_scenario("rasht-astara"), load()))[0]
    >>> first.by, first.certain, [(part.kind, part.mode) for part in first.parts]
    ('distance', True, [('move', 'rail')])
    >>> sum(part.amount.value for part in first.parts) == first.amount.value
    True
    """
    return tuple(_of(effects, case, place) for case in effects.variants
                 for place in range(len(effects.queries))
                 if effects.comparison(case, place).state in ("better", "worse"))


def sign_of(variant: Variant | None) -> int:
    """Say which sign a difference to the base has, whatever the figures are.

    Parameters
    ----------
    variant
        The variant.

    Returns
    -------
    sign
        -1 where it only opens, 1 where it only closes or restricts, 0 where both can be.

    Examples
    --------
    >>> from corridors import load_scenario
    >>> sign_of(load_scenario("rasht-astara").variant("open"))
    -1
    """
    if variant is None or variant.on is not None:
        return 0
    actions = {change.action for change in variant.changes}
    if variant.restriction != Restriction():
        return int(actions <= {"close"})
    return -1 if actions <= {"open", "add"} else int(actions <= {"close"})


def bounded(amount: Amount, sign: int) -> Amount:
    """End the range of a difference where its sign ends.

    Parameters
    ----------
    amount
        The difference.
    sign
        What :func:`sign_of` says.

    Examples
    --------
    >>> bounded(Amount(-30, -10, 5), -1)
    Amount(low=-30, value=-10, high=0)
    """
    low, value, high = amount
    return Amount(max(low, 0) if sign > 0 else low, value, min(high, 0) if sign < 0 else high)


def _of(effects: Effects, case: Case, place: int) -> DifferenceParts:
    comparison, by = effects.comparison(case, place), effects.queries[place].by
    before, after = (answer.routes[0].legs for answer in (comparison.base, comparison.variant))
    parts = [part for part in _parts(before, after, by)
             if part.amount != Amount()]
    parts.sort(key=lambda part: -abs(part.amount.value))
    return DifferenceParts(case, place, by, comparison, difference_of(after, before, by),
                           tuple(parts), sign_of(case.variant))


def _parts(before: Sequence[Leg], after: Sequence[Leg], by: str) -> Iterator[Part]:
    for kind in KINDS:
        for mode in MODES if kind == "move" else ("",):
            mine, theirs = ([leg for leg in legs
                             if leg.kind == kind and mode in ("", leg.mode)]
                            for legs in (after, before))
            yield Part(kind, mode, difference_of(mine, theirs, by))
