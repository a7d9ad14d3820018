"""What arcs weigh while parameters are turned: only those that a parameter touches are priced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, prod

from corridors.model.costs import CostModel
from corridors.model.leg import UNITS
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.model.turn import Turn
from corridors.routing.pricing import HOURS_A_DAY, pricing
from corridors.routing.states import state_graph
from corridors.routing.weights import weigh

__all__ = ["Point", "Turned"]

Point = tuple[int, ...]
"""A step of each parameter."""


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """The weights of a criterion as one or two parameters are turned.

    Every weight rises or falls all along with a parameter, but for rounding it stays the same now
    and then; so what is the same at both ends is the same throughout.

    Parameters
    ----------
    snapshot
        The network with every parameter at its lowest value.
    turns
        The parameters.
    base
        The network before.
    costs, query
        The cost model, and the question whose criterion counts.
    groups
        Arcs by the parameters that touch them.
    memo, tried
        Weights by group and steps, and what was tried.
    """

    snapshot: Snapshot
    turns: tuple[Turn, ...]
    base: Snapshot = field(repr=False)
    costs: CostModel = field(repr=False)
    query: Query = field(repr=False)
    groups: dict[tuple[int, ...], list[int]] = field(repr=False)
    memo: dict[tuple[tuple[int, ...], Point], list[int]] = field(default_factory=dict, repr=False)
    tried: dict[str, bool] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, base: Snapshot, turns: Sequence[Turn], query: Query, costs: CostModel) -> Turned:
        """Find out which arcs the parameters touch.

        Parameters
        ----------
        base
            The network on a day.
        turns
            One or two parameters.
        query
            The question whose criterion counts.
        costs
            The cost model.

        Raises
        ------
        ScenarioError
            If a parameter selects something that is not there.
        QueryError
            If a weight would be none at either end.
        """
        ends = [(turn.first, turn.last) for turn in turns]
        corners = list(product(*ends))
        found = [weigh(_set(base, turns, corner), costs, query.by, query.value_of_time)
                 for corner in corners]
        groups: dict[tuple[int, ...], list[int]] = {}
        for place, weights in enumerate(zip(*found, strict=True)):
            if len(set(weights)) > 1:
                by_corner = dict(zip(corners, weights, strict=True))
                groups.setdefault(tuple(
                    at for at in range(len(turns))
                    if any(by_corner[corner] != by_corner[_moved(corner, at, ends[at][1])]
                           for corner in corners)), []).append(place)
        return cls(_set(base, turns, corners[0]), tuple(turns), base, costs, query, groups)

    @property
    def places(self) -> list[int]:
        """Arcs that weigh more or less as parameters are turned, in the order of weights."""
        return [place for places in self.groups.values() for place in places]

    @property
    def corners(self) -> list[Point]:
        """The ends of all ranges, in every combination."""
        return list(product(*((turn.first, turn.last) for turn in self.turns)))

    def weights(self, point: Point) -> list[int]:
        """Give what the arcs of :attr:`places` weigh.

        Parameters
        ----------
        point
            A step of each parameter.
        """
        found: list[int] = []
        for touching, places in self.groups.items():
            # What the others are does not matter to these arcs: weights are kept without them.
            own = tuple(step if at in touching else self.turns[at].first
                        for at, step in enumerate(point))
            key = (touching, own)
            if key not in self.memo:
                self.memo[key] = self._priced(own, places)
            found += self.memo[key]
        return found

    @property
    def slack(self) -> int:
        """How far a weight may be from the straight line between two others, for rounding.

        A rounded part of a weight is off by at most half a unit at each of the points. The worth of
        time is rounded of what is rounded already.
        """
        if self.query.by != "generalised":
            return len(self.turns)
        cents = (self.query.value_of_time or 0.0) * UNITS["cost"] / (HOURS_A_DAY * UNITS["time"])
        return len(self.turns) * (2 + ceil(cents))

    @property
    def straight(self) -> bool:
        """Whether weights lie on straight lines between the ends, but for rounding.

        They do in every figure but speeds, and for those in hours per km; it is tried all the same.
        """
        if "straight" not in self.tried:
            self.tried["straight"] = all(self._on_a_line(third) for third in (1, 2))
        return self.tried["straight"]

    def at(self, point: Point) -> Snapshot:
        """Give the network with the parameters at some steps.

        Parameters
        ----------
        point
            A step of each parameter.
        """
        return _set(self.base, self.turns, point)

    def _on_a_line(self, thirds: int) -> bool:
        point = tuple(turn.first + (turn.last - turn.first) * thirds // 3 for turn in self.turns)
        shares = [turn.share(step) for turn, step in zip(self.turns, point, strict=True)]
        corners = [self.weights(corner) for corner in self.corners]
        parts = [prod(share if high else 1 - share
                      for share, high in zip(shares, ends, strict=True))
                 for ends in product((False, True), repeat=len(shares))]
        return all(abs(weight - sum(part * each for part, each in zip(parts, at, strict=True)))
                   <= self.slack + 1e-6
                   for weight, at in zip(self.weights(point), zip(*corners, strict=True),
                                         strict=True))

    def _priced(self, point: Point, places: Sequence[int]) -> list[int]:
        snapshot = self.at(point)
        prices = pricing(snapshot, self.costs, self.query.value_of_time)
        arcs = state_graph(snapshot.network).arcs
        return [prices.weight(arcs[place], self.query.by) for place in places]


def _set(base: Snapshot, turns: Sequence[Turn], point: Point) -> Snapshot:
    return base.apply([turn.parameter.change(turn.value(step))
                       for turn, step in zip(turns, point, strict=True)])


def _moved(point: Point, at: int, step: int) -> Point:
    return (*point[:at], step, *point[at + 1:])
