"""What do routes take between many places? A table in which "no route" is a state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from corridors.errors import Problem, QueryError
from corridors.model.budget import SHOWN
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.leg import UNITS, Amount, Amounts
from corridors.model.modes import CRITERIA
from corridors.model.place_groups import places_of
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Route, Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.fan import Fan, at_once, stamp_of
from corridors.routing.solve import Solver, shortest_route

__all__ = ["MOST_CELLS", "NO_ROUTE", "ROUTE", "SAME_PLACE", "Cell", "Matrix", "amounts_between",
           "matrix", "unit_of"]

MOST_CELLS = 10_000_000
"""Most cells of a matrix."""

ROUTE, NO_ROUTE, SAME_PLACE = "route", "no route", "same place"
"""The states of a cell."""

SHOWN_IN_HTML = 30

Rows = tuple[tuple[int | None, ...], ...]


class Cell(NamedTuple):
    """What the best route between two places takes.

    Parameters
    ----------
    origin, destination
        The places.
    state
        ``route``, ``no route`` or ``same place``.
    amount
        What it takes by the criterion, in smallest units; None where there is no route.
    totals
        What it takes by all criteria, with ranges; None where this was not asked for, or there is
        no route.
    """

    origin: Node
    destination: Node
    state: str
    amount: int | None
    totals: Amounts | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """What the best routes between many places take.

    Parameters
    ----------
    query
        The question asked of every pair; its own places do not matter.
    origins, destinations
        The places, in the order they were asked for.
    amounts
        A row for each origin: what the best route takes by the criterion, in smallest units
        (metres, thousandths of an hour, US cents or grams); None where there is none.
    snapshot
        The network it was asked of.
    stamp
        What it rests on.
    totals
        The same by all criteria, with ranges, where this was asked for.
    """

    query: Query
    origins: tuple[Node, ...]
    destinations: tuple[Node, ...]
    amounts: Rows = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    stamp: Stamp = field(repr=False)
    totals: tuple[tuple[Amounts | None, ...], ...] | None = field(default=None, repr=False)

    @property
    def unit(self) -> str:
        """The unit in which cells are shown: km, h, USD or kg."""
        return unit_of(self.query.by)

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell.

        Parameters
        ----------
        row, column
            Positions of the origin and of the destination.
        """
        origin, destination = self.origins[row], self.destinations[column]
        amount = self.amounts[row][column]
        same = origin.node_id == destination.node_id and amount == 0
        state = NO_ROUTE if amount is None else SAME_PLACE if same else ROUTE
        return Cell(origin, destination, state, amount,
                    None if self.totals is None else self.totals[row][column])

    def shown(self, row: int, column: int) -> float | None:
        """Give what a cell takes in km, h, USD per TEU or kg per TEU; None without a route.

        Parameters
        ----------
        row, column
            Positions of the origin and of the destination.
        """
        amount = self.amounts[row][column]
        return None if amount is None else amount / UNITS[self.query.by]

    def __iter__(self) -> Iterator[Cell]:
        for row in range(len(self.origins)):
            for column in range(len(self.destinations)):
                yield self.cell(row, column)

    def __len__(self) -> int:
        return len(self.origins) * len(self.destinations)

    @property
    def unreached(self) -> int:
        """Number of cells without a route."""
        return sum(amount is None for row in self.amounts for amount in row)

    def __repr__(self) -> str:
        return (f"<Matrix by {self.query.by} in {self.unit}: {len(self.origins)} x "
                f"{len(self.destinations)} places on {self.snapshot.on}, "
                f"{self.unreached} of {len(self)} cells without a route>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        wide = self.destinations[:SHOWN_IN_HTML]
        rows = [(origin.name, *(self.said(row, column) for column in range(len(wide))))
                for row, origin in enumerate(self.origins[:SHOWN_IN_HTML])]
        cut = "" if len(self.origins) <= len(rows) and len(self.destinations) <= len(wide) \
            else f"; the first {len(rows)} x {len(wide)}"
        return table(f"{repr(self)[1:-1]}{cut}", ("", *(node.name for node in wide)), rows)

    def said(self, row: int, column: int) -> str:
        """Say a cell in words: a number, ``no route`` or ``same place``.

        Parameters
        ----------
        row, column
            Positions of the origin and of the destination.
        """
        cell = self.cell(row, column)
        if cell.amount is None or cell.state != ROUTE:
            return cell.state
        return f"{cell.amount / UNITS[self.query.by]:,.0f}"


def matrix(snapshot: Snapshot, origins: Iterable[str], destinations: Iterable[str] | None = None,
           query: Query | None = None, costs: CostModel | None = None, *, by: str = "distance",
           totals: bool = False, engine_name: str = "auto") -> Matrix:
    """Say what the best routes between many places take.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    origins, destinations
        Place names, node ids, or groups: ``country:IR``, ``type:port``, ``corridor:instc-west``,
        ``group:baltic-ports``; one or several. Without destinations, from every origin to every
        other.
    query
        Restrictions, and what routes are best by; its own places are not looked at.
    costs
        The cost model; the one that comes with the data if not given.
    by
        What routes are best by, where there is no query.
    totals
        Whether each cell is to hold kilometres, hours, USD and CO2 of its route, with ranges.
    engine_name
        Which engine solves it; the table is the same with each.

    Returns
    -------
    matrix
        The same totals as :func:`corridors.shortest_route` gives for each pair.

    Raises
    ------
    PlaceError
        If places are unknown.
    QueryError
        If a group is unknown, more than 10 million cells are asked for, or several routes.

    Examples
    --------
    >>> from corridors import load
    >>> table = matrix(load().as_of(), ["Baku", "Poti"], ["Tbilisi", "Poti"])
    >>> table.said(0, 0), table.cell(1, 1).state
    ('549', 'same place')
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    network = snapshot.network
    starts = places_of(network, origins, "origins")
    goals = starts if destinations is None else places_of(network, destinations, "destinations")
    _check(len(starts), len(goals), query)
    asked = query or Query(starts[0].node_id, goals[0].node_id, by=by)
    asked = replace(asked, origin=starts[0].node_id, destination=goals[0].node_id)
    if totals or not at_once(asked):
        return _by_cells(snapshot, asked, (starts, goals), costs, engine_name, totals=totals)
    rows, stamp = amounts_between(snapshot, asked, starts, goals, costs, engine_name)
    return Matrix(asked, starts, goals, rows, snapshot, stamp)


def amounts_between(snapshot: Snapshot, query: Query, starts: Sequence[Node],
                    goals: Sequence[Node], costs: CostModel | None, engine_name: str = "auto"
                    ) -> tuple[Rows, Stamp]:
    """Give what the best routes take by the criterion, all by one weighting of the graph.

    Parameters
    ----------
    snapshot, query, costs
        What is asked of what; see :func:`corridors.routing.fan.at_once`.
    starts, goals
        The places.
    engine_name
        Which engine solves it.

    Returns
    -------
    rows
        One for each start: smallest units, or None where there is no route.
    stamp
        What they rest on.
    """
    index = snapshot.network.nodes.index
    first, last = ([index[node.node_id] for node in nodes] for nodes in (starts, goals))
    inward = len(last) < len(first)
    fan = Fan.of(snapshot, query, costs, engine_name, searches=min(len(first), len(last)),
                 inward=inward)
    found = [list(row) for row in zip(*fan.rows(last, first), strict=True)] if inward \
        else fan.rows(first, last)
    avoided = fan.solver.search.mask.nodes
    rows = tuple(tuple(cell if a != b else None if a in avoided else 0
                       for b, cell in zip(last, row, strict=True))
                 for a, row in zip(first, found, strict=True))
    return rows, stamp_of(fan.solver)


def unit_of(by: str) -> str:
    """Give the unit in which a criterion is shown: km, h, USD or kg.

    Parameters
    ----------
    by
        The criterion.
    """
    return SHOWN.get(by, "USD")


def _check(origins: int, destinations: int, query: Query | None) -> None:
    if origins * destinations > MOST_CELLS:
        raise QueryError(Problem(
            "Q42", f"{origins:,} x {destinations:,} are {origins * destinations:,} cells",
            f"Ask for at most {MOST_CELLS:,} at a time: {MOST_CELLS // destinations:,} origins "
            "and these destinations, or fewer of both."))
    if query is not None and (query.k > 1 or query.different or query.pareto):
        raise QueryError(Problem("Q43", "a cell of a matrix holds one route",
                                 "Leave k, different and pareto out."))


def _by_cells(snapshot: Snapshot, query: Query, places: tuple[tuple[Node, ...], tuple[Node, ...]],
              costs: CostModel | None, engine_name: str, *, totals: bool) -> Matrix:
    starts, goals = places
    found: list[list[Route | None]] = [
        [_route(snapshot, replace(query, origin=start.node_id, destination=goal.node_id), costs,
                engine_name) for goal in goals] for start in starts]
    rows = tuple(tuple(None if route is None else route.total(query.by).value for route in row)
                 for row in found)
    held = tuple(tuple(None if route is None else _totals(route) for route in row)
                 for row in found) if totals else None
    return Matrix(query, starts, goals, rows, snapshot,
                  stamp_of(Solver.of(snapshot, query, costs, engine_name)), held)


def _route(snapshot: Snapshot, query: Query, costs: CostModel | None, engine_name: str
           ) -> Route | None:
    if query.departs or query.simplest_within is not None:
        return shortest_route(snapshot, query, costs, engine_name=engine_name).best
    # Without looking for what would restore a route that is not there.
    return Solver.of(snapshot, query, costs, engine_name).best()


def _totals(route: Route) -> Amounts:
    amounts: list[Amount] = [route.total(by) for by in CRITERIA]
    return Amounts(*amounts)
