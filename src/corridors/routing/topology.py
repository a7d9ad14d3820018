"""Large networks from arrays: a topology that is frozen once, and weights by criterion.

A bundled network knows modes, gauges and borders; a network of hundreds of thousands of links that
comes from elsewhere knows its links and what they take. It is asked for whole matrices, thousands
of OD pairs, scenarios by the hundred and the loss of every link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corridors.model.html import table
from corridors.routing.asking import Asking, Ready, Varied
from corridors.routing.engines import ENGINES, Weighted
from corridors.routing.in_parts import in_parts
from corridors.routing.removals import Removals
from corridors.routing.topology_arcs import Arcs
from corridors.routing.topology_checks import Checks
from corridors.routing.topology_version import version_of

__all__ = ["Topology"]

Ints: TypeAlias = Any
"""An array of whole numbers, which also serves where a sequence is asked for."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Topology(Asking, Arcs):
    """A large network: links between nodes, and what they take.

    Make one with :func:`corridors.from_arrays`, or load one with :func:`corridors.load_topology`.

    Parameters
    ----------
    name
        Name of the network.
    count
        Number of nodes.
    tail, head
        Positions of the ends of each link.
    weights
        Columns of whole numbers by criterion, in metres, thousandths of an hour, US cents or grams.
    directed
        Whether each link can be used only from tail to head.
    node_id, link_id
        Ids, or None where positions serve.
    lon, lat
        Degrees of each node, or None.
    course
        Coordinates of all links and the row where each begins, or None.
    version
        ``sha256:`` and the hash of what it holds; the order of rows does not count where they have
        ids.
    memo
        Where routing keeps what it derives from the topology, so that it is built once.
    """

    name: str
    count: int
    tail: Ints
    head: Ints
    weights: Mapping[str, Ints]
    directed: NDArray[np.bool_]
    node_id: NDArray[Any] | None
    link_id: NDArray[Any] | None
    lon: NDArray[np.float64] | None
    lat: NDArray[np.float64] | None
    course: tuple[NDArray[np.float64], Ints] | None
    version: str
    memo: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def frozen(cls, name: str, count: int, links: tuple[Ints, Ints, Ints],
               weights: Mapping[str, Ints], ids: tuple[Any, Any],
               drawn: tuple[tuple[Any, Any], Any]) -> Topology:
        """Freeze columns that were checked.

        Parameters
        ----------
        name, count, weights
            As above.
        links
            Ends of each link, and whether it is directed.
        ids
            Ids of nodes and links.
        drawn
            Longitudes and latitudes; and the course.

        Returns
        -------
        topology
            With its version.
        """
        lonlat, course = drawn
        held = (*links, *weights.values(), *ids, *lonlat, *(course or ()))
        for column in held:
            if column is not None:
                column.flags.writeable = False
        tail, head, directed = links
        return cls(name, count, tail, head, MappingProxyType(dict(weights)), directed, *ids,
                   *lonlat, course, version_of(count, links, weights, ids, drawn))

    def __len__(self) -> int:
        return len(self.tail)

    def __reduce__(self) -> tuple[Any, ...]:
        # What was derived is left behind: another process derives it again, or never needs it.
        return Topology.frozen, (
            self.name, self.count, (self.tail, self.head, self.directed), dict(self.weights),
            (self.node_id, self.link_id), ((self.lon, self.lat), self.course))

    def __repr__(self) -> str:
        kind = "undirected" if not self.directed.any() else \
            "directed" if self.directed.all() else "partly directed"
        return (f"{self.name}: {self.count} nodes, {len(self)} {kind} links, by "
                f"{', '.join(self.weights)} ({self.version[:19]})")

    def _repr_html_(self) -> str:
        rows = [("nodes", str(self.count)), ("links", str(len(self))),
                ("directed links", str(int(self.directed.sum()))),
                ("criteria", ", ".join(self.weights)), ("version", self.version)]
        return table(self.name, ("", ""), rows)

    @property
    def ready(self) -> Ready:
        """Engines that are ready for this network."""
        if "ready" not in self.memo:
            self.memo["ready"] = Ready(self)
        ready: Ready = self.memo["ready"]
        return ready

    @contextmanager
    def closed(self, links: Sequence[Any]) -> Iterator[Varied]:
        """Close links while a block lasts.

        Parameters
        ----------
        links
            Ids of links, or positions where links have no ids.

        Yields
        ------
        other
            The same network without them, to be asked as this one. What engines know of the
            topology is kept, so that a scenario costs an update.

        Raises
        ------
        PlaceError
            If a link does not exist.
        """
        other = Varied(self, self.links(links), {})
        try:
            yield other
        finally:
            other.end()

    @contextmanager
    def weighted(self, links: Sequence[Any],
                 weights: Mapping[str, Sequence[int]] | Sequence[int]) -> Iterator[Varied]:
        """Give links other weights while a block lasts.

        Parameters
        ----------
        links
            Ids of links, or positions where links have no ids.
        weights
            Whole numbers, one for each of the links: one column, which is the distance, or columns
            by criterion. Other criteria stay as they are.

        Yields
        ------
        other
            The network with these weights, to be asked as this one.

        Raises
        ------
        PlaceError
            If a link does not exist.
        QueryError
            If there is no such criterion.
        TableError
            If a weight cannot be used.
        """
        at = self.links(links)
        given = dict(weights) if isinstance(weights, Mapping) else {"distance": weights}
        checks = Checks(self.name, in_file=False, link_id=self.link_names(at))
        for by in given:
            self.criterion(by)
        checks.lengths(given, len(at), "links")
        checks.stop()
        new = {by: checks.weights(values, by) for by, values in given.items()}
        checks.stop()
        other = Varied(self, at, {by: new.get(by, self.weights[by][at]) for by in self.weights})
        try:
            yield other
        finally:
            other.end()

    def removals(self, pairs: Sequence[tuple[Any, Any]], by: str = "distance",
                 engine: str = ENGINES[0], workers: int = 1) -> Removals:
        """Give what the loss of each link does to OD pairs (N-1), exactly.

        Parameters
        ----------
        pairs
            Origin and destination of each: ids, or positions where nodes have no ids.
        by
            One of the criteria the network has weights for.
        engine
            Which engine solves it; the result is the same with each.
        workers
            How many processes share the pairs. Each takes about a second to start, so that one is
            best unless a question takes many. A script that asks for more keeps what it does under
            ``if __name__ == "__main__":``.

        Returns
        -------
        removals
            For every pair and link what changes, and sums by link.

        Raises
        ------
        PlaceError
            If a node does not exist.
        QueryError
            If the criterion or the engine does not exist, or there are no workers.
        """
        from corridors.routing.replacement import removals_of, undirected_removals

        ends = [(start, goal) for start, goal in self.ends(pairs).tolist()]
        self.criterion(by)
        if self.directed.any():
            task = partial(removals_of, self.graph, self.arc_weights(by), self.graph.arc,
                           engine_name=engine, by=by)
        else:
            columns = self.tail, self.head, self.weights[by]
            task = partial(undirected_removals, self.count, columns, engine_name=engine, by=by,
                           lonlat=self.lonlat)
        found = in_parts(task, ends, workers)
        ids: list[Any] = [() if column is None else column
                          for column in (self.node_id, self.link_id)]
        return found.named(*ids)

    def _home(self) -> Topology:
        return self

    def _weighted(self, by: str, engine_name: str, searches: int) -> tuple[str, Weighted]:
        self.criterion(by)
        name = self.ready.choose(engine_name, searches)
        return name, self.ready.base(by, name)

    def _weights(self, by: str) -> Ints:
        return self.arc_weights(by)
