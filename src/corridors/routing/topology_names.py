"""Ids and positions of the nodes and links of a large network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corridors.errors import PlaceError, Problem, QueryError, suggest

__all__ = ["Named"]

Ints: TypeAlias = Any
"""An array of whole numbers, which also serves where a sequence is asked for."""


class Named:
    """Something whose nodes and links have ids, or positions where they have none."""

    __slots__ = ()

    count: int
    tail: Ints
    node_id: NDArray[Any] | None
    link_id: NDArray[Any] | None
    memo: dict[str, Any]

    def nodes(self, given: Sequence[Any]) -> Ints:
        """Give the positions of nodes.

        Parameters
        ----------
        given
            Ids, or positions where nodes have no ids.
        """
        found: Ints = _positions(given, self._index("node_id", self.node_id), self.count, "node")
        return found

    def ends(self, pairs: Sequence[tuple[Any, Any]]) -> Ints:
        """Give the positions of the two nodes of OD pairs, a row each.

        Parameters
        ----------
        pairs
            Origin and destination of each.
        """
        if not all(np.shape(pair) == (2,) for pair in pairs):
            raise QueryError(Problem("A16", "an OD pair has an origin and a destination",
                                     "Give a list of pairs."))
        rows: Ints = np.reshape(pairs, (-1, 2)) if len(pairs) else np.zeros((0, 2), dtype=np.int64)
        return self.nodes(rows)

    def links(self, given: Sequence[Any]) -> Ints:
        """Give the positions of links.

        Parameters
        ----------
        given
            Ids, or positions where links have no ids.
        """
        index = self._index("link_id", self.link_id)
        found: Ints = _positions(given, index, len(self.tail), "link")
        return found

    def names(self, nodes: Sequence[int] | Ints) -> tuple[str, ...]:
        """Give the ids of nodes, or their positions as text.

        Parameters
        ----------
        nodes
            Positions.
        """
        at = np.asarray(nodes, dtype=np.int64)
        return tuple(map(str, (at if self.node_id is None else self.node_id[at]).tolist()))

    def link_names(self, links: Sequence[int] | Ints) -> tuple[str, ...]:
        """Give the ids of links, or their positions as text.

        Parameters
        ----------
        links
            Positions.
        """
        at = np.asarray(links, dtype=np.int64)
        return tuple(map(str, (at if self.link_id is None else self.link_id[at]).tolist()))

    def _index(self, column: str, ids: NDArray[Any] | None) -> dict[str, int] | None:
        if ids is None:
            return None
        if column not in self.memo:
            self.memo[column] = {name: at for at, name in enumerate(ids.tolist())}
        index: dict[str, int] = self.memo[column]
        return index


def _positions(given: Any, ids: Mapping[str, int] | None, count: int, what: str) -> Any:
    """Give the positions of nodes or links.

    Parameters
    ----------
    given
        Ids, or positions where there are none.
    ids
        Position of each id; None where there are none.
    count
        How many there are.
    what
        ``node`` or ``link``.

    Returns
    -------
    positions
        An array of the shape that was given.

    Raises
    ------
    PlaceError
        Naming every node that does not exist, or every link.
    """
    # One id alone is one place, not its letters.
    asked = np.atleast_1d(np.asarray(given))
    if ids is None:
        if asked.dtype.kind == "O" and all(isinstance(at, int | np.integer) and 0 <= at < count
                                           for at in asked.ravel().tolist()):
            asked = asked.astype(np.int64)
        if asked.size and (asked.dtype.kind not in "iu" or asked.min() < 0 or asked.max() >= count):
            raise PlaceError([
                Problem("A11", f"there is no {what} {value}",
                        f"They are numbered from 0 to {count - 1}." if count else
                        "There is none at all.")
                for value in asked.ravel().tolist()
                if type(value) is not int or not 0 <= value < count])
        return asked.astype(np.int64)
    found = [ids.get(str(value)) for value in asked.ravel().tolist()]
    if None in found:
        raise PlaceError([Problem("A11", f'there is no {what} "{value}"', suggest(str(value), ids))
                          for value, at in zip(asked.ravel().tolist(), found, strict=True)
                          if at is None])
    return np.array(found, dtype=np.int64).reshape(asked.shape)
