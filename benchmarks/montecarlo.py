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
from time import process_time

import networkx as nx

import corridors as co
from corridors.routing.masks import carrying_arcs
from corridors.routing.states import state_graph
from corridors.routing.weights import weigh

DRAWS, SAMPLED, ODS, WANTED = 10_000, 6, 20, 20.0


def main() -> int:
    """Measure, print the table, and say by the exit code whether all targets are met."""
    today = co.load().as_of()
    cities = [node.node_id for node in today.network.nodes.records if node.node_type == "city"]
    chance, queries = random.Random(7), list[co.Query]()
    while len(queries) < ODS:
        query = co.Query(*chance.sample(cities, 2), by="time")
        if co.shortest_route(today, query).best is not None:
            queries.append(query)
    start = process_time()
    found = co.montecarlo(today, queries, draws=DRAWS)
    ours = process_time() - start
    doing, searching = _peer(found, [DRAWS * at // SAMPLED for at in range(SAMPLED)])
    print(f"{DRAWS:,} draws x {ODS} OD pairs, {len(found.inputs):,} figures drawn: {ours:.1f} s "
          f"({1e6 * ours / DRAWS / ODS:.0f} us for a draw and pair)")
    met = True
    for what, seconds in (("networkx, drawing and weighing too", doing),
                          ("networkx, searches alone", searching)):
        ratio = seconds * DRAWS / SAMPLED / ours
        met = met and ratio >= WANTED
        print(f"{what:36} {seconds * DRAWS / SAMPLED:9.0f} s *   {ratio:6.0f} times ours   "
              f"wanted {WANTED:.0f}{'' if ratio >= WANTED else '  MISSED'}")
    print(f"* {SAMPLED} draws, scaled; the totals are equal")
    return 0 if met else 1


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
    sys.exit(main())
