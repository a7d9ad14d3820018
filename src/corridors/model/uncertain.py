"""What is not known for certain: a figure with its lowest, likeliest and highest value."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from corridors.errors import Problem, QueryError, suggest
from corridors.model.parameter import Parameter
from corridors.model.spread import Spread
from corridors.model.written import Written

__all__ = ["SHAPES", "Uncertain"]

SHAPES = ("triangular", "pert", "uniform")
"""How values are spread between low and high: about the likeliest one straight or bell-shaped, or
evenly, where the likeliest one does not matter."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One input of a Monte Carlo analysis: a figure that is drawn anew in every draw.

    Parameters
    ----------
    parameter
        The figure.
    spread
        Lowest, likeliest and highest value, in its unit, or factors on what it is.
    shape
        One of :data:`SHAPES`.
    name
        Short name in tables; that of the parameter if blank.
    reason, source
        Why, and by whose word.
    written
        Where it is written.

    Raises
    ------
    QueryError
        If low, value and high are not in order, or the shape is not known.

    Examples
    --------
    >>> Uncertain(Parameter.parse("dwell_h of border:az-ir-astara"), Spread(6, 12, 36)).label
    'dwell_h of border:az-ir-astara'
    """

    parameter: Parameter
    spread: Spread
    shape: str = SHAPES[0]
    name: str = ""
    reason: str = ""
    source: str = ""
    written: Written = field(default=Written(), repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Uncertain:
        """Read ``PARAMETER = LOW LIKELIEST HIGH``, with a shape behind it where it is another.

        Parameters
        ----------
        text
            The input in words.

        Raises
        ------
        QueryError
            If it is not written so.

        Examples
        --------
        >>> Uncertain.parse("x speed_kmh of country:IR = 0.7 1 1.2 pert").spread
        Spread(low=0.7, value=1.0, high=1.2)
        """
        parameter, sign, rest = text.partition("=")
        words = rest.replace(":", " ").replace(",", " ").split()
        try:
            low, value, high = map(float, words[:3])
        except ValueError:
            sign = ""
        if not sign or len(words) > 4:
            raise QueryError(Problem(
                "Q75", f'"{text}" does not say what is uncertain',
                'Write "dwell_h of border:az-ir-astara = 6 12 36": lowest, likeliest and highest '
                "value."))
        shape = words[3] if len(words) > 3 else SHAPES[0]
        return cls(Parameter.parse(parameter), Spread(low, value, high), shape)

    def __post_init__(self) -> None:
        low, value, high = self.spread.low, self.spread.value, self.spread.high
        problems = []
        if not 0 <= low <= value <= high < inf:
            problems.append(Problem("Q52", f"{low:g}, {value:g}, {high:g} of {self.parameter} are "
                                           "not in order", "Give low <= value <= high, from 0 on."))
        if self.shape not in SHAPES:
            problems.append(Problem("Q52", f'"{self.shape}" is no shape of a distribution',
                                    suggest(self.shape, SHAPES)
                                    or f"Write one of {', '.join(SHAPES)}."))
        if problems:
            raise QueryError(problems)

    @property
    def label(self) -> str:
        """The name, or the parameter in words."""
        return self.name or str(self.parameter)
