"""The hash of what a large network holds, whatever the order of its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

__all__ = ["version_of"]

Ints: TypeAlias = Any


def version_of(count: int, links: tuple[Ints, Ints, Ints],
               weights: Mapping[str, Ints], ids: tuple[Any, Any],
               drawn: tuple[tuple[Any, Any], tuple[Any, Any] | None]) -> str:
    """Hash the columns of a large network.

    Parameters
    ----------
    count
        Number of nodes.
    links
        Ends of each link, and whether it is directed.
    weights
        Columns by criterion.
    ids
        Ids of nodes and links; None where they have none. By them rows are put in order.
    drawn
        Longitudes and latitudes; and all coordinates of links with the row where each begins.

    Returns
    -------
    version
        ``sha256:`` and the hash.
    """
    node_order, link_order = (None if column is None else np.argsort(column, kind="stable")
                              for column in ids)
    tail, head, directed = links
    digest = hashlib.sha256(repr((count, len(tail), sorted(weights))).encode())
    for end in (tail, head):
        column = end
        if node_order is not None:
            place = np.empty(count, dtype=np.int64)
            place[node_order] = np.arange(count)
            column = place[end]
        _add(digest, column, link_order)
    for column in (directed, *(weights[by] for by in sorted(weights)), ids[1]):
        _add(digest, column, link_order)
    for column in (ids[0], *drawn[0]):
        _add(digest, column, node_order)
    if drawn[1] is not None:
        coordinates, first = drawn[1]
        order = np.arange(len(tail)) if link_order is None else link_order
        sizes = np.diff(first)[order]
        begins = np.repeat(first[:-1][order] - np.cumsum(sizes) + sizes, sizes)
        _add(digest, sizes, None)
        _add(digest, coordinates[begins + np.arange(len(coordinates))], None)
    return f"sha256:{digest.hexdigest()}"


def _add(digest: Any, column: Any, order: Ints | None) -> None:
    """Add a column in an order; its length and kind tell where it ends."""
    if column is None:
        digest.update(b"none")
        return
    ordered = column if order is None else column[order]
    if ordered.dtype.kind == "U":
        texts = ordered.tolist()
        digest.update(repr([len(text) for text in texts]).encode())
        digest.update("".join(texts).encode())
        return
    # The same bytes on machines of either byte order.
    plain = np.ascontiguousarray(ordered, dtype=ordered.dtype.newbyteorder("<"))
    digest.update(repr((plain.dtype.str, plain.shape)).encode())
    digest.update(plain.data)
