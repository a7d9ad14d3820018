"""What a link takes the fuller it is: the delay functions of an assignment.

A delay function belongs to all links at once: arrays go in, arrays come out. It says what each link
takes at a flow, the integral of that from no flow on, which the objective of an equilibrium is
made of, and its slope, by which directions are made conjugate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import numpy as np

from corridors.errors import Problem, QueryError

__all__ = ["Bpr", "Delay", "DelayFunction", "as_delay"]

Floats: TypeAlias = Any
"""An array of numbers, one for each link."""

_STEP = 1e-6
"""Of a flow: how far apart two flows lie whose difference stands for a slope."""


class Delay(Protocol):
    """What links take at flows; never less at a larger flow."""

    def value(self, flow: Floats) -> Floats:
        """Give what each link takes at its flow."""

    def integral(self, flow: Floats) -> Floats:
        """Give the integral of what each link takes, from no flow to its flow."""

    def slope(self, flow: Floats) -> Floats:
        """Give how much more each link takes for one more unit of flow."""


@dataclass(frozen=True, slots=True, eq=False)
class Bpr:
    """The delay function of the Bureau of Public Roads: ``t0 * (1 + b * (flow / capacity) ** p)``.

    Parameters
    ----------
    free_flow
        What each link takes when it is empty, >= 0.
    capacity
        Flow that a link is made for, > 0; infinite where it is not limited.
    b
        Share by which a full link takes longer than an empty one.
    power
        How suddenly it fills up, >= 0.

    Raises
    ------
    QueryError
        If a number is none, or cannot be.

    Notes
    -----
    Source: Bureau of Public Roads, Traffic Assignment Manual, 1964.

    Examples
    --------
    >>> delay = Bpr([10.0], [100.0], 0.15, 4.0)
    >>> float(delay.value(np.array([100.0]))[0]), float(delay.integral(np.array([100.0]))[0])
    (11.5, 1030.0)
    """

    free_flow: Floats
    capacity: Floats
    b: Floats = 0.15
    power: Floats = 4.0

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        count = np.size(self.free_flow)
        for name in ("free_flow", "capacity", "b", "power"):
            given = np.asarray(getattr(self, name), dtype=float)
            set_field(self, name, np.broadcast_to(given, (count,)) if given.ndim == 0 else given)
        problems = [Problem("Q70", f"{len(getattr(self, name))} values of {name} are given for "
                                   f"{count} links", "Give one for each link.")
                    for name in ("capacity", "b", "power") if len(getattr(self, name)) != count]
        problems += [_unfit(name, getattr(self, name)) for name in ("free_flow", "b", "power")
                     if not (np.isfinite(getattr(self, name)) & (getattr(self, name) >= 0)).all()]
        if not (self.capacity > 0).all():
            link = int(np.flatnonzero(~(self.capacity > 0))[0])
            problems.append(Problem("Q70", f"the capacity {self.capacity[link]:g} of link {link} "
                                           "is not more than 0", "Give a flow more than 0."))
        if problems:
            raise QueryError(problems)

    def value(self, flow: Floats) -> Floats:
        """Give what each link takes at its flow.

        Parameters
        ----------
        flow
            One for each link, >= 0.
        """
        return self.free_flow * (1.0 + self.b * self._full(flow))

    def integral(self, flow: Floats) -> Floats:
        """Give the integral of what each link takes, from no flow to its flow.

        Parameters
        ----------
        flow
            One for each link, >= 0.
        """
        return self.free_flow * flow * (1.0 + self.b / (self.power + 1.0) * self._full(flow))

    def slope(self, flow: Floats) -> Floats:
        """Give how much more each link takes for one more unit of flow.

        Parameters
        ----------
        flow
            One for each link, >= 0.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            found = self.free_flow * self.b * self.power * self._full(flow) / flow
        return np.where((flow > 0) & np.isfinite(found), found, self._slope_at_none())

    def _full(self, flow: Floats) -> Floats:
        full = flow / self.capacity
        if (self.power == 4.0).all():  # the usual case, and by far the quickest
            full *= full
            return full * full
        with np.errstate(over="ignore"):  # what cannot be counted any more is refused later
            return full ** self.power

    def _slope_at_none(self) -> Floats:
        linear = (self.power == 1.0) & np.isfinite(self.capacity)
        return np.where(linear, self.free_flow * self.b / self.capacity, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class DelayFunction:
    """A delay function of one's own.

    Parameters
    ----------
    function
        Takes the flow of every link as an array; gives what each takes, its integral from no
        flow on, and, where it is known, its slope.
    """

    function: Callable[[Floats], tuple[Floats, ...]] = field(repr=False)

    def value(self, flow: Floats) -> Floats:
        """Give what each link takes at its flow.

        Parameters
        ----------
        flow
            One for each link, >= 0.
        """
        return np.asarray(self.function(flow)[0], dtype=float)

    def integral(self, flow: Floats) -> Floats:
        """Give the integral of what each link takes, from no flow to its flow.

        Parameters
        ----------
        flow
            One for each link, >= 0.
        """
        return np.asarray(self.function(flow)[1], dtype=float)

    def slope(self, flow: Floats) -> Floats:
        """Give how much more each link takes for one more unit of flow.

        Parameters
        ----------
        flow
            One for each link, >= 0.
        """
        found = self.function(flow)
        if len(found) > 2:
            return np.asarray(found[2], dtype=float)
        step = _STEP * (1.0 + flow)
        return (self.value(flow + step) - np.asarray(found[0], dtype=float)) / step


def as_delay(given: Delay | Callable[[Floats], tuple[Floats, ...]]) -> Delay:
    """Give delay functions as they are, and functions of one's own as delay functions.

    Parameters
    ----------
    given
        Either.

    Raises
    ------
    QueryError
        If it is neither.
    """
    if all(hasattr(given, name) for name in ("value", "integral", "slope")):
        return given  # type: ignore[return-value]
    if callable(given):
        return DelayFunction(given)
    raise QueryError(Problem("Q70", f"a {type(given).__name__} is no delay function",
                             "Give a Bpr, or a function of the flows that gives what links take "
                             "and its integral."))


def _unfit(name: str, values: Floats) -> Problem:
    link = int(np.flatnonzero(~(np.isfinite(values) & (values >= 0)))[0])
    return Problem("Q70", f"{name} {values[link]:g} of link {link} is no number >= 0",
                   "Give a number from 0 on.")
