"""The best route for a query, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.query import Query
from corridors.model.query_checks import DETOUR, OVERLAP
from corridors.model.route import Answer, Route, Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.canonical import Path, read_path
from corridors.routing.engines import ENGINES, choice, engine
from corridors.routing.kept import Kept, kept, moving_arcs
from corridors.routing.layout import Layout
from corridors.routing.legs import leg_counts, route_of
from corridors.routing.pricing import Pricing, pricing
from corridors.routing.restrictions import Search, ends_of, layered, prepare
from corridors.routing.states import GAUGE_BREAK, MOVE, TRANSFER, StateGraph, state_graph
from corridors.routing.weights import weigh
from corridors.version import __version__

__all__ = ["Layout", "Solver", "shortest_route", "solved_again"]


def shortest_route(snapshot: Snapshot, query: Query, costs: CostModel | None = None, *,
                   engine_name: str = ENGINES[0]) -> Answer:
    """Find the best route for a query, or say why there is none.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    query
        The question. With a day of departure the network is taken on that day.
    costs
        The cost model; the one that comes with the data if not given.
    engine_name
        Which engine solves it: ``heapq``, ``scipy``, ``cch``, ``networkx``, or ``auto`` for the
        one that is quickest for one question. The route is the same with each; the stamp says
        which it was.

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
    if not isinstance(snapshot, Snapshot):
        raise QueryError(Problem("Q15", "only the network on a day can be routed on",
                                 "Ask for one first: network.as_of()."))
    expect(query, Query, "a question", 'Give one: Query("Moscow", "Baku").')
    if query.departs is not None:
        return _departing(Solver.of(snapshot.on_day(query.departs), query, costs, engine_name))
    solver = Solver.of(snapshot, query, costs, engine_name)
    routes = _routes(solver)
    answer = _answer(solver, routes)
    if routes:
        return answer
    from corridors.routing.blocked import explained

    return explained(solver, answer)


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
        prices = pricing(snapshot, model, query.value_of_time)
        graph = state_graph(snapshot.network)
        return cls(snapshot, query, model, graph, prepare(snapshot, query), prices,
                   weigh(snapshot, model, query.by, query.value_of_time),
                   leg_counts(graph, prices), graph.keys, _engine_for(graph, engine_name))

    def best(self) -> Route | None:
        """Give the best route as things are, or None: over the kept graph where that will do."""
        if self.search.stages or self.query.counted or self.search.why_not or self.at_once:
            return self.route(self.search.carrying)
        laid = self.kept.layout(ends_of(self.graph, self.search))
        sources, targets = laid.ends
        path = read_path(laid.graph, laid.columns, self.kept.solved.near(sources, targets),
                         laid.ends, laid.moves)
        return None if path is None else self.made(laid, path)

    @property
    def kept(self) -> Kept:
        """The weighting of the whole state graph that the query asks of, kept for the next one."""
        return kept(self.snapshot, self.query, self.costs, self.search.mask, self.engine_name)

    def route(self, carrying: tuple[bool, ...]) -> Route | None:
        """Give the best route over the arcs that carry traffic, or None.

        Parameters
        ----------
        carrying
            Whether each arc carries traffic.
        """
        if self.search.why_not:
            return None
        if self.at_once:
            return self.made(None, None)
        laid = self.layout(carrying)
        path = self._path(laid)
        return None if path is None else self.made(laid, path)

    @property
    def at_once(self) -> bool:
        """Whether origin and destination are the same place, and nothing must be passed."""
        return self.search.origin_at == self.search.destination_at and not self.search.stages

    def layout(self, carrying: tuple[bool, ...]) -> Layout:
        """Lay out the arcs that the query allows and that carry traffic, ready for a search.

        Parameters
        ----------
        carrying
            Whether each arc carries traffic.
        """
        graph, *ends = layered(self.graph, self.search,
                               lambda place: carrying[place] and self.search.allowed[place])
        columns = ([self.weights[arc] for arc in graph.arc], [self.legs[arc] for arc in graph.arc],
                   [self.keys[arc] for arc in graph.arc])
        moves = moving_arcs(self.snapshot.network)
        return Layout(graph, columns, (ends[0], ends[1]), [moves[arc] for arc in graph.arc])

    def used(self, laid: Layout, what: str) -> list[int]:
        """Give what each arc of a layout takes of a criterion or uses up of a limit.

        Parameters
        ----------
        laid
            The layout.
        what
            One of :data:`~corridors.model.modes.BY`, in its smallest unit, ``borders``,
            ``gauge_breaks``, ``transfers``, or ``road_km``, in metres.
        """
        column = _column(self, what)
        return [column[arc] for arc in laid.graph.arc]

    def made(self, laid: Layout | None, path: Path | None) -> Route:
        """Make a route of a path through a layout; of neither, the one that stays where it is."""
        arcs = [] if laid is None or path is None else \
            [laid.graph.arc[place] for place in path.places]
        return route_of(self.graph, self.prices, arcs, self.search.origin_at,
                        tied=path is not None and path.tied)

    def _path(self, laid: Layout) -> Path | None:
        solved = engine(self.engine_name).prepare(laid.graph, laid.columns[0])
        path = read_path(laid.graph, laid.columns, solved.tree(*laid.ends), laid.ends,
                         laid.moves)
        if path is None or not self.query.counted:
            return path
        from corridors.routing.limited import path_within

        return path_within(self, laid, path)


def _engine_for(graph: StateGraph, name: str) -> str:
    """Give the engine of a question by name: the one chosen by size for ``auto``."""
    return choice.choose(len(graph.states), len(graph.arcs), 1) if name == "auto" else name


def solved_again(answer: Answer, costs: CostModel | None) -> Solver:
    """Make the query of an answer ready again, as a plain one, to find out more about it.

    Parameters
    ----------
    answer
        The answer.
    costs
        The cost model it was worked out with; the one that comes with the data if not given.

    Raises
    ------
    QueryError
        If it was another cost model.
    """
    plain = replace(answer.query, k=1, different=0, overlap=OVERLAP, detour=DETOUR, pareto=(),
                    simplest_within=None)
    solver = Solver.of(answer.snapshot, plain, costs)
    name, version = answer.stamp.cost_model.rsplit(" ", 1)
    if version != solver.costs.version:
        raise QueryError(Problem("Q27", "the answer was worked out with another cost model, "
                                        f'"{name}"', "Give that cost model as costs."))
    return solver


def _routes(solver: Solver) -> tuple[Route, ...]:
    """Give the routes of the kind that the question asks for, the best first."""
    query = solver.query
    if query.pareto:
        from corridors.routing.pareto import pareto_routes

        return pareto_routes(solver)
    if query.k > 1 or query.different:
        from corridors.routing.several import several_routes

        return several_routes(solver)
    if query.simplest_within is not None:
        from corridors.routing.simplest import simplest_route

        route = simplest_route(solver)
    else:
        route = solver.best()
    return () if route is None else (route,)


def _column(solver: Solver, what: str) -> Sequence[int]:
    """Give what each arc of the state graph takes of a criterion or uses up of a limit."""
    arcs, states = solver.graph.arcs, solver.graph.states
    if what == "road_km":
        metres = weigh(solver.snapshot, solver.costs, "distance")
        return [weight if states[arc.tail].mode == "road" and arc.kind == MOVE else 0
                for arc, weight in zip(arcs, metres, strict=True)]
    if what == "borders":
        return [arc.kind == MOVE and solver.prices.crosses_border(arc.record) for arc in arcs]
    if what in ("gauge_breaks", "transfers"):
        kind = GAUGE_BREAK if what == "gauge_breaks" else TRANSFER
        return [arc.kind == kind for arc in arcs]
    return weigh(solver.snapshot, solver.costs, what, solver.query.value_of_time)


def _departing(solver: Solver) -> Answer:
    from corridors.routing.seasonal import departed

    found = departed(solver)
    answer = _answer(replace(solver, snapshot=found.snapshot), found.routes)
    return replace(answer, journey=found.journey, blocked_by=found.blocked, reason=found.why,
                   blocked_complete=found.complete)


def _answer(solver: Solver, routes: tuple[Route, ...]) -> Answer:
    snapshot, search = solver.snapshot, solver.search
    nodes = snapshot.network.nodes
    ids = dict.fromkeys(node_id for route in routes for node_id in route.node_ids)
    stamp = Stamp(__version__, snapshot.network.version,
                  f"{solver.costs.name} {solver.costs.version}", snapshot.applied,
                  solver.engine_name, solver.costs.currency)
    return Answer(solver.query, search.origin, search.destination, snapshot.on,
                  snapshot.scenario, routes, stamp, snapshot,
                  nodes={node_id: nodes.records[nodes.index[node_id]] for node_id in ids},
                  payload_t=solver.prices.rates.rate("payload"))
