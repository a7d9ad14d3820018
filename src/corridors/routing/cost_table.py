"""What a large network answers: costs of places to places, and a route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corridors.model.html import table
from corridors.routing.engines import UNREACHED

__all__ = ["Cell", "CostTable", "Costs", "TopologyRoute", "masked"]

Costs: TypeAlias = np.ma.MaskedArray[Any, np.dtype[np.int64]]

SHOWN = 10


class Cell(NamedTuple):
    """One entry of a table of costs.

    Parameters
    ----------
    origin, destination
        Ids, or positions where nodes have no ids.
    status
        ``reached`` or ``no route``.
    cost
        A whole number; None where there is no route.
    """

    origin: str | int
    destination: str | int
    status: str
    cost: int | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CostTable:
    """Least cost from every origin to every destination.

    Parameters
    ----------
    by
        What is counted, such as ``distance``.
    engine
        Name of the engine that solved it; the table is the same with each.
    origins, destinations
        Ids, or positions where nodes have no ids.
    cost
        Whole numbers, a row for each origin; masked where there is no route.
    """

    by: str
    engine: str
    origins: tuple[str | int, ...]
    destinations: tuple[str | int, ...]
    cost: Costs

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Whether there is a route, for every cell."""
        return ~np.ma.getmaskarray(self.cost)

    def __iter__(self) -> Iterator[Cell]:
        for origin, costs in zip(self.origins, self.cost.tolist(), strict=True):
            for destination, cost in zip(self.destinations, costs, strict=True):
                status = "no route" if cost is None else "reached"
                yield Cell(origin, destination, status, cost)

    def __repr__(self) -> str:
        cut = self.cost.size - int(self.cost.count())
        return (f"{len(self.origins)} origins x {len(self.destinations)} destinations by "
                f"{self.by}: {self.cost.size - cut} reached, {cut} with no route")

    def _repr_html_(self) -> str:
        rows = [(str(origin), *("no route" if cost is None else str(cost) for cost in costs))
                for origin, costs in zip(self.origins[:SHOWN],
                                         self.cost[:SHOWN, :SHOWN].tolist(), strict=True)]
        return table(repr(self), ("from", *map(str, self.destinations[:SHOWN])), rows)


@dataclass(frozen=True, slots=True)
class TopologyRoute:
    """The best route between two nodes of a large network, or that there is none.

    Parameters
    ----------
    by
        What is counted, such as ``distance``.
    engine
        Name of the engine that solved it; the route is the same with each.
    reachable
        Whether there is a route.
    cost
        A whole number; None where there is no route.
    nodes, links
        Ids in the order of travel, or positions where they have no ids.
    at_nodes, at_links
        Their positions.
    tied
        Whether another route is exactly as good.
    """

    by: str
    engine: str
    reachable: bool
    cost: int | None
    nodes: tuple[str | int, ...]
    links: tuple[str | int, ...]
    at_nodes: tuple[int, ...]
    at_links: tuple[int, ...]
    tied: bool = False

    def __repr__(self) -> str:
        if not self.reachable:
            return f"no route from {self.nodes[0]} to {self.nodes[-1]} by {self.by}"
        tied = ", one of several as good" if self.tied else ""
        return (f"{self.nodes[0]} to {self.nodes[-1]}: {self.by} {self.cost} over "
                f"{len(self.links)} links{tied}")


def masked(found: Any) -> Costs:
    """Hide what an engine says of places that are not reached.

    Parameters
    ----------
    found
        Whole numbers, :data:`~corridors.routing.engines.UNREACHED` where there is no way.

    Returns
    -------
    costs
        Read-only; masked where there is no route, with 0 below the mask.

    Examples
    --------
    >>> masked([5, -1]).tolist()
    [5, None]
    """
    costs = np.array(found, dtype=np.int64)
    hidden = costs == UNREACHED
    costs[hidden] = 0
    costs.flags.writeable = False
    return np.ma.MaskedArray(costs, mask=hidden)
