"""What is asked in the benchmarks: the same for corridors and for its peers.

Only numpy is needed, because the peers live in an environment of their own.
"""

from __future__ import annotations

from typing import Any

import numpy as np

SMALL = (300, 500)
"""Nodes and links of the small network."""

SCENARIOS = 25
"""Scenarios one after another, each with other links closed: none profits from the one before."""


def places(count: int, size: int, seed: int = 1) -> Any:
    """Draw nodes at random."""
    return np.random.default_rng(seed).integers(0, count, size)


def pairs(count: int, size: int, seed: int = 1) -> Any:
    """Draw OD pairs at random, a row each."""
    return np.random.default_rng(seed).integers(0, count, (size, 2))


def closures(links: int) -> list[Any]:
    """Draw the links of some scenarios, 50 different ones for each."""
    return [np.random.default_rng(seed).choice(links, 50, replace=False)
            for seed in range(100, 100 + SCENARIOS)]


def small_network() -> Any:
    """Make a flat network of 300 nodes and 500 links: tails, heads, metres.

    Each node is joined to the nearest one before it, then the nearest pairs are joined.
    """
    count, links = SMALL
    at = np.random.default_rng(3).random((count, 2)) * 1_000_000
    apart = np.rint(np.hypot(*(at[:, None] - at[None, :]).transpose(2, 0, 1))).astype(np.int64)
    joined = {(int(apart[node, :node].argmin()), node) for node in range(1, count)}
    ends = np.triu_indices(count, 1)
    for one, other in zip(*(end[np.argsort(apart[ends], kind="stable")] for end in ends),
                          strict=True):
        if len(joined) == links:
            break
        joined.add((int(one), int(other)))
    tail, head = np.array(sorted(joined)).T
    return tail, head, apart[tail, head]
