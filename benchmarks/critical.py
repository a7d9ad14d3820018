"""What hurts when it closes, on the bundled network, against a loop over networkx.

The peer does what a planner writes first: it takes the arcs of each link (border, node, country)
out of the state graph, asks all OD pairs with ``networkx.dijkstra_path_length``, and puts them
back. It is sampled and scaled; what was sampled must agree to the last digit. Seconds are
those of the processor; those of the clock, which a planner waits, stand beside them.

Run ``python benchmarks/critical.py``; it exits with 1 where a target is missed. With ``--four`` the
worst four closures are looked for as well.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

import networkx as nx
from bundled import doors_of, networkx_graph, totals_without
from rows import Row, print_rows

import corridors as co
from corridors.model.closable import KINDS, Closable, closables

T = TypeVar("T")
SAMPLED, TIMES, BY = 25, 5, ("distance", "time")
WITHIN_S = {"single": 0.5, "double": 60.0, "three": 60.0}
RATIO = 100.0


def rows(most: int = 3) -> Iterator[Row]:
    """Measure N-1, N-2, the worst few, and the closures between regions."""
    today = co.load().as_of()
    for by in BY:
        pairs = co.default_pairs(today.network, co.Query("", "", by))
        yield from single_losses(today, pairs)
        yield double_losses(today, pairs)
        for count in range(2, most + 1):
            yield worst_few(today, pairs, count)
    yield separation(today)


def single_losses(today: co.Snapshot, pairs: co.Pairs) -> Iterator[Row]:
    """Time the loss of every link, border, node and country; the peer is sampled and scaled."""
    lost = co.critical(today, pairs)
    each = [_timed(lambda: co.critical(today, pairs)) for _ in range(TIMES)]
    ours, waited = median(row[0] for row in each), median(row[1] for row in each)
    things = closables(today, KINDS)
    sample = random.Random(11).sample(things, SAMPLED)
    graph = networkx_graph(today, lost.by)
    start = process_time()
    found = [_lost(graph, today, pairs, thing) for thing in sample]
    peer = (process_time() - start) * len(things) / SAMPLED
    for thing, totals in zip(sample, found, strict=True):
        loss = lost.loss(thing.kind, thing.key)
        told = {} if loss is None else {felt.pair: felt.after for felt in loss.pairs}
        assert totals == tuple(told.get(pair, before) for pair, before in enumerate(lost.base))
    row = Row("8", f"N-1 of {len(things):,} things, {len(pairs)} OD pairs, by {lost.by}", ours,
              note=f"{waited:.2f} s by the clock")
    yield replace(row, most=WITHIN_S["single"])
    yield replace(row, peer="networkx naive", theirs=peer, least=RATIO,
                  share=SAMPLED / len(things))


def double_losses(today: co.Snapshot, pairs: co.Pairs) -> Row:
    """Time the loss of any two links."""
    taken, waited, lost = _timed(lambda: co.two_losses(today, pairs))
    return Row("8", f"N-2 of {lost.considered:,} pairs of links, by {lost.by}", taken,
               most=WITHIN_S["double"], note=f"{waited:.2f} s by the clock; "
                    f"{lost.matter:,} matter, {lost.beyond:,} beyond the sum, "
                    f"{lost.searched:,} searches")


def worst_few(today: co.Snapshot, pairs: co.Pairs, most: int) -> Row:
    """Time the search for the closures that hurt most together, with its proof."""
    taken, waited, worst = _timed(lambda: co.interdict(today, pairs, most))
    return Row("8", f"the worst {most} links of {worst.candidates}, by {worst.by}", taken,
               most=WITHIN_S["three"] if most <= 3 else None,
               note=f"{waited:.2f} s by the clock; "
                    f"{worst.explored:,} sets branched on, {worst.pruned:,} branches ruled out")


def separation(today: co.Snapshot) -> Row:
    """Time the fewest closures between the Baltic and the Gulf."""
    taken, waited, cut = _timed(lambda: co.separate(today, "group:baltic-ports",
                                                    "group:gulf-ports"))
    return Row("8", "fewest closures between the Baltic and the Gulf", taken,
               note=f"{waited:.2f} s by the clock; "
                    f"{cut.closures} closures, {cut.ways} ways looked at")


def _timed(work: Callable[[], T]) -> tuple[float, float, T]:
    """Give the seconds of the processor, those of the clock, and the answer."""
    begun, start = perf_counter(), process_time()
    answer = work()
    return process_time() - start, perf_counter() - begun, answer


def _lost(graph: nx.MultiDiGraph, today: co.Snapshot, pairs: co.Pairs, thing: Closable
          ) -> tuple[int | None, ...]:
    names = today.network.links.link_id
    doors = [doors_of(today, query.origin, query.destination) for query in pairs.queries]
    return totals_without(graph, today, [names[link] for link in thing.links], doors)


if __name__ == "__main__":
    sys.exit(print_rows(rows(4 if "--four" in sys.argv[1:] else 3)))
