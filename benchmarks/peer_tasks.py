"""What the peers do, each with its own means. Run by :mod:`peers` in their environment.

A task prints one line of JSON: seconds, scaled to the whole task where only a part was done; the
answer for the part that was done, which is compared with ours; and that part as a share.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from statistics import median
from time import process_time
from typing import Any, NamedTuple

import numpy as np
import questions

INFINITE = 2**31 - 1


class Net(NamedTuple):
    """Columns of a network, and both directions of its links."""

    nodes: int
    tail: Any
    head: Any
    metres: Any
    lon: Any
    lat: Any

    @property
    def arcs(self) -> tuple[Any, Any, Any]:
        """Tail, head and weight of both directions, first all forward."""
        return (np.concatenate([self.tail, self.head]), np.concatenate([self.head, self.tail]),
                np.concatenate([self.metres, self.metres]))


Result = tuple[float, Any, float]


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Give the median time of the processor, and the last answer."""
    taken, answer = [], None
    for _ in range(times):
        start = process_time()
        answer = work()
        taken.append(process_time() - start)
    return median(taken), answer


# Matrices

def scipy_matrix(net: Net, size: int, sample: int) -> Result:
    """Search from some sources and scale; the answer is the sum over their rows."""
    sources, targets = questions.places(net.nodes, size, 1), questions.places(net.nodes, size, 2)
    sparse, csgraph = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")

    def build() -> Any:
        tail, head, weight = net.arcs
        return sparse.csr_array((weight.astype(float), (tail, head)), shape=(net.nodes, net.nodes))

    built, matrix = timed(build)
    taken, found = timed(
        lambda: csgraph.dijkstra(matrix, indices=sources[:sample])[:, targets])
    return built + taken * size / sample, int(found.sum()), sample / size


def networkx_matrix(net: Net, size: int, sample: int) -> Result:
    """Search from some sources and scale."""
    sources, targets = questions.places(net.nodes, size, 1), questions.places(net.nodes, size, 2)
    built, graph = timed(lambda: networkx_graph(net))
    nx = import_module("networkx")

    def search() -> int:
        return sum(int(found[target]) for found in (
            nx.single_source_dijkstra_path_length(graph, int(source))
            for source in sources[:sample]) for target in targets)

    taken, found = timed(search)
    return built + taken * size / sample, found, sample / size


def pyroutingkit_cold(net: Net) -> Result:
    """Contract and fill 1000 x 1000."""
    sources, targets = questions.places(net.nodes, 1000, 1), questions.places(net.nodes, 1000, 2)
    taken, found = timed(lambda: contracted(net).distances_many_to_many(
        sources.astype(np.uint32), targets.astype(np.uint32)))
    return taken, int(found.sum(dtype=np.int64)), 1.0


def pyroutingkit_warm(net: Net) -> Result:
    """Fill 100 x 100."""
    sources, targets = (questions.places(net.nodes, 100, seed).astype(np.uint32)
                        for seed in (1, 2))
    metric = contracted(net)
    taken, found = timed(lambda: metric.distances_many_to_many(sources, targets), 15)
    return taken, int(found.sum(dtype=np.int64)), 1.0


def scgraph_ch(net: Net) -> Result:
    """Ask a contraction hierarchy for every pair of 20 x 100, and scale."""
    graph: list[dict[int, float]] = [{} for _ in range(net.nodes)]
    for tail, head, metres in zip(*(column.tolist() for column in net.arcs), strict=True):
        graph[tail][head] = min(metres, graph[tail].get(head, metres))
    scgraph = import_module("scgraph")
    made = scgraph.Graph(graph)
    made.create_contraction_hierarchy()
    sources, targets = (questions.places(net.nodes, 100, seed).tolist() for seed in (1, 2))
    taken, found = timed(lambda: sum(
        int(made.contraction_hierarchy(source, target, length_only=True)["length"])
        for source in sources[:20] for target in targets))
    return taken * 5, found, 0.2


# Scenarios

def networkit_closures(net: Net) -> Result:
    """Remove the links of the first scenario, search for 10 of 100 pairs, put them back."""
    nk = import_module("networkit")
    graph = nk.Graph(net.nodes, weighted=True)
    for tail, head, metres in zip(net.tail.tolist(), net.head.tolist(), net.metres.tolist(),
                                  strict=True):
        graph.addEdge(tail, head, metres)
    lost = questions.closures(len(net.tail))[0].tolist()
    asked = questions.pairs(net.nodes, 100).tolist()

    def change(close: bool) -> None:
        for link in lost:
            ends = int(net.tail[link]), int(net.head[link])
            if close:
                graph.removeEdge(*ends)
            else:
                graph.addEdge(*ends, float(net.metres[link]))

    def search() -> list[int]:
        found = []
        for origin, destination in asked[:10]:
            run = nk.distance.BidirectionalDijkstra(graph, origin, destination, True)
            run.run()
            length = run.getDistance()
            found.append(int(length) if length < 1e300 else -1)
        return found

    closing, _ = timed(lambda: change(close=True))
    taken, found = timed(search)
    opening, _ = timed(lambda: change(close=False))
    return closing + taken * 10 + opening, found, 0.1


def routingkit_closures(net: Net) -> Result:
    """Close 50 links, ask 100 pairs, open them again, for every scenario."""
    rk = import_module("routingkit_cch")
    tail, head, weight = (column.tolist() for column in net.arcs)
    order = rk.compute_order_inertial(net.nodes, tail, head, net.lat.tolist(), net.lon.tolist())
    cch = rk.CCH(order, tail, head, False)
    metric, updater = rk.CCHMetric(cch, weight), rk.CCHMetricPartialUpdater(cch)
    links = len(net.tail)
    scenarios = [[arc for link in lost.tolist() for arc in (link, link + links)]
                 for lost in questions.closures(links)]
    asked = questions.pairs(net.nodes, 100).tolist()

    def scenario(lost: list[int]) -> list[int]:
        opened = {arc: weight[arc] for arc in lost}
        updater.apply(metric, dict.fromkeys(lost, INFINITE))
        query = rk.CCHQuery(metric)
        found = [query.run(origin, destination).distance for origin, destination in asked]
        del query
        updater.apply(metric, opened)
        return [-1 if length is None else length for length in found]

    each = [timed(partial(scenario, lost)) for lost in scenarios]
    return median(taken for taken, _ in each), [found for _, found in each], 1.0


# N-1

def scipy_on_path(net: Net) -> Result:
    """Take links of routes away one by one; 60 of them, scaled to all links of 200 routes."""
    sparse, csgraph = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")
    tail, head, weight = net.arcs
    matrix = sparse.csr_array((weight.astype(float), (tail, head)), shape=(net.nodes, net.nodes))
    asked = questions.pairs(net.nodes, 200).tolist()
    link_of = {frozenset(ends): link for link, ends in
               enumerate(zip(net.tail.tolist(), net.head.tolist(), strict=True))}
    routes, build = [], 0.0
    for origin, destination in asked:
        taken, (_, before) = timed(partial(csgraph.dijkstra, matrix, indices=origin,
                                           return_predecessors=True))
        build += taken
        node, route = destination, []
        while before[node] >= 0:
            route.append((int(before[node]), node))
            node = int(before[node])
        routes.append(route)
    chosen = [(pair, route[len(route) * part // 20]) for pair, route in enumerate(routes[:3])
              for part in range(20) if route]

    def without(pair: int, ends: tuple[int, int]) -> int:
        spots = [place for one, other in (ends, ends[::-1])
                 for place in range(matrix.indptr[one], matrix.indptr[one + 1])
                 if matrix.indices[place] == other]
        kept = matrix.data[spots].copy()
        matrix.data[spots] = np.inf
        length = csgraph.dijkstra(matrix, indices=asked[pair][0])[asked[pair][1]]
        matrix.data[spots] = kept
        return -1 if np.isinf(length) else int(length)

    taken, found = timed(lambda: [(pair, link_of[frozenset(ends)], without(pair, ends))
                                  for pair, ends in chosen])
    total = sum(map(len, routes))
    return build + taken / len(chosen) * total, found, len(chosen) / total


def networkx_naive_large(net: Net) -> Result:
    """Take any link away: 6 of all links times 200 pairs, scaled."""
    return _naive(net, questions.pairs(net.nodes, 200).tolist(), [(0, 17), (1, 170), (2, 1700)])


def networkx_naive(net: Net) -> Result:
    """Take every 20th link of the small network away, for all pairs, and scale."""
    asked = questions.pairs(net.nodes, 200).tolist()
    return _naive(net, asked, [(pair, link) for link in range(0, len(net.tail), 20)
                               for pair in range(len(asked))])


def _naive(net: Net, asked: list[list[int]], chosen: list[tuple[int, int]]) -> Result:
    nx, graph = import_module("networkx"), networkx_graph(net)

    def without(pair: int, link: int) -> int:
        ends = int(net.tail[link]), int(net.head[link])
        graph.remove_edge(*ends)
        try:
            length = int(nx.bidirectional_dijkstra(graph, *asked[pair])[0])
        except nx.NetworkXNoPath:
            length = -1
        graph.add_edge(*ends, weight=int(net.metres[link]))
        return length

    taken, found = timed(lambda: [(pair, link, without(pair, link)) for pair, link in chosen])
    total = len(net.tail) * len(asked)
    return taken * total / len(chosen), found, len(chosen) / total


def networkx_graph(net: Net) -> Any:
    """Build a networkx graph."""
    graph = import_module("networkx").Graph()
    graph.add_nodes_from(range(net.nodes))
    graph.add_weighted_edges_from(zip(net.tail.tolist(), net.head.tolist(), net.metres.tolist(),
                                      strict=True))
    return graph


def contracted(net: Net) -> Any:
    """Build and customise a contraction with pyroutingkit."""
    kit = import_module("pyroutingkit")
    topology = kit.CCHTopology()
    tail, head, weight = (column.astype(np.uint32) for column in net.arcs)
    topology.build(tail, head, net.lat.astype(np.float32), net.lon.astype(np.float32), net.nodes)
    metric = kit.CCHMetric(topology)
    metric.customize(weight)
    return metric


TASKS: dict[str, Callable[[Net], Result]] = {
    "scipy cold": lambda net: scipy_matrix(net, 1000, 50),
    "scipy warm": lambda net: scipy_matrix(net, 100, 100),
    "networkx cold": lambda net: networkx_matrix(net, 1000, 3),
    "pyroutingkit cold": pyroutingkit_cold, "pyroutingkit warm": pyroutingkit_warm,
    "scgraph warm": scgraph_ch, "networkit closures": networkit_closures,
    "routingkit-cch closures": routingkit_closures, "scipy on-path": scipy_on_path,
    "networkx naive, large": networkx_naive_large, "networkx naive": networkx_naive,
}


def load(path: str) -> Net:
    """Read the columns of a network, or make the small one."""
    if path.endswith("small.npz"):
        tail, head, metres = questions.small_network()
        return Net(questions.SMALL[0], tail, head, metres, None, None)
    with np.load(path, allow_pickle=False) as held:
        return Net(len(held["lon"]), held["tail"], held["head"], held["weight_0"], held["lon"],
                   held["lat"])


def main() -> int:
    """Do one task and print what was measured."""
    seconds, answer, share = TASKS[sys.argv[1]](load(sys.argv[2]))
    print(json.dumps({"seconds": seconds, "answer": answer, "share": share}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
