"""What arcs take in many draws at once: one column of whole numbers for each arc and criterion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.draws import Draws
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import CLOSED
from corridors.routing.pricing import Pricing
from corridors.routing.rates import Rates
from corridors.routing.states import MOVE, StateGraph

__all__ = ["Columns", "DrawWeights"]

Columns = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DrawWeights:
    """The weights of arcs in a number of draws, worked out when they are first asked for.

    Parameters
    ----------
    prices
        Prices whose figures are draws.
    graph
        The state graph.
    count
        How many draws.
    made
        Columns worked out before.
    """

    prices: Pricing
    graph: StateGraph
    count: int
    made: dict[tuple[Any, str], Columns] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, snapshot: Snapshot, costs: CostModel, graph: StateGraph, count: int,
           value_of_time: float | None = None) -> DrawWeights:
        """Price a network whose figures are draws.

        Parameters
        ----------
        snapshot, costs
            The network and the cost model, from :func:`~corridors.model.data_range.drawn`.
        graph
            The state graph.
        count
            How many draws.
        value_of_time
            USD per TEU and day, for the generalised cost.
        """
        charges = {(c.link_id, c.forward): c for c in snapshot.network.charges}
        return cls(Pricing(snapshot, costs, Rates(snapshot, costs), charges, value_of_time),
                   graph, count)

    def column(self, place: int, by: str) -> Columns:
        """Give what an arc takes in each draw, in smallest units.

        Parameters
        ----------
        place
            The arc.
        by
            The criterion.

        Raises
        ------
        QueryError
            If it is no number >= 0 in some draw, or too large to be added up.
        """
        arc = self.graph.arcs[place]
        key: Any = place
        if arc.kind == MOVE:
            # Both directions and every gauge of a link share what it takes but for its border.
            key = ("move", arc.record, arc.forward and self.prices.crosses_border(arc.record))
        if (key, by) not in self.made:
            self.made[key, by] = self._column(place, by)
        return self.made[key, by]

    def _column(self, place: int, by: str) -> Columns:
        weight: Any = self.prices.weight(self.graph.arcs[place], by)
        numbers = weight.numbers if isinstance(weight, Draws) else np.full(self.count, weight)
        column = numbers.astype(np.int64)
        if not 0 <= column.min() <= column.max() < CLOSED:
            raise QueryError(Problem(
                "Q76", f'"{self.graph.arcs[place].key}" has no usable {by} in some draw',
                "Give a narrower range for its length, speed or rates."))
        return column

    def total(self, path: tuple[int, ...], by: str, draws: NDArray[np.intp]) -> Columns:
        """Give what a path takes in some draws, in smallest units.

        Parameters
        ----------
        path
            Its arcs.
        by
            The criterion.
        draws
            Which draws.
        """
        total = np.zeros(len(draws), dtype=np.int64)
        for place in path:
            total += self.column(place, by)[draws]
        return total


