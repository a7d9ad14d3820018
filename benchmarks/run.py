"""Speed against peers, in one run on one machine: ours, theirs, and the ratio.

What is measured is the time of the processor, which others who use the machine hardly lengthen; a
benchmark that goes by the clock says so. Run ``python benchmarks/run.py``, or
``python benchmarks/run.py 2 3`` for some of them; it exits with 1 where a target is missed. What
each number means is in ``benchmarks/README.md``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from statistics import median
from time import perf_counter, process_time
from typing import Any

import networks
import numpy as np
import peers
import questions
from rows import Row, print_rows

from corridors import Topology, from_arrays


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Give the median time of the processor, and the last answer."""
    taken, answer = [], None
    for _ in range(times):
        start = process_time()
        answer = work()
        taken.append(process_time() - start)
    return median(taken), answer


def against(row: Row, task: str, agrees: Callable[[Any], bool], *, least: float | None,
            network: str = "world_railways") -> Row:
    """Let a peer do the same and compare answers; it does each task once in a run."""
    found = peers.ask(task, network)
    if not agrees(found.answer):
        raise SystemExit(f"{row.what}: {task} has another answer than corridors")
    return replace(row, peer=task, theirs=found.seconds, least=least, share=found.share)


@cache
def railways() -> Topology:
    """Give the railways, loaded once."""
    return networks.network("world_railways")


def fresh(network: Topology) -> Topology:
    """Give a network that nothing was asked of."""
    return from_arrays(network.tail, network.head, network.weights["distance"], lon=network.lon,
                       lat=network.lat, name=network.name)


def cold_matrix() -> Iterator[Row]:
    """Measure 1000 x 1000, with everything that has to be built."""
    net = railways()
    sources, targets = (questions.places(net.count, 1000, seed) for seed in (1, 2))
    taken, table = timed(lambda: fresh(net).matrix(sources, targets))
    costs = table.cost
    row = Row("1", "cold 1000 x 1000, build included", taken)
    yield against(row, "scipy cold", lambda total: total == costs[:50].sum(), least=5)
    yield against(row, "networkx cold", lambda total: total == costs[:3].sum(), least=50)
    yield against(row, "pyroutingkit cold", lambda total: total == costs.sum(), least=1 / 1.2)


def warm_matrix() -> Iterator[Row]:
    """Measure 100 x 100 on a topology that was asked before."""
    net = railways()
    sources, targets = (questions.places(net.count, 100, seed) for seed in (1, 2))
    net.matrix(sources, targets)
    taken, table = timed(lambda: net.matrix(sources, targets), 15)
    costs, row = table.cost, Row("2", "warm 100 x 100", taken)
    yield against(row, "scipy warm", lambda total: total == costs.sum(), least=300)
    yield against(row, "scgraph warm", lambda total: total == costs[:20].sum(), least=100)
    yield against(row, "pyroutingkit warm", lambda total: total == costs.sum(), least=1 / 1.5)


def scenario() -> Iterator[Row]:
    """Measure 50 links closed, 100 OD pairs asked, links opened again."""
    net = railways()
    asked = questions.pairs(net.count, 100)

    def work(lost: Any) -> list[int]:
        with net.closed(lost) as other:
            costs: list[int] = other.costs(asked).filled(-1).tolist()
        return costs

    work([])
    each = [timed(partial(work, lost)) for lost in questions.closures(len(net))]
    found = [costs for _, costs in each]
    row = Row("3", "close 50 links, 100 OD pairs, reopen", median(taken for taken, _ in each))
    yield against(row, "networkit closures", lambda costs: costs == found[0][:10], least=500)
    yield against(row, "routingkit-cch closures", lambda costs: costs == found, least=1 / 1.5)


def losses() -> Iterator[Row]:
    """Measure N-1 of every link for 200 OD pairs on railways, and highways."""
    net = railways()
    asked = questions.pairs(net.count, 200)
    plain, found = timed(lambda: fresh(net).removals(asked, engine="scipy"), 3)
    best, again = timed(lambda: fresh(net).removals(asked), 3)
    contracted, third = timed(lambda: net.removals(asked, engine="cch"))

    def agrees(rows: Any) -> bool:
        return all(found.after(pair, link) == (None if cost < 0 else cost)
                   for pair, link, cost in rows)

    if not all(np.array_equal(getattr(found, column), getattr(other, column))
               for other in (again, third) for column in ("pair", "link", "added", "cut")):
        raise SystemExit("N-1: engines have different answers")
    row = Row("4", "N-1, 200 OD pairs, every link, engine scipy", plain)
    yield replace(row, most=14)
    yield against(row, "scipy on-path", agrees, least=1_000)
    yield against(row, "networkx naive, large", agrees, least=None)
    row = Row("4", "N-1, 200 OD pairs, every link, engine auto", best)
    yield replace(row, most=1.4)
    yield against(row, "scipy on-path", agrees, least=10_000)
    yield Row("4", "the same by a contraction (engine cch)", contracted)
    roads = networks.network("world_highways")
    taken, _ = timed(lambda: roads.removals(questions.pairs(roads.count, 200)))
    yield Row("4", "the same on world highways, engine auto", taken, most=12)


def small_losses() -> Iterator[Row]:
    """Measure N-1 on a small network in the standard library."""
    tail, head, metres = questions.small_network()
    net = from_arrays(tail, head, metres, name="small")
    asked = questions.pairs(net.count, 200)
    taken, found = timed(lambda: net.removals(asked, engine="heapq"), 5)
    yield against(Row("5", "N-1 on 300/500, 200 OD pairs, engine heapq", taken), "networkx naive",
                  lambda rows: all(found.after(pair, link) == (None if cost < 0 else cost)
                                   for pair, link, cost in rows), least=50, network="small")


def memory() -> Iterator[Row]:
    """Measure what the railways take with geometry, in a process of their own."""
    railways()
    program = ("import json, sys; from time import perf_counter; "
               "from corridors import load_topology; start = perf_counter(); "
               "net = load_topology(sys.argv[1]); "
               "taken = perf_counter() - start; net.costs([(0, 1)] * 200); import resource; "
               "print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))")
    run = subprocess.run([sys.executable, "-c", program,
                          str(networks.CACHE / "world_railways.npz")],
                         check=True, capture_output=True, text=True)
    taken, kilobytes = json.loads(run.stdout)
    yield Row("7", "load world railways with geometry", taken, most=3)
    yield Row("7", "peak memory, loaded and asked by a contraction", kilobytes / 1e6, most=1.2,
              unit="GB")


def _rows_of(module: str) -> Callable[[], Iterator[Row]]:
    """Give the rows of a benchmark that can be run by itself; it is imported only then."""
    def rows() -> Iterator[Row]:
        yield from import_module(module).rows()

    return rows


BENCHMARKS: dict[str, Callable[[], Iterator[Row]]] = {
    "0": _rows_of("cold_start"), "1": cold_matrix, "2": warm_matrix, "3": scenario, "4": losses,
    "5": small_losses, "6": _rows_of("bundled"), "7": memory, "8": _rows_of("critical"),
    "9": _rows_of("montecarlo"), "10": _rows_of("sweep"), "11": _rows_of("assignment"),
    "12": _rows_of("pictures")}


def main() -> int:
    """Measure, print the table, and say by the exit code whether all targets are met."""
    wanted = sys.argv[1:] or list(BENCHMARKS)
    unknown = [number for number in wanted if number not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.",
              file=sys.stderr)
        return 2
    if set("12347").intersection(wanted):
        print(networks.ATTRIBUTION)
    start = perf_counter()
    code = print_rows(row for number in wanted for row in BENCHMARKS[number]())
    print(f"{perf_counter() - start:.0f} s in all{'; a target was missed' if code else ''}")
    return code


if __name__ == "__main__":
    sys.exit(main())
