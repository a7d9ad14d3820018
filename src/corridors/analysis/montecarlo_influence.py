"""Which input matters most: tornado, and first-order sensitivity."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridors.analysis.montecarlo_outcome import Influence
from corridors.analysis.montecarlo_run import World, solved_at, touched_at
from corridors.model.chance import uniform
from corridors.model.data_range import DataRange, Input, stream_of
from corridors.model.leg import UNITS

__all__ = ["Factor", "factors_of", "first_orders", "influences", "tornado"]

LOW, HIGH = 0.05, 0.95
"""Where an input stands in a tornado."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One input, or several that are told together.

    Parameters
    ----------
    label
        In words.
    streams
        Names of the random numbers of its figures.
    """

    label: str
    streams: tuple[str, ...]


def factors_of(inputs: Sequence[Input]) -> tuple[Factor, ...]:
    """Put inputs together that are told together, in the order they come.

    Parameters
    ----------
    inputs
        What is drawn.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    for one in inputs:
        group = one.group if isinstance(one, DataRange) else ""
        _, streams = found.setdefault(group or stream_of(one), (group or one.label, []))
        streams.append(stream_of(one))
    return tuple(Factor(label, tuple(streams)) for label, streams in found.values())


def tornado(worlds: Sequence[World], factors: Sequence[Factor], by: Mapping[int, str],
            used: Mapping[int, Collection[int]]
            ) -> tuple[dict[int, NDArray[np.float64]], dict[int, NDArray[np.bool_]]]:
    """Turn each factor to its 5th and 95th percentile, while all others are likeliest.

    Parameters
    ----------
    worlds
        What is asked of what.
    factors
        What is turned; figures of one factor are turned together.
    by
        Criterion of each outcome.
    used
        Arcs of all routes that were the best in some draw, by outcome.

    Returns
    -------
    totals
        For each outcome with a route two columns with a row for each factor, in shown units. Every
        entry is the total of a network that is changed so, found anew.
    touching
        For each outcome whether a factor changes what any of these routes takes: without that it
        has no influence at all.
    """
    if not factors:
        return {}, {}
    at = {stream: row for row, factor in enumerate(factors) for stream in factor.streams}
    last = 2 * len(factors)

    def shares(one: Input) -> NDArray[np.float64]:
        column = np.full(last + 1, np.nan)
        row = at[stream_of(one)]
        column[2 * row: 2 * row + 2] = LOW, HIGH
        return column

    totals = {found.outcome: (found.totals[by[found.outcome]][:last]
                              / UNITS[by[found.outcome]]).reshape(-1, 2)
              for found in solved_at(worlds, shares) if found.totals}
    touched = touched_at(worlds, shares, used)
    return totals, {outcome: touched[outcome][0:last:2] | touched[outcome][1:last:2]
                    for outcome in totals}


def first_orders(factors: Sequence[Factor], totals: Mapping[int, Any], seed: int
                 ) -> dict[int, NDArray[np.float64]]:
    """Estimate the first-order sensitivity of totals to factors, from the draws that were made.

    Parameters
    ----------
    factors
        What was drawn.
    totals
        Totals in each draw, by outcome; those that never vary are left out.
    seed
        Seed of the random numbers.

    Returns
    -------
    shares
        For each outcome a share for each factor, from 0 to 1.

    Notes
    -----
    The draws are parted by the value of the input into bins of equal probability; the variance of
    the means of the bins, corrected for what chance alone makes of it (Kelley's epsilon squared),
    is put in relation to that of all draws. For figures that are told together the squared
    correlations, corrected alike, are added: they are independent, and act nearly in proportion.

    Source: E. Plischke, E. Borgonovo and C. L. Smith, Global sensitivity measures from given data,
    2013; T. L. Kelley, An unbiased correlation ratio measure, 1935; I. M. Sobol', Sensitivity
    estimates for nonlinear mathematical models, 1993.
    """
    if not totals:
        return {}
    rows = {at: column - column.mean() for at, column in totals.items()}
    count = len(next(iter(rows.values())))
    found = {at: np.zeros(len(factors)) for at in rows}
    for place, factor in enumerate(factors):
        estimate = _binned if len(factor.streams) == 1 else _correlated
        for stream in factor.streams:
            for at, share in estimate(rows, uniform(seed, stream, 0, count)).items():
                found[at][place] += share
    return {at: np.clip(shares, 0, 1) for at, shares in found.items()}


def influences(factors: Sequence[Factor], swings: NDArray[np.float64],
               touching: NDArray[np.bool_], shares: NDArray[np.float64] | None
               ) -> tuple[Influence, ...]:
    """List what matters, the most first: by first-order sensitivity, then by swing.

    Parameters
    ----------
    factors
        What was drawn.
    swings, touching
        Two totals of each, and whether it touches a route, from :func:`tornado`.
    shares
        First-order sensitivities; None where the total never varies.
    """
    found = []
    for row, factor in enumerate(factors):
        low, high = swings[row].tolist()
        share = None if shares is None else float(shares[row])
        if touching[row]:
            found.append(Influence(factor.label, len(factor.streams), low, high, share))
    return tuple(sorted(found, key=lambda one: (-round(one.first_order or 0, 3), -one.swing,
                                                one.label)))


Rows = Mapping[int, NDArray[np.float64]]


def _binned(rows: Rows, drawn: NDArray[np.float64]) -> dict[int, float]:
    """Give the share of the variance that lies between bins of an input."""
    bins = max(2, min(50, round(len(drawn) ** (1 / 3))))
    which = (drawn * bins).astype(np.int64)
    sizes = np.bincount(which, minlength=bins)
    used = sizes > 0
    return {at: _corrected(float((np.bincount(which, weights=row, minlength=bins)[used] ** 2
                                  / sizes[used]).sum() / (row * row).sum()),
                           len(drawn), int(used.sum())) for at, row in rows.items()}


def _correlated(rows: Rows, drawn: NDArray[np.float64]) -> dict[int, float]:
    """Give the squared correlation with an input."""
    off = drawn - drawn.mean()
    # Row by row: a product of matrices would round otherwise with every number of rows.
    return {at: _corrected(float((row * off).sum() ** 2 / ((row * row).sum() * (off * off).sum())),
                           len(drawn), 2) for at, row in rows.items()}


def _corrected(share: float, count: int, parts: int) -> float:
    """Take off what chance alone makes of a share of the variance."""
    return 1 - (1 - share) * (count - 1) / max(count - parts, 1)
