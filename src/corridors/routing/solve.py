"""The best route for a query, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.query import Query
from corridors.model.route import UNITS, Answer, Blocking, Route, Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.canonical import Path, read_path
from corridors.routing.engines import ENGINES, Graph, engine
from corridors.routing.legs import leg_counts, route_of
from corridors.routing.limited import limited_path
from corridors.routing.restrictions import Search, layered, prepare
from corridors.routing.states import StateGraph, state_graph
from corridors.routing.weights import Pricing, pricing, weigh
from corridors.version import __version__

__all__ = ["Solver", "shortest_route"]


def shortest_route(snapshot: Snapshot, query: Query, costs: CostModel | None = None, *,
                   engine_name: str = ENGINES[0]) -> Answer:
    """Find the best route for a query, or say why there is none.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    query
        The question.
    costs
        The cost model; the one that comes with the data if not given.
    engine_name
        Which engine solves it; the route is the same with each.

    Returns
    -------
    answer
        The route, with its legs; or minimal sets of links that would restore one.

    Raises
    ------
    PlaceError
        If a place is unknown or several bear its name.
    QueryError
        If something to avoid or pass does not exist, or the data has no cost model.

    Examples
    --------
    >>> from corridors import Query, load
    >>> today = load().as_of()
    >>> shortest_route(today, Query("Baku", "Tbilisi", modes={"rail"})).best.countries
    ('AZ', 'GE')
    """
    from corridors.routing.blocked import blocking_sets, reason

    if not isinstance(snapshot, Snapshot):
        raise QueryError(Problem("Q15", "only the network on a day can be routed on",
                                 "Ask for one first: network.as_of()."))
    solver = Solver.of(snapshot, query, costs, engine_name)
    route = solver.route(solver.search.carrying)
    blocked: tuple[Blocking, ...] = ()
    why = ""
    if route is None:
        blocked = blocking_sets(solver)
        why = reason(solver, blocked)
    return _answer(solver, (route,) if route is not None else (), blocked, why)


@dataclass(frozen=True, slots=True)
class Solver:
    """A query made ready to be solved, with one set of open arcs or another.

    Parameters
    ----------
    snapshot, query, costs
        What is asked of what.
    graph, search, prices
        The state graph, what the query allows, and what steps take.
    weights, legs, keys
        Weight, number of legs and tie key of each arc.
    engine_name
        Which engine solves it.
    """

    snapshot: Snapshot
    query: Query
    costs: CostModel
    graph: StateGraph
    search: Search
    prices: Pricing
    weights: list[int]
    legs: list[int]
    keys: tuple[str, ...]
    engine_name: str

    @classmethod
    def of(cls, snapshot: Snapshot, query: Query, costs: CostModel | None,
           engine_name: str = ENGINES[0]) -> Solver:
        """Make a query ready."""
        model = costs or snapshot.network.costs
        if model is None:
            raise QueryError(Problem("Q09", "the data has no cost model", "Give one."))
        prices = pricing(snapshot, model)
        graph = state_graph(snapshot.network)
        return cls(snapshot, query, model, graph, prepare(snapshot, query), prices,
                   weigh(snapshot, model, query.by), leg_counts(graph, prices), graph.keys,
                   engine_name)

    def route(self, carrying: tuple[bool, ...]) -> Route | None:
        """Give the best route over the arcs that carry traffic, or None.

        Parameters
        ----------
        carrying
            Whether each arc carries traffic.
        """
        search = self.search
        if search.why_not:
            return None
        if search.origin_at == search.destination_at and not search.stages:
            return route_of(self.graph, self.prices, (), search.origin_at)
        layers, *ends = layered(self.graph, search,
                                lambda place: carrying[place] and search.allowed[place])
        path = self._path(layers, ends[0], ends[1])
        if path is None:
            return None
        return route_of(self.graph, self.prices, [layers.arc[place] for place in path.places],
                        search.origin_at, tied=path.tied)

    def _path(self, layers: Graph, sources: list[int], targets: list[int]) -> Path | None:
        columns = ([self.weights[arc] for arc in layers.arc],
                   [self.legs[arc] for arc in layers.arc], [self.keys[arc] for arc in layers.arc])
        solve = engine(self.engine_name)
        path = read_path(layers, columns, solve(layers, columns[0], sources), (sources, targets))
        limit = self.query.max_road_km
        if path is None or limit is None:
            return path
        most, road = round(limit * UNITS["distance"]), self._road_m()
        if sum(road[layers.arc[place]] for place in path.places) <= most:
            return path
        return limited_path(layers, columns, [road[arc] for arc in layers.arc], most,
                            (sources, targets))

    def _road_m(self) -> list[int]:
        """Give the metres by road of every arc."""
        metres = weigh(self.snapshot, self.costs, "distance")
        return [weight if self.graph.states[arc.tail].mode == "road" and arc.kind == "move" else 0
                for arc, weight in zip(self.graph.arcs, metres, strict=True)]


def _answer(solver: Solver, routes: tuple[Route, ...], blocked: tuple[Blocking, ...],
            why: str) -> Answer:
    snapshot, search = solver.snapshot, solver.search
    ids = dict.fromkeys(node_id for route in routes for node_id in route.node_ids)
    stamp = Stamp(__version__, snapshot.network.version,
                  f"{solver.costs.name} {solver.costs.version}", snapshot.applied,
                  solver.engine_name, solver.costs.currency)
    return Answer(solver.query, search.origin, search.destination, snapshot.on,
                  snapshot.scenario, routes, stamp, snapshot, blocked, why,
                  {node_id: snapshot.network.node(node_id) for node_id in ids})
