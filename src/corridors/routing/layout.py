"""What a search over a question needs, whoever searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridors.routing.canonical import Columns
from corridors.routing.engines import Graph

__all__ = ["Layout"]


class Layout(NamedTuple):
    """What a search needs: the arcs that may be used, laid out.

    Parameters
    ----------
    graph
        Vertices and arcs; each arc stands for one of the state graph.
    columns
        Weight, number of legs and tie key of each arc.
    ends
        Vertices of the origin, and of the destination.
    moves
        Whether each arc is a move along a link.
    """

    graph: Graph
    columns: Columns
    ends: tuple[Sequence[int], Sequence[int]]
    moves: Sequence[bool]
