"""The arcs into each vertex of a large graph, listed when they are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np

from corridors.routing.engines import Graph

__all__ = ["remember_arcs_into"]


def remember_arcs_into(graph: Graph) -> None:
    """Make routes quick to read off a graph of arrays.

    A route is read back from its end (:mod:`corridors.routing.canonical`), which looks at the arcs
    into the vertices it passes: a few thousand of hundreds of thousands.

    Parameters
    ----------
    graph
        The graph; what was found is kept in its memo.

    Examples
    --------
    >>> graph = Graph.from_columns(3, [0, 1, 0], [2, 2, 1])
    >>> remember_arcs_into(graph)
    >>> graph.memo["into"](2)
    [(0, 1), (1, 2)]
    """
    heads: Any = np.asarray(graph.head)
    tails = np.repeat(np.arange(graph.count), np.diff(np.asarray(graph.first)))
    places = np.argsort(heads, kind="stable")
    first = np.zeros(graph.count + 1, dtype=np.int64)
    np.cumsum(np.bincount(heads, minlength=graph.count), out=first[1:])
    tails = tails[places]

    def into(vertex: int) -> list[tuple[int, int]]:
        here = slice(first[vertex], first[vertex + 1])
        return list(zip(tails[here].tolist(), places[here].tolist(), strict=True))

    graph.memo["into"] = into
