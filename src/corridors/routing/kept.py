"""The state graph with one set of weights, kept: questions then differ in their ends alone.

The topology is laid out once per network. A weighting of it belongs to a snapshot, a criterion and
what the question allows: arcs that may not be used are closed, not taken out. So a question to a
network that was asked before costs a search, and a scenario costs an array.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.canonical import Columns
from corridors.routing.engines import CLOSED, Graph, Weighted, engine
from corridors.routing.layout import Layout
from corridors.routing.legs import leg_counts
from corridors.routing.masks import Mask, carrying_arcs, keep, mask_words, served_states
from corridors.routing.pricing import pricing
from corridors.routing.states import ACCESS, MOVE, StateGraph, state_graph
from corridors.routing.weights import weigh

__all__ = ["Kept", "kept", "kept_graph", "moving_arcs", "open_weights"]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A weighting of the state graph, ready to be asked.

    Parameters
    ----------
    graph
        All states and arcs; the position of an arc is that in the state graph.
    columns
        Weight, number of legs and tie key of each arc.
    solved
        The engine that holds them.
    moves
        Whether each arc is a move along a link.
    """

    graph: Graph
    columns: Columns = field(repr=False)
    solved: Weighted = field(repr=False)
    moves: Sequence[bool] = field(repr=False)

    def layout(self, ends: tuple[Sequence[int], Sequence[int]]) -> Layout:
        """Give what a search between these states needs.

        Parameters
        ----------
        ends
            States of the origin, and of the destination.
        """
        return Layout(self.graph, self.columns, ends, self.moves)


def kept_graph(network: Network) -> Graph:
    """Give the state graph laid out for engines, made the first time it is asked for.

    Parameters
    ----------
    network
        The network.
    """
    if "kept_graph" not in network.memo:
        graph = state_graph(network)
        count = len(graph.states)
        first = [0] * (count + 1)
        for arc in graph.arcs:
            first[arc.tail + 1] += 1
        for state in range(count):
            first[state + 1] += first[state]
        network.memo["kept_graph"] = Graph(first, [arc.head for arc in graph.arcs],
                                           range(len(graph.arcs)))
    made: Graph = network.memo["kept_graph"]
    return made


def moving_arcs(network: Network) -> Sequence[bool]:
    """Say of each arc whether it is a move along a link.

    Parameters
    ----------
    network
        The network.
    """
    if "moving arcs" not in network.memo:
        network.memo["moving arcs"] = [arc.kind == MOVE for arc in state_graph(network).arcs]
    made: Sequence[bool] = network.memo["moving arcs"]
    return made


def open_weights(graph: StateGraph, weights: Sequence[int], usable: list[bool]) -> list[int]:
    """Close the arcs that may not be used.

    Parameters
    ----------
    graph
        The state graph.
    weights
        One per arc.
    usable
        Whether each arc may be used. A mode that does not run is no way to begin or end: doors
        to states that no usable move touches are closed, too.

    Returns
    -------
    weights
        The same, with :data:`~corridors.routing.engines.CLOSED` where nothing may pass.
    """
    served = served_states(graph, usable)
    return [weight if ok and (arc.kind != ACCESS
                              or (arc.head if arc.forward else arc.tail) in served) else CLOSED
            for arc, weight, ok in zip(graph.arcs, weights, usable, strict=True)]


def kept(snapshot: Snapshot, query: Query, costs: CostModel, mask: Mask,
         engine_name: str) -> Kept:
    """Give the weighting that a question asks of, made the first time it is asked for.

    Parameters
    ----------
    snapshot
        The network on a day.
    query
        The question; its places do not matter.
    costs
        The cost model.
    mask
        What the question allows.
    engine_name
        Which engine is to hold it.

    Returns
    -------
    kept
        The same object for every question that differs only in its places, as long as it is
        among the last :data:`~corridors.routing.masks.MOST` that were made.
    """
    key = (costs.version, query.by, query.value_of_time, mask_words(query), engine_name)
    held: dict[object, Kept] = snapshot.memo.setdefault("kept", {})
    made = held.get(key)
    if made is None:
        graph = state_graph(snapshot.network)
        weights = weigh(snapshot, costs, query.by, query.value_of_time)
        usable = [ok and carries for ok, carries in
                  zip(mask.allowed, carrying_arcs(snapshot), strict=True)]
        opened = open_weights(graph, weights, usable)
        laid = kept_graph(snapshot.network)
        prices = pricing(snapshot, costs, query.value_of_time)
        made = Kept(laid, (opened, leg_counts(graph, prices), graph.keys),
                    engine(engine_name).prepare(laid, opened), moving_arcs(snapshot.network))
        keep(held, key, made)
    return made
