"""How far along each link goods get within a budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corridors.model.modes import CRITERIA
from corridors.routing.engines import CLOSED, UNREACHED
from corridors.routing.fan import Fan
from corridors.routing.states import MOVE

__all__ = ["LinkPart", "link_parts"]


class LinkPart(NamedTuple):
    """A stretch of a link that goods on their way get to within the budget.

    Parameters
    ----------
    link_id
        The link.
    start, end
        Where the stretch begins and ends, as shares of the link from its first node; 0 to 1.
    band
        Position of the first band that holds it.
    at_start, at_end
        What it takes to both of its ends, in smallest units.
    takes
        What the stretch itself takes.
    """

    link_id: str
    start: float
    end: float
    band: int
    at_start: int
    at_end: int
    takes: int


def link_parts(fan: Fan, tree: Sequence[int], amounts: Sequence[int]) -> Iterator[LinkPart]:
    """Cut links where the bands end: each is entered from its first node, its second, or both.

    Parameters
    ----------
    fan
        The question, ready for all places.
    tree
        What it takes to each state.
    amounts
        Upper ends of the bands, in smallest units, the smallest first.

    Returns
    -------
    parts
        By link id, then by band.
    """
    lengths, entries = _entries(fan, tree)
    ids = fan.solver.snapshot.network.links.link_id
    for link in sorted(entries):
        before = (0.0, 0.0)
        for band, most in enumerate(amounts):
            after = (_share(entries[link].get(True), lengths[link], most),
                     _share(entries[link].get(False), lengths[link], most))
            for start, end in _pieces(before, after):
                yield LinkPart(ids[link], start, end, band,
                               *_taken(entries[link], lengths[link], start, end))
            before = after
            if sum(before) >= 1:
                break


def _entries(fan: Fan, tree: Sequence[int]
             ) -> tuple[dict[int, int], dict[int, dict[bool, int]]]:
    """Give what moving along each link takes, and what goods took when they set out from an end."""
    solver, by = fan.solver, fan.solver.query.by
    lengths: dict[int, int] = {}
    entries: defaultdict[int, dict[bool, int]] = defaultdict(dict)
    for tail in range(fan.graph.count):
        if tree[tail] == UNREACHED:
            continue
        for place in range(fan.graph.first[tail], fan.graph.first[tail + 1]):
            arc = solver.graph.arcs[fan.graph.arc[place]]
            weight = fan.weights[place]
            if arc.kind != MOVE or weight == CLOSED:
                continue
            move = solver.prices.move(arc.record, by).value if by in CRITERIA else weight
            # A border comes after the move; who looks back from the far end meets it first.
            out = tree[tail] + (weight - move if fan.inward else 0)
            lengths[arc.record] = move
            ends = entries[arc.record]
            first = arc.forward != fan.inward
            ends[first] = min(out, ends.get(first, out))
    return lengths, dict(entries)


def _share(entered: int | None, length: int, most: int) -> float:
    """Give the share of a link that is reached from one of its ends."""
    if entered is None or entered > most:
        return 0.0
    return 1.0 if entered + length <= most else (most - entered) / length


def _pieces(before: tuple[float, float], after: tuple[float, float]
            ) -> Iterator[tuple[float, float]]:
    """Give the stretches that a band adds, from both ends inwards."""
    if sum(after) >= 1:
        yield before[0], 1 - before[1]
        return
    if after[0] > before[0]:
        yield before[0], after[0]
    if after[1] > before[1]:
        yield 1 - after[1], 1 - before[1]


def _taken(entries: dict[bool, int], length: int, start: float, end: float
           ) -> tuple[int, int, int]:
    """Give what it takes to both ends of a stretch, and along it."""
    def at(share: float) -> int:
        return round(min(entered + length * (share if first else 1 - share)
                         for first, entered in entries.items()))

    return at(start), at(end), round(length * (end - start))
