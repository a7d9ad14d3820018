"""The kernel of a large network: what is left when dead ends are cut off and chains are merged.

Between junctions a railway is a chain of links, and the loss of any of them is the loss of all. So
a question about every link is asked of every chain, and the answer holds for its links. Only
undirected networks are contracted; where routes begin and end is never contracted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

__all__ = ["Kernel", "kernel_of"]

Ints: TypeAlias = Any


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """Chains between junctions and terminals.

    Parameters
    ----------
    nodes
        Positions, in the network, of the nodes that are left; in rising order.
    tail, head
        Ends of each chain, as positions in ``nodes``. Parallel chains stay distinct; a chain that
        comes back to where it began is left out, for no route takes it.
    weight
        Weight of each chain.
    chain
        For each link of the network its chain, or -1 where no route between terminals takes it.
    """

    nodes: Ints
    tail: Ints
    head: Ints
    weight: Ints
    chain: Ints

    def links_of(self, chains: Ints) -> tuple[Ints, Ints]:
        """Give the links of chains.

        Parameters
        ----------
        chains
            Chains, one entry per row of a table.

        Returns
        -------
        rows, links
            The links of each chain, and in which row of the table the chain stands.
        """
        members = np.argsort(self.chain, kind="stable")
        first = np.searchsorted(self.chain[members], np.arange(len(self.weight) + 1))
        sizes = np.diff(first)[chains]
        rows = np.repeat(np.arange(len(chains)), sizes)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return rows, members[first[chains][rows] + within]


def kernel_of(count: int, ends: tuple[Ints, Ints], weight: Ints, terminals: Ints) -> Kernel:
    """Cut dead ends off and merge chains.

    Parameters
    ----------
    count
        Number of nodes.
    ends
        Positions of the two nodes of each link.
    weight
        Weight of each link, the same in both directions.
    terminals
        Nodes where routes begin or end.

    Returns
    -------
    kernel
        Least weights between terminals are those of the network, whichever chain is lost.

    Examples
    --------
    A line of four nodes with a siding, asked from one end to the other, is one chain:

    >>> ends = np.array([0, 1, 2, 1]), np.array([1, 2, 3, 4])
    >>> kernel = kernel_of(5, ends, np.array([5, 6, 7, 1]), np.array([0, 3]))
    >>> kernel.weight.tolist(), kernel.chain.tolist()
    ([18], [0, 0, 0, -1])
    """
    tail, head = ends
    kept = np.zeros(count, dtype=bool)
    kept[terminals] = True
    links = np.flatnonzero(_leading_somewhere(tail, head, kept))
    at, link = np.concatenate([tail[links], head[links]]), np.tile(np.arange(len(links)), 2)
    inner = ((np.bincount(at, minlength=count) == 2) & ~kept)[at]
    chains, of = _joined(at[inner], link[inner], len(links))
    # The two ends of each chain; a ring without a junction has none.
    order = np.argsort(of[link[~inner]], kind="stable")
    both, which = at[~inner][order].reshape(-1, 2), of[link[~inner]][order][::2]
    through = both[:, 0] != both[:, 1]
    both, which = both[through], which[through]
    weights = np.zeros(chains, dtype=np.int64)
    np.add.at(weights, of, weight[links])
    number = np.full(chains, -1)
    number[which] = np.arange(len(which))
    chain = np.full(len(tail), -1)
    chain[links] = number[of]
    nodes = np.unique(np.concatenate([both.ravel(), terminals]))
    return Kernel(nodes, np.searchsorted(nodes, both[:, 0]), np.searchsorted(nodes, both[:, 1]),
                  weights[which], chain)


def _joined(at: Ints, link: Ints, count: int) -> tuple[int, Ints]:
    """Join the two links that meet at each inner node: number of chains, chain of each link."""
    pairs = link[np.argsort(at, kind="stable")].reshape(-1, 2)
    meets: Any = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])),
                           shape=(count, count))
    chains, of = connected_components(meets, directed=False)
    return chains, of


def _leading_somewhere(tail: Ints, head: Ints, kept: Ints) -> Ints:
    """Tell which links are neither loops nor in a dead end, taking leaf after leaf."""
    leading = tail != head
    links = np.flatnonzero(leading)
    degrees = np.bincount(tail[links], minlength=len(kept)) \
        + np.bincount(head[links], minlength=len(kept))
    # The links at a node, all in one number: where only one is left, it is that number.
    joint = np.zeros(len(kept), dtype=np.int64)
    np.bitwise_xor.at(joint, tail[links], links)
    np.bitwise_xor.at(joint, head[links], links)
    across = (tail ^ head).tolist()
    degree, last, stays = degrees.tolist(), joint.tolist(), kept.tolist()
    dead = []
    for leaf in np.flatnonzero((degrees == 1) & ~kept).tolist():
        node = leaf
        while degree[node] == 1 and not stays[node]:
            link = last[node]
            dead.append(link)
            degree[node] = 0
            node ^= across[link]
            degree[node] -= 1
            last[node] ^= link
    leading[dead] = False
    return leading
