"""What hurts when it closes, on the bundled network, against a loop over networkx.

The peer does what a planner writes first: it takes the arcs of each link (border, node, country)
out of the state graph, asks all OD pairs with ``networkx.dijkstra_path_length``, and puts them
back. It is sampled and scaled; what was sampled must agree to the last digit.

Run ``python benchmarks/critical.py``; it exits with 1 where a target is missed. With ``--four`` the
worst four closures are looked for as well.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import networkx as nx
from bundled import doors_of, networkx_graph, totals_without

import corridors as co
from corridors.model.closable import KINDS, Closable, closables

SAMPLED, BY = 25, ("distance", "time")
WITHIN_S = {"single": 0.5, "double": 60.0, "three": 60.0}
RATIO = 100.0


@dataclass(frozen=True, slots=True)
class Timed:
    """What was measured: seconds, how many times as fast as the peer, and what is wanted."""

    what: str
    seconds: float
    within_s: float | None = None
    ratio: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Say whether all targets are met."""
        return (self.within_s is None or self.seconds <= self.within_s) \
            and (self.ratio is None or self.ratio >= RATIO)


def measure_critical(most: int = 3) -> list[Timed]:
    """Measure N-1, N-2, the worst few, and the closures between regions."""
    today = co.load().as_of()
    found = []
    for by in BY:
        pairs = co.default_pairs(today.network, co.Query("", "", by))
        found += [single_losses(today, pairs), double_losses(today, pairs)]
        found += [worst_few(today, pairs, count) for count in range(2, most + 1)]
    return [*found, separation(today)]


def single_losses(today: co.Snapshot, pairs: co.Pairs) -> Timed:
    """Time the loss of every link, border, node and country; the peer is sampled and scaled."""
    co.critical(today, pairs)
    start = perf_counter()
    lost = co.critical(today, pairs)
    ours = perf_counter() - start
    things = closables(today, KINDS)
    sample = random.Random(11).sample(things, SAMPLED)
    graph = networkx_graph(today, lost.by)
    start = perf_counter()
    rows = [_lost(graph, today, pairs, thing) for thing in sample]
    peer = (perf_counter() - start) * len(things) / SAMPLED
    for thing, row in zip(sample, rows, strict=True):
        loss = lost.loss(thing.kind, thing.key)
        told = {} if loss is None else {felt.pair: felt.after for felt in loss.pairs}
        assert row == tuple(told.get(pair, before) for pair, before in enumerate(lost.base))
    return Timed(f"N-1 of {len(things):,} things, {len(pairs)} OD pairs by {lost.by}", ours,
                 WITHIN_S["single"], peer / ours, f"networkx {peer:,.0f} s, scaled")


def double_losses(today: co.Snapshot, pairs: co.Pairs) -> Timed:
    """Time the loss of any two links."""
    start = perf_counter()
    lost = co.two_losses(today, pairs)
    return Timed(f"N-2 of {lost.considered:,} pairs of links by {lost.by}",
                 perf_counter() - start, WITHIN_S["double"],
                 note=f"{lost.matter:,} matter, {lost.beyond:,} beyond the sum, "
                      f"{lost.searched:,} searches")


def worst_few(today: co.Snapshot, pairs: co.Pairs, most: int) -> Timed:
    """Time the search for the closures that hurt most together, with its proof."""
    start = perf_counter()
    worst = co.interdict(today, pairs, most)
    return Timed(f"the worst {most} links of {worst.candidates} by {worst.by}",
                 perf_counter() - start, WITHIN_S["three"] if most <= 3 else None,
                 note=f"{worst.explored:,} sets branched on, {worst.pruned:,} branches ruled out")


def separation(today: co.Snapshot) -> Timed:
    """Time the fewest closures between the Baltic and the Gulf."""
    start = perf_counter()
    cut = co.separate(today, "group:baltic-ports", "group:gulf-ports")
    return Timed("fewest closures between the Baltic and the Gulf", perf_counter() - start,
                 note=f"{cut.closures} closures, {cut.ways} ways looked at")


def table(lines: Sequence[Timed]) -> str:
    """Write the lines as a table in plain text."""
    head = f"{'what hurts when it closes':52} {'seconds':>8} {'wanted':>7} {'ratio':>8}"
    return "\n".join([head, *(
        f"{line.what:52} {line.seconds:8.2f} "
        f"{'' if line.within_s is None else f'{line.within_s:g}':>7} "
        f"{'' if line.ratio is None else f'{line.ratio:,.0f}':>8}"
        f"{'' if line.met else '  MISSED'}  {line.note}".rstrip() for line in lines)])


def main() -> int:
    """Measure, print the table, and say by the exit code whether all targets are met."""
    lines = measure_critical(4 if "--four" in sys.argv[1:] else 3)
    print(table(lines))
    return 0 if all(line.met for line in lines) else 1


def _lost(graph: nx.MultiDiGraph, today: co.Snapshot, pairs: co.Pairs, thing: Closable
          ) -> tuple[int | None, ...]:
    names = today.network.links.link_id
    doors = [doors_of(today, query.origin, query.destination) for query in pairs.queries]
    return totals_without(graph, today, [names[link] for link in thing.links], doors)


if __name__ == "__main__":
    sys.exit(main())
