"""What an OD pair takes in many draws: how much, how surely, by which routes, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor, sqrt
from typing import Any, NamedTuple

from corridors.model.budget import Budget
from corridors.model.leg import UNITS
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Route

__all__ = ["PERCENTILES", "Duel", "Influence", "Outcome", "RouteShare", "chance_of"]

PERCENTILES = (5, 25, 50, 75, 95)
"""Percentiles that are told: a value that so many per cent of all draws do not exceed."""

NORMAL_95 = 1.959963984540054
"""Within how many standard errors the truth lies in 19 cases of 20."""


class RouteShare(NamedTuple):
    """A route that is the best one in some draws.

    Parameters
    ----------
    route
        The route, with what it takes where everything is likeliest.
    share
        In what share of the draws it is the best, from 0 to 1.
    draws
        In how many.
    """

    route: Route
    share: float
    draws: int


class Influence(NamedTuple):
    """What an input does to the total of an OD pair.

    Parameters
    ----------
    label
        The input in words.
    figures
        Of how many figures it is made: more than one where many of a kind are told together.
    low, high
        The total, by the criterion of the query in its shown unit, where the input alone stands
        at its 5th and at its 95th percentile, and all others are likeliest.
    first_order
        First-order sensitivity: the share of the variance of the total that would be gone on
        average if the input were known, from 0 to 1; None where the total never varies.
    """

    label: str
    figures: int
    low: float
    high: float
    first_order: float | None

    @property
    def swing(self) -> float:
        """How far apart the two totals are, in the shown unit."""
        return abs(self.high - self.low)


class Duel(NamedTuple):
    """How often one case beats another, in the same draws.

    Parameters
    ----------
    wins, ties, losses
        Shares of the draws in which the first takes less, both take the same, and the second takes
        less; together 1. A route beats no route.
    error
        Standard error of ``wins``.
    """

    wins: float
    ties: float
    losses: float
    error: float


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One OD pair in one case, in all draws.

    Parameters
    ----------
    case
        Name of the case.
    query
        The question, with the restrictions of the case.
    origin, destination
        The places.
    plain
        The best route where everything is likeliest; None where there is none.
    totals
        What the best route takes in each draw, by criterion, in smallest units: hours and USD, and
        what the query asks for. Statuses are not drawn, so that either every draw has a route or
        none: it is empty without one.
    which
        Position in ``routes`` of the best route of each draw; None without one.
    routes
        The routes that are the best in some draw, the most frequent first.
    influences
        Inputs that the total depends on, the most influential first.
    """

    case: str
    query: Query
    origin: Node
    destination: Node
    plain: Route | None
    totals: Mapping[str, Any] = field(repr=False)
    which: Any = field(repr=False, default=None)
    routes: tuple[RouteShare, ...] = field(repr=False, default=())
    influences: tuple[Influence, ...] = field(repr=False, default=())

    @property
    def reachable(self) -> bool:
        """Whether there is a route."""
        return bool(self.totals)

    @property
    def without_route(self) -> float:
        """Share of the draws without a route: 0 or 1, since statuses are not drawn."""
        return 0.0 if self.reachable else 1.0

    def percentile(self, by: str, rank: float) -> float:
        """Give the value that a share of the draws do not exceed.

        Parameters
        ----------
        by
            ``time``, ``cost``, or what the query asks for.
        rank
            Per cent, from 0 to 100.

        Returns
        -------
        value
            One of the drawn values, in h, USD per TEU, km or kg per TEU: the smallest that at
            least so many per cent of the draws do not exceed.

        Raises
        ------
        KeyError
            If there is no route, or nothing is known by that criterion.
        """
        import numpy as np

        return float(np.percentile(self.totals[by], rank, method="inverted_cdf")) / UNITS[by]

    def mean(self, by: str) -> float:
        """Give the mean of all draws, in the shown unit."""
        return float(self.totals[by].mean()) / UNITS[by]

    def deviation(self, by: str) -> float:
        """Give the standard deviation of the draws, in the shown unit."""
        column = self.totals[by]
        return float(column.std(ddof=1)) / UNITS[by] if len(column) > 1 else 0.0

    def mean_error(self, by: str) -> float:
        """Give the standard error of the mean, in the shown unit."""
        return self.deviation(by) / sqrt(len(self.totals[by]))

    def median_range(self, by: str) -> tuple[float, float]:
        """Give the range in which the median lies in 19 of 20 analyses with other seeds.

        It needs no assumption on how values are spread: it lies between two of the sorted draws.

        Notes
        -----
        Source: W. J. Conover, Practical nonparametric statistics, 1999, 3.2.
        """
        import numpy as np

        ordered, count = np.sort(self.totals[by]), len(self.totals[by])
        half = NORMAL_95 * sqrt(count) / 2
        low = max(floor(count / 2 - half), 1)
        high = min(ceil(count / 2 + half) + 1, count)
        return float(ordered[low - 1]) / UNITS[by], float(ordered[high - 1]) / UNITS[by]

    def share_within(self, budget: Budget) -> tuple[float, float]:
        """Give the probability that a budget is enough, and its standard error.

        Parameters
        ----------
        budget
            Of hours or USD, or of what the query asks for.
        """
        if not self.reachable:
            return 0.0, 0.0
        column = self.totals[budget.by]
        return chance_of(int((column <= budget.amount).sum()), len(column))

    def buffer(self, by: str) -> float:
        """Give the buffer index: what must be added to the mean to be late once in 20 times.

        Returns
        -------
        index
            95th percentile less the mean, as a share of the mean; 0 where the mean is 0.

        Notes
        -----
        Source: Federal Highway Administration, Travel time reliability: making it there on time,
        all the time, 2006.
        """
        mean = self.mean(by)
        return (self.percentile(by, 95) - mean) / mean if mean else 0.0

    def __repr__(self) -> str:
        where = f"{self.origin.name} - {self.destination.name}, {self.case}"
        if not self.reachable:
            return f"<Outcome {where}: no route>"
        by = self.query.by
        low, middle, high = (self.percentile(by, rank) for rank in (5, 50, 95))
        return (f"<Outcome {where}: {by} {middle:,.0f} (5 to 95 %: {low:,.0f} to {high:,.0f}), "
                f"{len(self.routes)} routes>")


def chance_of(hits: int, count: int) -> tuple[float, float]:
    """Give a probability and its standard error, from how often something was so.

    Parameters
    ----------
    hits, count
        In how many draws, of how many.

    Notes
    -----
    The error is that of two hits and two misses more, so that never and always are not taken for
    certain. Source: A. Agresti and B. A. Coull, Approximate is better than "exact" for interval
    estimation of binomial proportions, 1998.

    Examples
    --------
    >>> share, error = chance_of(50, 100)
    >>> share, round(error, 3)
    (0.5, 0.049)
    """
    shifted = (hits + 2) / (count + 4)
    return hits / count, sqrt(shifted * (1 - shifted) / (count + 4))
