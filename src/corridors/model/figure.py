"""What a scenario makes of a figure: another value, or so many times what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from corridors.model.spread import Spread

__all__ = ["Figure", "Figures"]


@dataclass(frozen=True, slots=True)
class Figure:
    """What holds for a figure instead of what it is, wherever that comes from.

    A factor counts for what holds for that very thing: the own figure of a link or border where the
    data has one, else the rate of the cost model, after the choice of the slower or dearer side.

    Parameters
    ----------
    value
        The figure that holds, in its unit; None where what it is counts.
    factor
        What it is multiplied by.

    Examples
    --------
    >>> Figure(factor=2).of(Spread(10, 20, 30))
    Spread(low=20, value=40, high=60)
    """

    value: Spread | None = None
    factor: float = 1.0

    def then(self, value: Spread | None, factor: float | None) -> Figure:
        """Give what holds once a further change is made.

        Parameters
        ----------
        value
            The value it sets, or None.
        factor
            The factor it sets where it sets no value.

        Examples
        --------
        >>> Figure().then(Spread(4, 4, 4), None).then(None, 0.5)
        Figure(value=Spread(low=2.0, value=2.0, high=2.0), factor=1.0)
        """
        if value is not None:
            return Figure(value)
        times = 1.0 if factor is None else factor
        if self.value is not None:
            return Figure(self.value.scaled(times))
        return Figure(None, self.factor * times)

    def of(self, present: Spread) -> Spread:
        """Give the figure that holds, of what it is.

        Parameters
        ----------
        present
            What it is without the scenario.
        """
        return self.value if self.value is not None else present.scaled(self.factor)

    def own(self, present: Spread | None) -> Spread | None:
        """Give the own figure that holds; None where the cost model decides still.

        Parameters
        ----------
        present
            The own figure without the scenario, or None.
        """
        return self.value if present is None else self.of(present)

    @property
    def idle(self) -> bool:
        """Whether it changes nothing: a factor of 1."""
        return self.value is None and self.factor == 1


Figures: TypeAlias = Mapping[tuple[str, str], Figure]
"""What a scenario makes of figures, by field and id of the link or node."""
