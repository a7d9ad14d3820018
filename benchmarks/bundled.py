"""The bundled network against networkx, in one run and with the same answers.

A warm route call is everything a user gets: places looked up, the state graph searched, the
canonical route read, its legs made. The peer is the bare search of the same state graph, with the
same weights, by ``networkx.dijkstra_path``. The variants close five links each; the peer takes
their arcs out, asks 20 OD pairs with ``networkx.dijkstra_path_length``, and puts them back.

Run ``python benchmarks/bundled.py``; it exits with 1 where a target is missed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import perf_counter

import networkx as nx
from rows import Row, print_rows

import corridors as co
from corridors.routing.engines.choice import installed
from corridors.routing.masks import carrying_arcs
from corridors.routing.states import state_graph
from corridors.routing.variants import variant_totals
from corridors.routing.weights import arcs_of_links, weigh

PAIRS = (("Saint Petersburg", "Bandar Abbas"), ("Moscow", "Mersin"), ("Almaty", "Istanbul"),
         ("Helsinki", "Mumbai"), ("Altynkol", "Poti"), ("Baku", "Tbilisi"))
VARIANTS, SAMPLED, CLOSED, ODS = 1_000, 20, 5, 20


def rows() -> Iterator[Row]:
    """Measure warm routes and variants, with every engine that is installed."""
    today = co.load().as_of()
    for engine, wanted in (("heapq", 3.0), ("cch", 10.0)):
        if engine == "heapq" or installed(engine):
            yield _routes(today, engine, wanted)
    for engine in ("scipy", "cch"):
        if engine == "scipy" or installed(engine):
            yield _variants(today, engine)


def _routes(today: co.Snapshot, engine: str, wanted: float) -> Row:
    """Time a warm route, the median over pairs and criteria of the best of several calls."""
    ours, peers = [], []
    for by in ("distance", "time"):
        graph = networkx_graph(today, by)
        for origin, destination in PAIRS:
            query = co.Query(origin, destination, by)
            doors = doors_of(today, origin, destination)
            answer = co.shortest_route(today, query, engine_name=engine)
            assert answer.best is not None
            assert answer.best.total(by).value == nx.dijkstra_path_length(graph, *doors)
            mine, theirs = _interleaved(
                partial(co.shortest_route, today, query, engine_name=engine),
                partial(nx.dijkstra_path, graph, *doors))
            ours.append(mine)
            peers.append(theirs)
    return Row("6", f"warm route, bundled network, engine {engine}", median(ours), "networkx",
               median(peers), wanted)


def _variants(today: co.Snapshot, engine: str) -> Row:
    """Time variants that close links, apply and all; the peer is sampled and scaled."""
    chance = random.Random(7)
    network = today.network
    places = [node.node_id for node in network.nodes.records if node.node_type == "city"]
    queries = [co.Query(origin, destination, "time") for origin, destination in
               (chance.sample(places, 2) for _ in range(ODS))]
    closed = [chance.sample(network.links.link_id, CLOSED) for _ in range(VARIANTS)]
    changes = [[co.Change(tuple(f"link:{link}" for link in links), "close")] for links in closed]
    list(variant_totals(today, [today], queries, engine_name=engine))
    start = perf_counter()
    found = list(variant_totals(today, (today.apply(change) for change in changes), queries,
                                engine_name=engine))
    ours = perf_counter() - start
    graph = networkx_graph(today, "time")
    doors = [doors_of(today, query.origin, query.destination) for query in queries]
    start = perf_counter()
    peer_rows = [totals_without(graph, today, links, doors) for links in closed[:SAMPLED]]
    peer = (perf_counter() - start) * VARIANTS / SAMPLED
    assert found[:SAMPLED] == peer_rows
    return Row("6", f"{VARIANTS:,} variants x {ODS} OD pairs, engine {engine}", ours, "networkx",
               peer, 20.0, share=SAMPLED / VARIANTS)


def totals_without(graph: nx.MultiDiGraph, today: co.Snapshot, links: list[str],
                   doors: list[tuple[int, int]]) -> tuple[int | None, ...]:
    """Ask OD pairs of the peer with the arcs of some links taken out, and put them back."""
    of_links, index = arcs_of_links(today.network), today.network.links.index
    arcs = state_graph(today.network).arcs
    taken = []
    for link in links:
        for place in of_links[index[link]]:
            tail, head = arcs[place].tail, arcs[place].head
            if graph.has_edge(tail, head, place):
                taken.append((tail, head, place, graph[tail][head][place]["weight"]))
    graph.remove_edges_from([row[:3] for row in taken])
    found: list[int | None] = []
    for origin, destination in doors:
        try:
            found.append(int(nx.dijkstra_path_length(graph, origin, destination)))
        except nx.NetworkXNoPath:
            found.append(None)
    for tail, head, place, weight in taken:
        graph.add_edge(tail, head, key=place, weight=weight)
    return tuple(found)


def networkx_graph(today: co.Snapshot, by: str) -> nx.MultiDiGraph:
    """Give the state graph of what carries traffic, doors included."""
    arcs, costs = state_graph(today.network).arcs, today.network.costs
    assert costs is not None
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(len(state_graph(today.network).states)))
    for place, (arc, weight, carries) in enumerate(
            zip(arcs, weigh(today, costs, by), carrying_arcs(today), strict=True)):
        if carries:
            graph.add_edge(arc.tail, arc.head, key=place, weight=weight)
    return graph


def doors_of(today: co.Snapshot, origin: str, destination: str) -> tuple[int, int]:
    """Give the doors where a route between two places begins and ends."""
    network = today.network
    doors = state_graph(network).doors
    first, last = (network.nodes.index[network.place(name).node_id]
                   for name in (origin, destination))
    return doors[first][0], doors[last][1]


def _interleaved(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 9
                 ) -> tuple[float, float]:
    """Time both in turn, some calls at a time, and take the best: what else runs only ever adds."""
    taken = [(_seconds(ours), _seconds(peer)) for _ in range(rounds)]
    return min(row[0] for row in taken), min(row[1] for row in taken)


def _seconds(call: Callable[[], object], calls: int = 10) -> float:
    """Give the seconds that one of several calls in a row takes."""
    start = perf_counter()
    for _ in range(calls):
        call()
    return (perf_counter() - start) / calls


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
