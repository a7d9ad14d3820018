"""A budget of hours, km, USD or kg: how far is asked for, and by what it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corridors.errors import Problem, QueryError, suggest
from corridors.model.leg import UNITS

__all__ = ["Budget", "bands_of"]

WORDS = {"h": ("time", 1), "hour": ("time", 1), "hours": ("time", 1), "d": ("time", 24),
         "day": ("time", 24), "days": ("time", 24), "km": ("distance", 1), "usd": ("cost", 1),
         "kg": ("co2", 1)}
"""Criterion, and how much of its shown unit, by the word that stands behind the number."""

SHOWN = {"time": "h", "distance": "km", "cost": "USD", "co2": "kg"}
"""The unit in which each criterion is shown."""

MOST = 10_000_000
"""Largest budget in shown units: more than any route takes."""

EXAMPLES = "such as 72h, 3d, 2000km, 1500usd or 900kg"
_WRITTEN = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*([^\W\d_]*)\s*")


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be taken.

    Parameters
    ----------
    by
        ``time``, ``distance``, ``cost`` or ``co2``.
    amount
        Thousandths of an hour, metres, US cents per TEU or grams of CO2 per TEU; 0 or more.
    """

    by: str
    amount: int

    @classmethod
    def parse(cls, text: str) -> Budget:
        """Read a budget.

        Parameters
        ----------
        text
            A number and its unit: ``72h``, ``3d``, ``2000km``, ``1500usd``, ``900kg``.

        Returns
        -------
        budget
            The budget; its unit says what it is counted by.

        Raises
        ------
        QueryError
            If it is no number, has no known unit, or lies below 0.

        Examples
        --------
        >>> Budget.parse("3d"), Budget.parse("1500 USD")
        (Budget(by='time', amount=72000), Budget(by='cost', amount=150000))
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise _no_budget(f'"{text}" is not a budget', f"Write a number and a unit, {EXAMPLES}.")
        number, word = float(written[1]), written[2].lower()
        if word not in WORDS:
            raise _no_budget(f'"{text}" has no unit' if not word else
                             f'"{written[2]}" is not a unit of a budget',
                             f"{suggest(word, WORDS) if word else ''} Write a number and a unit, "
                             f"{EXAMPLES}.".strip())
        by, times = WORDS[word]
        if not 0 <= number * times <= MOST:
            what = "below 0" if number < 0 else "more than any route takes"
            raise _no_budget(f"the budget {text.strip()} is {what}",
                             f"Give 0 to {MOST:,} {SHOWN[by]}, {EXAMPLES}.")
        return cls(by, round(number * times * UNITS[by]))

    @property
    def shown(self) -> float:
        """The amount in h, km, USD per TEU or kg per TEU."""
        return self.amount / UNITS[self.by]

    def __str__(self) -> str:
        return f"{self.shown:,.10g} {SHOWN[self.by]}"


def bands_of(within: str | Budget | None, bands: Iterable[str | Budget] = ()
             ) -> tuple[Budget, ...]:
    """Give the bands of a reach, the nearest first.

    Parameters
    ----------
    within
        The whole budget; the largest band if it is not given.
    bands
        Parts of it, in any order.

    Returns
    -------
    bands
        Each once; the last is the whole budget.

    Raises
    ------
    QueryError
        If nothing is given, units differ, or a band is larger than the whole.

    Examples
    --------
    >>> [str(band) for band in bands_of("72h", ["1d"])]
    ['24 h', '72 h']
    """
    parts = [_read(band) for band in bands]
    whole = _read(within) if within is not None else max(
        parts, key=lambda band: band.amount, default=None)
    if whole is None:
        raise _no_budget("it is not said how far", f"Give a budget, {EXAMPLES}.")
    for band in parts:
        if band.by != whole.by:
            raise _no_budget(f"{band} and {whole} are counted by different things",
                             "Give all bands in one unit.", "bands")
        if band.amount > whole.amount:
            raise _no_budget(f"the band {band} is larger than the whole, {whole}",
                             "Leave it out, or give more.", "bands")
    return tuple(Budget(whole.by, amount)
                 for amount in sorted({whole.amount, *(band.amount for band in parts)}))


def _read(given: str | Budget) -> Budget:
    # A number alone is read as a text, and refused for its missing unit.
    return given if isinstance(given, Budget) else Budget.parse(str(given))


def _no_budget(message: str, advice: str, column: str = "within") -> QueryError:
    return QueryError(Problem("Q41", message, advice, column=column))
