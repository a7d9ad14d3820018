"""What can be asked of a large network, and of one whose weights are changed for a while."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from corridors.errors import Problem, QueryError
from corridors.routing.canonical import read_path
from corridors.routing.cost_table import Costs, CostTable, TopologyRoute, masked
from corridors.routing.engines import CLOSED, ENGINES, Weighted, engine
from corridors.routing.engines.choice import choose
from corridors.routing.replacement import NEVER

if TYPE_CHECKING:
    from corridors.routing.topology import Topology

__all__ = ["CELLS", "Asking", "Ready", "Varied"]

CELLS = 10_000_000
"""Most cells of one matrix."""


class Asking(ABC):
    """Something with places and links that can be asked for costs and routes."""

    __slots__ = ()

    def matrix(self, origins: Sequence[Any], destinations: Sequence[Any], by: str = "distance",
               engine: str = ENGINES[0]) -> CostTable:
        """Give the least cost from every origin to every destination.

        Parameters
        ----------
        origins, destinations
            Ids of nodes, or positions where nodes have no ids.
        by
            One of the criteria the network has weights for.
        engine
            Which engine solves it; the answers are the same with each.

        Returns
        -------
        table
            Whole numbers in the unit of the weights; "no route" is a state of its own.

        Raises
        ------
        PlaceError
            If a node does not exist.
        QueryError
            If the criterion or the engine does not exist, or the table would have more than ten
            million cells.
        """
        home = self._home()
        starts, goals = home.nodes(origins), home.nodes(destinations)
        if len(starts) * len(goals) > CELLS:
            raise QueryError(Problem(
                "A14", f"{len(starts)} origins times {len(goals)} destinations are "
                f"{len(starts) * len(goals)} cells, more than {CELLS}",
                f"Ask for at most {max(1, CELLS // len(goals))} origins at a time, or for the OD "
                "pairs you need with costs()."))
        name, weighted = self._weighted(by, engine, len(starts))
        return CostTable(by, name, home.names(starts), home.names(goals),
                         masked(weighted.matrix(starts, goals)).reshape(len(starts), len(goals)))

    def costs(self, pairs: Sequence[tuple[Any, Any]], by: str = "distance",
              engine: str = ENGINES[0]) -> Costs:
        """Give the least cost of each OD pair.

        Parameters
        ----------
        pairs
            Origin and destination of each: ids, or positions where nodes have no ids.
        by
            One of the criteria the network has weights for.
        engine
            Which engine solves it; the answers are the same with each.

        Returns
        -------
        costs
            Whole numbers in the unit of the weights; masked where there is no route.

        Raises
        ------
        PlaceError
            If a node does not exist.
        QueryError
            If the criterion or the engine does not exist.
        """
        ends = self._home().ends(pairs)
        _, weighted = self._weighted(by, engine, len(ends))
        return masked(weighted.pairs(ends[:, 0], ends[:, 1]))

    def route(self, origin: Any, destination: Any, by: str = "distance",
              engine: str = ENGINES[0]) -> TopologyRoute:
        """Give the best route between two nodes.

        Of routes that are equally good it is the one with the fewest links, and of those the one
        with the smallest link ids, from the origin on: the same with every engine.

        Parameters
        ----------
        origin, destination
            Ids of nodes, or positions where nodes have no ids.
        by
            One of the criteria the network has weights for.
        engine
            Which engine solves it.

        Returns
        -------
        route
            The route, or that there is none.

        Raises
        ------
        PlaceError
            If a node does not exist.
        QueryError
            If the criterion or the engine does not exist.
        """
        home = self._home()
        ends = home.nodes([origin, destination])
        start, goal = ends.tolist()
        name, weighted = self._weighted(by, engine, 1)
        distance = weighted.tree([start], [goal])
        weights = self._weights(by)
        weights[weights == CLOSED] = NEVER
        columns = weights, b"\1" * len(weights), home.rank
        path = read_path(home.graph, columns, distance, ([start], [goal]))
        if path is None:
            return TopologyRoute(by, name, reachable=False, cost=None, nodes=home.names(ends),
                                 links=(), at_nodes=(start, goal), at_links=())
        links = tuple(int(home.graph.arc[place]) for place in path.places)
        return TopologyRoute(by, name, reachable=True, cost=int(distance[goal]),
                             nodes=home.names(path.vertices), links=home.link_names(links),
                             at_nodes=path.vertices, at_links=links, tied=path.tied)

    @abstractmethod
    def _home(self) -> Topology: ...

    @abstractmethod
    def _weighted(self, by: str, engine_name: str, searches: int) -> tuple[str, Weighted]: ...

    @abstractmethod
    def _weights(self, by: str) -> Any: ...


class Ready:
    """Engines made ready for a network: one for it as it is, others lent to scenarios.

    Parameters
    ----------
    home
        The network.
    """

    def __init__(self, home: Topology) -> None:
        self._home = home
        self._searches = 0
        self._base: dict[tuple[str, str], Weighted] = {}
        self._idle: dict[tuple[str, str], list[Weighted]] = {}

    def choose(self, name: str, searches: int, *, changes: bool = False) -> str:
        """Name the engine for a question; what was asked before counts as well.

        Parameters
        ----------
        name
            What the user named.
        searches
            How many searches the question takes.
        changes
            Whether weights change between questions.
        """
        self._searches += searches
        if name != "auto":
            return name
        graph = self._home.graph
        return choose(graph.count, len(graph.head), self._searches, changes=changes)

    def base(self, by: str, name: str) -> Weighted:
        """Give the engine for the network as it is.

        Parameters
        ----------
        by, name
            Criterion and name of the engine.
        """
        if (by, name) not in self._base:
            self._base[by, name] = self._made(by, name)
        return self._base[by, name]

    @contextmanager
    def lent(self, by: str, name: str, places: Sequence[int],
             weights: Sequence[int]) -> Iterator[Weighted]:
        """Lend an engine with changed weights, and take it back as it was.

        Parameters
        ----------
        by, name
            Criterion and name of the engine.
        places, weights
            Arcs that have other weights, and those.
        """
        idle = self._idle.setdefault((by, name), [])
        weighted = idle.pop() if idle else self._made(by, name)
        with weighted.changed(places, weights) as changed:
            yield changed
        idle.append(weighted)

    def _made(self, by: str, name: str) -> Weighted:
        return engine(name).prepare(self._home.graph, self._home.arc_weights(by))


class Varied(Asking):
    """A network some of whose links have other weights, or are closed, while a block lasts.

    Parameters
    ----------
    home
        The network.
    links
        Positions of the links that change.
    weights
        Their weights by criterion; a criterion that is not there has the links closed.
    """

    __slots__ = ("_home_network", "_lent", "_links", "_loans", "_new", "_over")

    def __init__(self, home: Topology, links: Any,
                 weights: Mapping[str, Any]) -> None:
        self._home_network, self._links, self._new = home, links, weights
        self._lent: dict[tuple[str, str], Weighted] = {}
        self._loans = ExitStack()
        self._over = False

    def end(self) -> None:
        """Give everything back; nothing can be asked any more."""
        self._over = True
        self._lent.clear()
        self._loans.close()

    def _home(self) -> Topology:
        if self._over:
            raise QueryError(Problem("A15", "this scenario is over",
                                     "Ask inside the block that closed() or weighted() opens."))
        return self._home_network

    def _weighted(self, by: str, engine_name: str, searches: int) -> tuple[str, Weighted]:
        home = self._home()
        home.criterion(by)
        name = home.ready.choose(engine_name, searches, changes=True)
        if (by, name) not in self._lent:
            places, weights = self._changes(by)
            self._lent[by, name] = self._loans.enter_context(
                home.ready.lent(by, name, places, weights))
        return name, self._lent[by, name]

    def _weights(self, by: str) -> Any:
        weights = self._home().arc_weights(by)
        places, new = self._changes(by)
        weights[places] = new
        return weights

    def _changes(self, by: str) -> tuple[Any, Any]:
        """Give the arcs that change and their weights."""
        rows, places = self._home().arcs_of(self._links)
        new = self._new.get(by)
        return places, np.full(len(places), CLOSED) if new is None else new[rows]
