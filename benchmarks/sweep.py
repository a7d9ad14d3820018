"""Sweeps of the bundled network: against a loop over networkx, and one worker of Dask against two.

Ours is everything: cases made, routes found and read, parts written, results put together. The loop
sets the weights that a case changes in the graph of networkx, asks 20 OD pairs for the least total,
and sets them back; it is sampled and scaled. Both are timed by the clock, ours with one process.

Run ``python benchmarks/sweep.py``; it exits with 1 where a target is missed.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

import networkx as nx
from bundled import ODS, doors_of, networkx_graph
from rows import Row, print_rows

import corridors as co
from corridors.analysis.sweep import SweepPlan
from corridors.routing.weights import weigh

STEPS, SAMPLED = 100, 10
LONG = 160
"""Values of each of two axes: 10,000 cases; and of one where a minute is wanted."""

WAIT = co.Parameter.parse("dwell_h of border:az-ir-astara")
LENGTH = co.Parameter.parse("x length_km of country:KZ")


def rows() -> Iterator[Row]:
    """Measure sweeps by processes, and by a cluster."""
    yield from against_networkx()
    yield by_dask()


def scenario(waits: int, factors: int) -> co.Scenario:
    """Give a sweep of 20 OD pairs by time, between towns."""
    chance = random.Random(7)
    towns = [node.node_id for node in co.load().nodes.records if node.node_type == "city"]
    drawn = [chance.sample(towns, 2) for _ in range(ODS)]
    queries = tuple(co.Query(origin, destination, "time") for origin, destination in drawn)
    return co.Scenario("bench", "Benchmark", (), queries, axes=(
        co.Axis("wait", (WAIT,), tuple((float(hours),) for hours in range(waits))),
        co.Axis("km", (LENGTH,), tuple((0.8 + 0.4 * step / factors,) for step in range(factors)))))


def against_networkx() -> Iterator[Row]:
    """Measure 10,000 cases, by one process and by one for each core."""
    asked = scenario(STEPS, STEPS)
    cases = STEPS * STEPS
    peer = _loop(asked) * cases / SAMPLED
    for workers in sorted({1, len(os.sched_getaffinity(0))}):
        with tempfile.TemporaryDirectory() as folder:
            taken = _timed(partial(co.run_sweep, asked, f"{folder}/out", workers=workers))
        said = f"{cases:,} cases x {ODS} OD pairs, {workers} process{'es' * (workers > 1)}"
        yield Row("10", said, taken, "networkx", peer, 20.0, share=SAMPLED / cases)


def by_dask() -> Row:
    """Measure the same sweep by a cluster of one worker and of two, which must agree."""
    asked = scenario(LONG, STEPS)
    taken, found, used = [], [], []
    for workers in (1, 2):
        before = os.times()
        with tempfile.TemporaryDirectory() as folder, _cluster(Path(folder), workers) as address:
            # Workers that are there have read the network already, as on a cluster that is used.
            co.run_sweep(scenario(2, STEPS), f"{folder}/warm", scheduler=address)
            seconds = _timed(partial(co.run_sweep, asked, f"{folder}/out", scheduler=address))
            taken.append(seconds)
            found.append(Path(folder, "out", "results.parquet").read_bytes())
        after = os.times()  # the processes of the cluster have ended, so theirs is counted
        used.append(after.children_user + after.children_system
                    - before.children_user - before.children_system)
    if found[0] != found[1]:
        raise SystemExit("Dask: one worker and two have different results")
    return Row("10", f"{LONG * STEPS:,} cases x {ODS} OD pairs, two workers of Dask", taken[1],
               "one worker", taken[0], 1.7,
               note=f"{used[1]:.0f} s of the processor in all against {used[0]:.0f}")


def _loop(asked: co.Scenario) -> float:
    """Time the loop over some cases of the sweep, and see that answers agree."""
    plan = SweepPlan.of(asked, co.load())
    today = plan.snapshot(0)
    usual = weigh(today.network.as_of(today.on), plan.costs, "time")
    graph = networkx_graph(today.network.as_of(today.on), "time")
    ends = [doors_of(today, query.origin, query.destination) for query in plan.scenario.queries]
    places = {key: (tail, head) for tail, head, key in graph.edges(keys=True)}
    chosen = random.Random(1).sample(range(len(plan.cases)), SAMPLED)
    ours = plan.solve(chosen).rows
    changes = []
    for case in chosen:
        weights = weigh(plan.snapshot(case), plan.costs, "time")
        changes.append({arc: new for arc, (new, old) in enumerate(zip(weights, usual, strict=True))
                        if new != old and arc in places})
    start = perf_counter()
    theirs = [_case(graph, places, usual, change, ends) for change in changes]
    seconds = perf_counter() - start
    if [row.total for row in ours] != [total for totals in theirs for total in totals]:
        raise SystemExit("a sweep and networkx have different answers")
    return seconds


def _case(graph: nx.MultiDiGraph, places: dict[int, tuple[int, int]], usual: Sequence[int],
          change: dict[int, int], ends: Sequence[tuple[int, int]]) -> list[int | None]:
    for arc, weight in change.items():
        tail, head = places[arc]
        graph[tail][head][arc]["weight"] = weight
    found: list[int | None] = []
    for origin, destination in ends:
        try:
            found.append(int(nx.dijkstra_path_length(graph, origin, destination)))
        except nx.NetworkXNoPath:
            found.append(None)
    for arc in change:
        tail, head = places[arc]
        graph[tail][head][arc]["weight"] = usual[arc]
    return found


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a scheduler and workers on this machine, and end them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    where = ("--host", "127.0.0.1")
    commands: list[tuple[str, ...]] = [("scheduler", *where, "--port", port, "--no-dashboard")]
    commands += [("worker", address, *where, "--nthreads", "1", "--no-dashboard", "--no-nanny")
                 for _ in range(workers)]
    started = []
    try:
        for words in commands:
            # A session of its own, as on a cluster: Linux shares its time out by session.
            started.append(subprocess.Popen([sys.executable, "-m", "dask", *words], cwd=folder,
                                            stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL,
                                            start_new_session=True))
        _wait_for(address, workers)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in reversed(started):
            try:
                process.wait(timeout=3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    for _ in range(100):
        try:
            with Client(address, timeout="2s", set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=60)
                return
        except OSError:
            sleep(0.2)
    raise SystemExit("the scheduler does not answer")


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
