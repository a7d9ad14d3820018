"""A parameter and the range it is turned through, in whole steps, so that results are exact."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from corridors.errors import Problem, QueryError
from corridors.model.fields import FIELDS
from corridors.model.parameter import Parameter

__all__ = ["Turn"]

_STEPS = {"USD/TEU": 100, "USD/TEU-km": 100_000, "": 10_000}
"""Steps per unit, as fine as weights are counted, where they are not thousandths; 0.01 % for a
factor."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A parameter, and the interval it is turned through.

    Values are taken on a grid as fine as weights are counted: thousandths of an hour, metres, US
    cents (a thousandth of one for a tariff per km), thousandths of a km/h, and 0.0001 for a
    factor. Both ends are rounded to it.

    Parameters
    ----------
    parameter
        What is turned.
    low, high
        Lowest and highest value, in its unit, or factors.

    Raises
    ------
    QueryError
        If they are no numbers, not in order, or beyond what the field can be.

    Examples
    --------
    >>> wait = Turn(Parameter.parse("dwell_h of border:az-ir-astara"), 0, 2.5)
    >>> wait.first, wait.last, wait.value(1234)
    (0, 2500, 1.234)
    """

    parameter: Parameter
    low: float
    high: float

    def __post_init__(self) -> None:
        name = self.parameter.field
        least, most = (0.0, 1e6) if self.parameter.times else \
            (FIELDS[name].least, FIELDS[name].most)
        unit = f" {self.parameter.unit}".rstrip()
        if not (isfinite(self.low) and isfinite(self.high)):
            raise QueryError(Problem("Q65", f"{self.low:g} to {self.high:g} is no range of "
                                            f"{self.parameter}", "Give two numbers."))
        if not least <= self.low <= most or not least <= self.high <= most:
            raise QueryError(Problem(
                "Q65", f"{self.low:g} to {self.high:g}{unit} is beyond what {self.parameter} can "
                       "be", f"Stay between {least:g} and {most:g}{unit}."))
        if self.first >= self.last:
            raise QueryError(Problem(
                "Q65", f"{self.low:g} to {self.high:g}{unit} leaves {self.parameter} nothing to "
                       "turn through", "Give a low value below the high one, by at least "
                       f"{1 / self.steps:g}{unit}."))

    @property
    def steps(self) -> int:
        """Steps per unit."""
        return _STEPS.get(self.parameter.unit, 1_000)

    @property
    def first(self) -> int:
        """The lowest value, in steps."""
        return round(self.low * self.steps)

    @property
    def last(self) -> int:
        """The highest value, in steps."""
        return round(self.high * self.steps)

    def value(self, step: int) -> float:
        """Give the value at a step.

        Parameters
        ----------
        step
            A whole number of steps.
        """
        return step / self.steps

    def share(self, step: int) -> float:
        """Say how far a step lies from the lowest value to the highest; speeds in hours per km.

        Parameters
        ----------
        step
            A whole number of steps.

        Returns
        -------
        share
            From 0 to 1. What routes take is a straight line of it, but for rounding.

        Examples
        --------
        >>> Turn(Parameter.parse("speed_kmh of country:IR"), 20, 60).share(30_000)
        0.5
        """
        if self.parameter.field == "speed_kmh":
            return self.last * (step - self.first) / (step * (self.last - self.first))
        return (step - self.first) / (self.last - self.first)

    def said(self, value: float) -> str:
        """Write a value with all its digits and its unit.

        Parameters
        ----------
        value
            The value.

        Examples
        --------
        >>> Turn(Parameter.parse("x speed_kmh of country:IR"), 0.5, 2).said(1.25)
        '1.25 times'
        """
        digits = len(str(self.steps)) - 1
        number = f"{value:,.{digits}f}".rstrip("0").rstrip(".")
        return f"{number} {self.parameter.unit or 'times'}"
