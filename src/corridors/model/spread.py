"""A number with its spread: low, working value, high."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Spread"]


@dataclass(frozen=True, slots=True)
class Spread:
    """A number with its spread: the working value, and the lowest and highest defensible one.

    Parameters
    ----------
    low
        Lowest.
    value
        The working value.
    high
        Highest.

    Examples
    --------
    >>> Spread(8, 24, 72).value
    24
    """

    low: float
    value: float
    high: float

    def scaled(self, factor: float) -> Spread:
        """Multiply all three by a factor >= 0."""
        return Spread(self.low * factor, self.value * factor, self.high * factor)
