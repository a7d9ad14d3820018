"""Where many routes are equally good, one is given: by any engine, order of rows or worker."""

from __future__ import annotations

import random
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest
from toys import node, rail, small, way

from corridors.model.network import Network
from corridors.model.query import Query
from corridors.routing.solve import shortest_route

ENGINES = ("heapq", "scipy", "cch", "networkx")
SHUFFLES = 5
GRIDS = 25

Task = tuple[int, int, str]
Told = tuple[tuple[str, ...], int, bool]


def grid(seed: int, shuffle: int) -> Network:
    """A grid of 5 by 5 places, some links of it doubled or of no length, in some order of rows."""
    chance = random.Random(f"grid {seed}")
    side = 5
    ids = [[f"az-{x}{y}" for y in range(side)] for x in range(side)]
    nodes = [node(ids[x][y], 40 + x, 40 + y) for x in range(side) for y in range(side)]
    links = []
    for x in range(side):
        for y in range(side):
            for a, b in ((x + 1, y), (x, y + 1)):
                if a < side and b < side:
                    km = chance.choice((0, 1, 1, 1, 2))
                    for double in range(1 + (chance.random() < 0.3)):
                        name = f"link-{chance.randrange(10**6):06d}-{double}"
                        links.append(rail(ids[x][y], ids[a][b], km, link_id=name)
                                     if chance.random() < 0.7 else
                                     way(ids[x][y], ids[a][b], km, link_id=name))
    order = random.Random(f"rows {seed} {shuffle}")
    return small(order.sample(nodes, len(nodes)), order.sample(links, len(links)))


def told(task: Task) -> Told:
    """The links of the route across a grid, its length, and whether it is one of several."""
    seed, shuffle, engine = task
    best = shortest_route(grid(seed, shuffle).as_of(), Query("az-00", "az-44"),
                          engine_name=engine).best
    return ((), -1, False) if best is None else (best.link_ids, round(best.distance_km), best.tied)


def test_one_route_for_any_engine_and_order_of_rows() -> None:
    tied = 0
    for seed in range(GRIDS):
        answers = {told((seed, shuffle, engine)) for shuffle in range(SHUFFLES)
                   for engine in ENGINES}
        assert len(answers) == 1, seed
        tied += answers.pop()[2]
    assert tied > GRIDS / 2


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_one_route_for_any_number_of_workers(workers: int) -> None:
    tasks = [(seed, shuffle, engine) for seed in range(4) for shuffle in range(2)
             for engine in ENGINES]
    alone = [told(task) for task in tasks]
    with ThreadPoolExecutor(workers) as threads:
        assert list(threads.map(told, tasks)) == alone


def test_one_route_in_other_processes() -> None:
    tasks = [(seed, 0, engine) for seed in range(3) for engine in ENGINES]
    pool: Executor
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert list(pool.map(told, tasks)) == [told(task) for task in tasks]
