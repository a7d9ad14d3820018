"""The links of a large network as arcs of a graph, which is what engines know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

from corridors.errors import Problem, QueryError, suggest
from corridors.routing.backward import remember_arcs_into
from corridors.routing.engines import Graph
from corridors.routing.topology_names import Named

__all__ = ["Arcs"]

Ints: TypeAlias = Any
"""An array of whole numbers, which also serves where a sequence is asked for."""


class Arcs(Named):
    """Something whose links are one arc each, or two where they can be used both ways."""

    __slots__ = ()

    name: str
    head: Ints
    directed: Ints
    weights: Mapping[str, Ints]
    lon: Ints
    lat: Ints

    @property
    def graph(self) -> Graph:
        """The links as arcs, one or two for each; made when first asked for."""
        if "graph" not in self.memo:
            back = np.flatnonzero(~self.directed & (self.tail != self.head))
            rows: Any = (np.concatenate([self.tail, self.head[back]]),
                         np.concatenate([self.head, self.tail[back]]),
                         np.concatenate([np.arange(len(self.tail)), back]))
            made = Graph.from_columns(self.count, *rows, lonlat=self.lonlat)
            remember_arcs_into(made)
            self.memo["graph"] = made
        graph: Graph = self.memo["graph"]
        return graph

    @property
    def lonlat(self) -> tuple[Any, Any] | None:
        """Longitudes and latitudes of the nodes; None where they are not known."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def rank(self) -> Ints:
        """For each arc of the graph the rank of its link by id."""
        if "rank" not in self.memo:
            rank = np.arange(len(self.tail)) if self.link_id is None else np.argsort(
                np.argsort(self.link_id, kind="stable"), kind="stable")
            self.memo["rank"] = rank[np.asarray(self.graph.arc)]
        ranks: Ints = self.memo["rank"]
        return ranks

    def criterion(self, by: object) -> None:
        """Refuse a criterion that the network has no weights for.

        Parameters
        ----------
        by
            Name of the criterion.

        Raises
        ------
        QueryError
            Naming those it has.
        """
        if not isinstance(by, str) or by not in self.weights:
            raise QueryError(Problem("A13", f'{self.name} has no weights by "{by}"',
                                     suggest(str(by), self.weights)))

    def arc_weights(self, by: str) -> Ints:
        """Give the weight of each arc of the graph, in a new array.

        Parameters
        ----------
        by
            Name of the criterion.

        Raises
        ------
        QueryError
            If there is no such criterion.
        """
        self.criterion(by)
        weights: Ints = self.weights[by][np.asarray(self.graph.arc)]
        return weights

    def arcs_of(self, links: Ints) -> tuple[Ints, Ints]:
        """Give the arcs of links.

        Parameters
        ----------
        links
            Positions of links.

        Returns
        -------
        rows, places
            Places of the arcs in the graph, and in which row their link stands.
        """
        if "arcs" not in self.memo:
            arc = np.asarray(self.graph.arc)
            order = np.argsort(arc, kind="stable")
            self.memo["arcs"] = order, np.searchsorted(arc[order], np.arange(len(self.tail) + 1))
        order, first = self.memo["arcs"]
        sizes = first[links + 1] - first[links]
        rows = np.repeat(np.arange(len(links)), sizes)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return rows, order[first[links][rows] + within]
