"""Many values in five numbers: least, median, mean and most, and what they weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

__all__ = ["Summary", "summary_of"]


@dataclass(frozen=True, slots=True)
class Summary:
    """Values of OD pairs, each counting what its pair weighs.

    Parameters
    ----------
    count
        How many values there are.
    weight
        What their pairs weigh together.
    least, median, mean, most
        In the unit of the values. Half of the weight lies at or below the median; where it is
        exactly half, the median lies half-way to the next value.
    """

    count: int
    weight: float
    least: float
    median: float
    mean: float
    most: float


def summary_of(values: Sequence[float], weights: Sequence[float]) -> Summary | None:
    """Sum values up.

    Parameters
    ----------
    values
        The values, in any unit.
    weights
        What each counts for, >= 0.

    Returns
    -------
    summary
        Values that weigh nothing are left out; None where none is left.

    Examples
    --------
    >>> summary_of([-4.0, 0.0, 10.0], [1, 1, 2])
    Summary(count=3, weight=4.0, least=-4.0, median=5.0, mean=4.0, most=10.0)
    >>> summary_of([], []) is None
    True
    """
    found = sorted((value, weight) for value, weight in zip(values, weights, strict=True)
                   if weight > 0)
    if not found:
        return None
    weight = fsum(part for _, part in found)
    mean = fsum(value * part for value, part in found) / weight
    least, most = found[0][0], found[-1][0]
    # Rounding may carry the mean of values that are all the same past them.
    return Summary(len(found), weight, least, _median(found), min(max(mean, least), most), most)


def _median(found: Sequence[tuple[float, float]]) -> float:
    """Give the weighted median of values that are in order.

    Source: Cormen et al., Introduction to Algorithms, problem 9-2; half-way between the lower and
    the upper one, so that equal weights give the usual median.
    """
    lower = _reaching_half(found)
    upper = _reaching_half(found[::-1])
    return lower if lower == upper else (lower + upper) / 2


def _reaching_half(found: Sequence[tuple[float, float]]) -> float:
    weights = [weight for _, weight in found]
    half = fsum(weights) / 2
    for place, (value, _) in enumerate(found, start=1):
        if fsum(weights[:place]) >= half:
            return value
    return found[-1][0]
