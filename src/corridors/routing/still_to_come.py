"""What is still to come from each vertex: a search backwards from where routes end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import heappop, heappush

from corridors.routing.engines import UNREACHED

__all__ = ["least_to"]


def least_to(into: Sequence[Sequence[tuple[int, int]]], targets: Collection[int]) -> list[int]:
    """Give the least amount from every vertex to any target.

    Parameters
    ----------
    into
        For each vertex the tails of the steps into it, and what each takes: whole numbers >= 0.
    targets
        Vertices to reach one of.

    Returns
    -------
    least
        One for each vertex; :data:`~corridors.routing.engines.UNREACHED` where there is no way.

    Examples
    --------
    >>> least_to([[], [(0, 5)], [(1, 2), (0, 9)]], [2])
    [7, 2, 0]
    """
    least = [UNREACHED] * len(into)
    waiting = [(0, target) for target in sorted(set(targets))]
    while waiting:
        total, vertex = heappop(waiting)
        if least[vertex] != UNREACHED:
            continue
        least[vertex] = total
        for tail, amount in into[vertex]:
            if least[tail] == UNREACHED:
                heappush(waiting, (total + amount, tail))
    return least
