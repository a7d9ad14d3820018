"""A figure that is another number in each draw, and goes where one number goes.

Prices are worked out by one code, whether a figure is a number or a column of a thousand: what is
added, multiplied and rounded is done draw by draw, in the order and with the digits it has for one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any

from corridors.model.spread import Spread

__all__ = ["Draws", "above_0", "is_drawn", "largest", "least"]


class Draws:
    """One number for each draw.

    Sums, products and roundings are those of Python's floats. ``<`` and ``>`` tell whether it is
    so in any draw, ``<=`` and ``>=`` whether it is so in all of them, so that what must not be is
    found wherever it is.

    Parameters
    ----------
    numbers
        A column.

    Examples
    --------
    >>> import numpy as np
    >>> hours = 100.0 / Draws(np.array([20.0, 30.0]))
    >>> round(hours * 1000).numbers.tolist(), hours < 4, hours >= 3
    ([5000, 3333], True, True)
    """

    __slots__ = ("numbers",)
    __hash__ = object.__hash__

    def __init__(self, numbers: Any) -> None:
        self.numbers = numbers

    def __add__(self, other: Any) -> Draws:
        return Draws(self.numbers + _plain(other))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Draws:
        return Draws(self.numbers - _plain(other))

    def __rsub__(self, other: Any) -> Draws:
        return Draws(other - self.numbers)

    def __mul__(self, other: Any) -> Draws:
        return Draws(self.numbers * _plain(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Draws:
        return Draws(self.numbers / _plain(other))

    def __rtruediv__(self, other: Any) -> Draws:
        return Draws(other / self.numbers)

    def __round__(self) -> Draws:
        # Half to even, as Python rounds.
        return Draws(self.numbers.round().astype("int64"))

    def __float__(self) -> float:
        """Give the largest: not finite where any is not."""
        return float(self.numbers.max())

    def __bool__(self) -> bool:
        return bool(self.numbers.any())

    def __lt__(self, other: Any) -> bool:
        return bool((self.numbers < _plain(other)).any())

    def __gt__(self, other: Any) -> bool:
        return bool((self.numbers > _plain(other)).any())

    def __le__(self, other: Any) -> bool:
        return bool((self.numbers <= _plain(other)).all())

    def __ge__(self, other: Any) -> bool:
        return bool((self.numbers >= _plain(other)).all())

    def __eq__(self, other: object) -> bool:
        return bool((self.numbers == _plain(other)).all())

    def __format__(self, how: str) -> str:
        return f"{self.numbers.min():{how}} to {self.numbers.max():{how}}"

    def __repr__(self) -> str:
        return f"<Draws: {len(self.numbers)}, from {self:g}>"


def above_0(figure: Any) -> Any:
    """Give a figure, and 0 where it is below.

    Parameters
    ----------
    figure
        A number, or draws.

    Examples
    --------
    >>> above_0(-3), above_0(2.5)
    (0, 2.5)
    """
    if not isinstance(figure, Draws):
        return max(0, figure)
    import numpy as np

    return Draws(np.maximum(figure.numbers, 0))


def is_drawn(figure: Any) -> bool:
    """Say whether a figure is another number in each draw.

    Parameters
    ----------
    figure
        A number, or draws.
    """
    return isinstance(figure, Draws)


def largest(spreads: Iterable[Spread]) -> Spread:
    """Give the spread with the largest working value; of draws the largest in each.

    Parameters
    ----------
    spreads
        At least one.

    Examples
    --------
    >>> largest([Spread(1, 2, 5), Spread(0, 3, 4)])
    Spread(low=0, value=3, high=4)
    """
    given = list(spreads)
    return _of_draws("maximum", given) or max(given, key=lambda s: (s.value, s.high, s.low))


def least(spreads: Iterable[Spread]) -> Spread:
    """Give the spread with the least working value; of draws the least in each.

    Parameters
    ----------
    spreads
        At least one.

    Examples
    --------
    >>> least([Spread(1, 2, 5), Spread(0, 3, 4)])
    Spread(low=1, value=2, high=5)
    """
    given = list(spreads)
    return _of_draws("minimum", given) or min(given, key=lambda s: (s.value, s.low, s.high))


def _of_draws(choose: str, spreads: list[Spread]) -> Spread | None:
    if not any(is_drawn(spread.value) for spread in spreads):
        return None
    if all(spread is spreads[0] for spread in spreads):
        return spreads[0]
    import numpy as np

    made: Any = Draws(reduce(getattr(np, choose), (_plain(spread.value) for spread in spreads)))
    return Spread(made, made, made)


def _plain(figure: Any) -> Any:
    return figure.numbers if isinstance(figure, Draws) else figure
