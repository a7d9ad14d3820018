"""Which engine is taken when nobody names one: the rule, in one place.

What was measured (two cores, Python 3.11; `docs/adr/0011-engine-contract.md`):

- `heapq` takes about 1.3 us per vertex and search, and nothing to start. Importing `scipy` takes
  235 ms, which is one search of 160,000 vertices or a thousand of 200.
- `scipy` takes 0.1 to 0.3 us per vertex and search.
- `cch` takes as long as some hundred searches of `scipy` to order the contraction, once for a
  topology; then microseconds for a pair or a closed link.

This module is the engine ``auto`` as well: it takes one as for a single search.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from corridors.routing.engines import Graph, Weighted, engine

__all__ = ["ADVICE", "FEW", "MANY", "choose", "installed", "prepare"]

FEW = 1_000_000
"""Vertices and arcs looked at, over all searches, below which nothing is worth an import."""

MANY = 100
"""Searches of one topology from which on a contraction pays."""

LIBRARIES = {"scipy": ("scipy.sparse.csgraph",),
             "cch": ("routingkit_cch", "scipy.sparse.csgraph"), "networkx": ("networkx",)}
"""What an engine imports beside the standard library."""

ADVICE = {"scipy": "Run pip install scipy", "cch": 'Run pip install "corridors[fast]"',
          "networkx": "Run pip install networkx"}
"""How to get the library of an engine."""


def choose(vertices: int, arcs: int, queries: int, *, changes: bool = False) -> str:
    """Name the engine for a task.

    Parameters
    ----------
    vertices, arcs
        Size of the graph.
    queries
        Searches that will be made of this topology: sources of a matrix, or pairs, over all
        weightings.
    changes
        Whether weights change between them. A change costs `scipy` about as much as a search and
        `cch` next to nothing, so that a contraction pays after half as many.

    Returns
    -------
    name
        ``heapq``, ``scipy`` or ``cch``. Where a library is not installed the next best one.

    Examples
    --------
    >>> choose(2_000, 9_000, 1)
    'heapq'
    >>> choose(163_140, 400_486, 10)
    'scipy'
    """
    if (vertices + arcs) * queries <= FEW:
        return "heapq"
    if queries >= (MANY // 2 if changes else MANY) and installed("cch"):
        return "cch"
    return "scipy" if installed("scipy") else "heapq"


def installed(name: str) -> bool:
    """Tell whether the libraries of an engine can be imported.

    Parameters
    ----------
    name
        Name of the engine.
    """
    try:
        for library in LIBRARIES.get(name, ()):
            import_module(library)
    except ImportError:
        return False
    return True


def prepare(graph: Graph, weights: Sequence[int]) -> Weighted:
    """Make a graph ready by the engine for one search of it.

    Parameters
    ----------
    graph
        The graph.
    weights
        One per arc, in the order of the graph.

    Examples
    --------
    >>> prepare(Graph.of(2, [(0, 1, 0)]), [4]).engine
    'heapq'
    """
    return engine(choose(graph.count, len(graph.head), 1)).prepare(graph, weights)
