"""Ids and positions of the nodes and links of a large network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corridors.errors import PlaceError, Problem, QueryError, suggest

__all__ = ["Named", "positions"]

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
        return positions(given, self._index("node_id", self.node_id), self.count, "node")

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
        return positions(given, self._index("link_id", self.link_id), len(self.tail), "link")

    def names(self, nodes: Sequence[int] | Ints) -> tuple[str | int, ...]:
        """Give the ids of nodes, or their positions where nodes have no ids.

        Parameters
        ----------
        nodes
            Positions.
        """
        at = np.asarray(nodes, dtype=np.int64)
        return tuple((at if self.node_id is None else self.node_id[at]).tolist())

    def link_names(self, links: Sequence[int] | Ints) -> tuple[str | int, ...]:
        """Give the ids of links, or their positions where links have no ids.

        Parameters
        ----------
        links
            Positions.
        """
        at = np.asarray(links, dtype=np.int64)
        return tuple((at if self.link_id is None else self.link_id[at]).tolist())

    def _index(self, column: str, ids: NDArray[Any] | None) -> dict[str, int] | None:
        if ids is None:
            return None
        if column not in self.memo:
            self.memo[column] = {name: at for at, name in enumerate(ids.tolist())}
        index: dict[str, int] = self.memo[column]
        return index


def positions(given: Any, ids: Mapping[str, int] | None, count: int, what: str) -> Ints:
    """Give the positions of nodes or links.

    Parameters
    ----------
    given
        Ids; or positions where there are none, as numbers or as texts.
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

    Examples
    --------
    >>> positions(["b"], {"a": 0, "b": 1}, 2, "node").tolist()
    [1]
    """
    # One id alone is one place, not its letters.
    asked = np.atleast_1d(np.asarray(given))
    if ids is None:
        return _numbered(asked, count, what)
    found = [ids.get(str(value)) for value in asked.ravel().tolist()]
    if None in found:
        raise PlaceError([Problem("A11", f'there is no {what} "{value}"', suggest(str(value), ids))
                          for value, at in zip(asked.ravel().tolist(), found, strict=True)
                          if at is None])
    return np.array(found, dtype=np.int64).reshape(asked.shape)


def _numbered(asked: Ints, count: int, what: str) -> Ints:
    given = asked.ravel()
    at = given if given.dtype.kind in "iu" else \
        np.array([_number(value, count) for value in given.tolist()], dtype=np.int64)
    bad = (at < 0) | (at >= count)
    if bad.any():
        advice = f"They are numbered from 0 to {count - 1}." if count else "There is none at all."
        raise PlaceError([
            Problem("A11", f"there is no {what} " +
                    (f'"{value}"' if isinstance(value, str) else str(value)), advice)
            for value in given[bad].tolist()])
    return at.astype(np.int64).reshape(asked.shape)


def _number(value: Any, count: int) -> int:
    """Read a position, which may be a text; -1 if it is none."""
    if isinstance(value, str) and len(value) <= len(str(count)) and value.isascii() \
            and value.isdecimal():
        value = int(value)
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return int(value) if whole and 0 <= value < count else -1
