"""One dimension of a sweep: what is turned, and through which values."""

from __future__ import annotations

from dataclasses import dataclass, field

from corridors.errors import Problem, QueryError
from corridors.model.parameter import Parameter
from corridors.model.written import Written

__all__ = ["AXES", "Axis"]

AXES = ("parameter", "variant", "on", "list")
"""What can be swept: a figure, variants of the scenario, dates, or several figures together."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of a sweep; a sweep has every combination of the values of its axes.

    Parameters
    ----------
    name
        Short name, of a column of the results.
    parameters
        The figures that are set; empty for an axis of variants or dates.
    values
        One row for each step: a value for each parameter; or the name of a variant, or a day in
        ISO form.
    kind
        One of :data:`AXES`: ``parameter`` for one figure, ``list`` for several that are set
        together, row by row.
    written
        Where it is written.

    Raises
    ------
    QueryError
        If it has no value, one twice, or rows of another length than there are parameters.

    Examples
    --------
    >>> waits = Axis("wait", (Parameter.parse("dwell_h of border:az-ir-astara"),), ((6,), (12,)))
    >>> len(waits)
    2
    """

    name: str
    parameters: tuple[Parameter, ...]
    values: tuple[tuple[float | str, ...], ...]
    kind: str = AXES[0]
    written: Written = field(default=Written(), repr=False, compare=False)

    def __post_init__(self) -> None:
        width = max(len(self.parameters), 1)
        problems = [Problem("Q53", f'the axis "{self.name}" has {len(row)} values in a row, and '
                                   f"{width} to set", "Give one value for each.")
                    for row in self.values if len(row) != width]
        if not self.values:
            problems.append(Problem("Q53", f'the axis "{self.name}" has no value', "Give some."))
        if len(set(self.values)) != len(self.values):
            problems.append(Problem("Q53", f'the axis "{self.name}" has a value twice',
                                    "Give each once."))
        if problems:
            raise QueryError(problems)

    def __len__(self) -> int:
        return len(self.values)
