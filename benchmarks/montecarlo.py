"""10,000 draws of the bundled network for 20 OD pairs, against a loop over draws with networkx.

Ours is all that :func:`corridors.montecarlo` does: every figure with a range is drawn, the best
routes of every draw are found, hours and USD are added up, and what matters most is worked out. The
peer draws the same figures, weighs the state graph anew and asks 20 OD pairs with
``networkx.dijkstra_path_length``; it is sampled, its totals must equal ours, and it is scaled. Of
the second line the peer is its searches alone, as if drawing and weighing took no time.

Run ``python benchmarks/montecarlo.py``; it exits with 1 where a target is missed. Seconds are those
of the processor.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from time import process_time

import networkx as nx
from rows import Row, print_rows

import corridors as co
from corridors.routing.masks import carrying_arcs
from corridors.routing.states import state_graph
from corridors.routing.weights import weigh

DRAWS, SAMPLED, ODS, WANTED = 10_000, 6, 20, 20.0


def rows() -> Iterator[Row]:
    """Measure the draws, and the loop twice: all of it, and its searches alone."""
    today = co.load().as_of()
    queries = _queries(today)
    start = process_time()
    found = co.montecarlo(today, queries, draws=DRAWS)
    ours = process_time() - start
    doing, searching = _peer(found, [DRAWS * at // SAMPLED for at in range(SAMPLED)])
    row = Row("9", f"{DRAWS:,} draws x {ODS} OD pairs", ours, least=WANTED,
              share=SAMPLED / DRAWS, note=f"{len(found.inputs):,} figures drawn")
    yield replace(row, peer="networkx, drawing and weighing too", theirs=doing * DRAWS / SAMPLED)
    yield replace(row, peer="networkx, searches alone", theirs=searching * DRAWS / SAMPLED)


def _queries(today: co.Snapshot) -> list[co.Query]:
    """Give pairs of towns between which there is a route."""
    cities = [node.node_id for node in today.network.nodes.records if node.node_type == "city"]
    chance, queries = random.Random(7), list[co.Query]()
    while len(queries) < ODS:
        origin, destination = chance.sample(cities, 2)
        query = co.Query(origin, destination, "time")
        if co.shortest_route(today, query).best is not None:
            queries.append(query)
    return queries


def _peer(found: co.MonteCarlo, draws: list[int]) -> tuple[float, float]:
    """Ask some draws one by one; give the seconds of all of it, and of the searches."""
    begun, searching = process_time(), 0.0
    for draw in draws:
        today, costs = found.world(0, draw)
        graph = nx.MultiDiGraph()
        for place, (arc, weight, carries) in enumerate(zip(
                state_graph(today.network).arcs, weigh(today, costs, "time"),
                carrying_arcs(today), strict=True)):
            if carries:
                graph.add_edge(arc.tail, arc.head, key=place, weight=weight)
        index, doors = today.network.nodes.index, state_graph(today.network).doors
        start = process_time()
        totals = [nx.dijkstra_path_length(
            graph, doors[index[one.origin.node_id]][0], doors[index[one.destination.node_id]][1])
            for one in found.outcomes[0]]
        searching += process_time() - start
        assert totals == [int(one.totals["time"][draw]) for one in found.outcomes[0]]
    return process_time() - begun, searching


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
