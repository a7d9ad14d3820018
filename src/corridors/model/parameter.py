"""A figure of the network that an analysis turns: one field of what selectors pick."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.errors import Problem, QueryError, suggest
from corridors.model.change import Change
from corridors.model.fields import FIELDS, FIGURES
from corridors.model.spread import Spread

__all__ = ["Parameter"]

_FORM = 'Write "dwell_h of border:az-ir-astara", or "x speed_kmh of country:IR" for a factor.'


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that can be turned: thresholds, sweeps and draws are of parameters.

    Parameters
    ----------
    field
        One of :data:`~corridors.model.fields.FIGURES`.
    select
        Whose field it is: selectors, as in a :class:`~corridors.Change`.
    times
        Whether values are factors on what the field is, and not the field itself.

    Examples
    --------
    >>> Parameter("dwell_h", ("border:az-ir-astara",)).change(6.0).said()
    'set dwell_h of border:az-ir-astara to 6 h'
    """

    field: str
    select: tuple[str, ...]
    times: bool = False

    @classmethod
    def parse(cls, text: str) -> Parameter:
        """Read ``FIELD of SELECTOR, SELECTOR``; ``x`` before it makes values factors.

        Parameters
        ----------
        text
            The parameter in words.

        Raises
        ------
        QueryError
            If it is not written so, or the field is not known.

        Examples
        --------
        >>> Parameter.parse("x dwell_h of border:az-ir-astara, border:ir-tm-sarakhs")
        <Parameter x dwell_h of border:az-ir-astara, border:ir-tm-sarakhs>
        """
        words = text.strip()
        times = words.startswith(("x ", "× "))
        field, of, rest = (words[2:] if times else words).strip().partition(" of ")
        select = tuple(part.strip() for part in rest.split(",") if part.strip())
        if not of or not select:
            raise QueryError(Problem("Q50", f'"{text}" is not a parameter', _FORM))
        if field not in FIGURES:
            raise QueryError(Problem(
                "Q50", f'"{field}" is not a figure that can be turned',
                suggest(field, FIGURES) or f"Write one of {', '.join(FIGURES)}."))
        return cls(field, select, times)

    @property
    def unit(self) -> str:
        """Unit of its values; blank for a factor."""
        return "" if self.times else FIELDS[self.field].unit

    def change(self, value: float) -> Change:
        """Give the change that sets it.

        Parameters
        ----------
        value
            The value, in its unit, or the factor.
        """
        if self.times:
            return Change(self.select, "set", self.field, factor=value)
        return Change(self.select, "set", self.field, Spread(value, value, value))

    def __str__(self) -> str:
        return f"{'x ' if self.times else ''}{self.field} of {', '.join(self.select)}"

    def __repr__(self) -> str:
        return f"<Parameter {self}>"
