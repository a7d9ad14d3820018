"""What is wrong with the columns of a large network, all at once and before any solver runs.

==== ==========================================================================================
code rule
==== ==========================================================================================
A01  columns have one entry for each link or node
A02  every link has a weight, and it is a number
A03  a weight is finite
A04  a weight is not negative
A05  a weight is whole
A06  a weight is less than 2147483647
A07  both ends of a link are nodes
A08  no two links, and no two nodes, have one id
A09  coordinates are degrees, longitude first
A10  the course of a link is a run of coordinates
A18  a link can be used one way, or both ways
A19  every node and link has an id, or none has
A20  longitudes and latitudes are given together
A21  there is at least one column of weights
==== ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from corridors.errors import SHOWN_AT_ONCE, Problem, TableError, suggest
from corridors.routing.topology_weights import numbers, weight_fault, whole

__all__ = ["Checks"]

Ints: TypeAlias = Any

WHOLE = (bool, int, np.bool_, np.integer)
"""Kinds of whole numbers in columns of any library."""

IDS_MEANT = "Positions are whole numbers from 0 on; give node_id as well if these are ids."

FEW_IDS = 20_000
"""Among so many ids the nearest to an unknown one is looked for."""


@dataclass(slots=True)
class Checks:
    """Reads columns and gathers what is wrong with them.

    Parameters
    ----------
    place
        Name of the file, or of the network where there is none.
    in_file
        Whether rows are counted as a spreadsheet shows them, the header being row 1; else they are
        positions.
    problems
        What was found.
    link_id
        Ids of the links, for messages.
    """

    place: str
    in_file: bool
    problems: list[Problem] = field(default_factory=list)
    link_id: Any = None

    def stop(self) -> None:
        """Refuse the columns if anything was found.

        Raises
        ------
        TableError
            With everything that was found.
        """
        if self.problems:
            raise TableError(self.problems)

    def lengths(self, columns: dict[str, Any], count: int, of: str) -> None:
        """Look whether columns have one entry each.

        Parameters
        ----------
        columns
            Columns by name; None for one that is not given.
        count
            How many entries there must be.
        of
            ``links`` or ``nodes``.
        """
        for name, column in columns.items():
            shape = np.shape(column)
            if column is not None and shape != (count,):
                said = f"{' by '.join(map(str, shape)) or 'no'} entries"
                self._note("A01", f"{name} has {said} for {count} {of}",
                           "Give one for each.", column=name)

    def weights(self, values: Any, criterion: str) -> Ints:
        """Read the weights of links.

        Parameters
        ----------
        values
            One per link.
        criterion
            What is counted, such as ``distance``.

        Returns
        -------
        weights
            Whole numbers; 0 where one is wrong.
        """
        column, bad = numbers(values)
        for row in self._some(bad, criterion):
            code, what, advice = weight_fault(column[row])
            self._note(code, f"the {criterion} of {self._link(row)} {what}", advice, row, criterion)
        return whole(column, bad)

    def ends(self, values: Any, name: str, nodes: Ints) -> Ints:
        """Read one end of every link.

        Parameters
        ----------
        values
            Positions, or ids where nodes have some.
        name
            ``tail`` or ``head``.
        nodes
            Number of nodes, or their ids.

        Returns
        -------
        positions
            Positions of nodes; 0 where one is wrong.
        """
        if not isinstance(nodes, int):
            return self._ends_by_id(values, name, nodes)
        column, bad = numbers(values)
        if not bad.all():
            bad = bad | (np.where(bad, 0, column) >= nodes)
        for row in self._some(bad, name):
            text = isinstance(column[row], str)
            said = f"the {name} of {self._link(row)} is " + \
                (f'"{column[row]}"' if text else str(column[row])) + ", which is no node"
            numbers_meant = f"Nodes are numbered from 0 to {nodes - 1}."
            self._note("A07", said, IDS_MEANT if text or not nodes else numbers_meant, row, name)
        return whole(column, bad)

    def ids(self, values: Any, name: str) -> Ints:
        """Read a column of ids.

        Parameters
        ----------
        values
            Texts or whole numbers; None where there are none.
        name
            ``node_id`` or ``link_id``.

        Returns
        -------
        ids
            Texts.
        """
        if values is None:
            return None
        given = np.asarray(values).tolist()
        texts = np.array([str(value) for value in given], dtype=np.str_)
        none = np.array([not isinstance(value, (str, *WHOLE)) or value == "" for value in given],
                        dtype=bool)
        for row in self._some(none, name):
            self._note("A19", f"{given[row]!r} is no id", "Give every row a text or a whole "
                              "number.", row, name)
        unique, first = np.unique(texts, return_index=True)
        twice = np.ones(len(texts), dtype=bool)
        twice[first] = False
        # Every row but the first of an id.
        for row in self._some(twice, name):
            at = int(first[np.searchsorted(unique, texts[row])])
            self._note("A08", f'"{texts[row]}" is the id of two '
                              f"{'links' if name == 'link_id' else 'nodes'}, the first in row "
                              f"{self._row(at)}", "Give each its own.", row, name)
        return texts

    def degrees(self, values: Any, name: str, most: int) -> Ints:
        """Read longitudes or latitudes.

        Parameters
        ----------
        values
            Numbers; None where there are none.
        name
            ``lon`` or ``lat``.
        most
            Largest value.

        Returns
        -------
        degrees
            The numbers.
        """
        if values is None:
            return None
        try:
            degrees = np.array(values, dtype=np.float64)
        except (TypeError, ValueError):
            self._note("A09", f"{name} holds something that is not a number",
                       "Give degrees, WGS 84.", column=name)
            return None
        bad = ~(np.abs(degrees) <= most)
        for row in self._some(bad, name):
            self._note("A09", f"{degrees[row]} is no {name}",
                       f"Give degrees from -{most} to {most}.", row, name)
        return degrees

    def directed(self, values: Any, links: int) -> Ints:
        """Read whether links can be used only from tail to head.

        Parameters
        ----------
        values
            One answer for all, or one for each link.
        links
            Number of links.

        Returns
        -------
        directed
            True or false for each link.
        """
        column = np.asarray(values)
        if column.dtype.kind != "b":
            # Texts and NaN pass for true in arrays, None for false.
            bad = np.array([not isinstance(value, WHOLE) or value not in (0, 1)
                            for value in column.ravel().tolist()], dtype=bool)
            for row in self._some(bad, "directed"):
                said = f'"{column.ravel()[row]}", which is neither true nor false'
                self._note("A18", f"directed is {said}", "Give True for a link from tail to head "
                           "alone, else False.", row if column.ndim else None, "directed")
            column = np.where(bad.reshape(column.shape), False, column).astype(bool)
        return np.array(np.broadcast_to(column, (links,)))

    def course(self, given: Any, links: int) -> tuple[Ints, Ints] | None:
        """Read where links run.

        Parameters
        ----------
        given
            All coordinates, a row of lon and lat each, and for each link the row of its first,
            with one more entry that closes the last; None where there are none.
        links
            Number of links.

        Returns
        -------
        coordinates, first
            Arrays.
        """
        if given is None:
            return None
        try:
            coordinates = np.array(given[0], dtype=np.float64)
            first = np.array(given[1], dtype=np.int64)
        except (TypeError, ValueError, IndexError):
            coordinates, first = np.zeros(0), np.zeros(0, dtype=np.int64)
        if coordinates.ndim != 2 or coordinates.shape[1] != 2 or first.shape != (links + 1,) \
                or first[0] != 0 or first[-1] != len(coordinates) or (np.diff(first) < 0).any():
            self._note("A10", "the course of the links does not fit them",
                       f"Give all coordinates as rows of lon and lat, and {links + 1} rising rows: "
                       "where each link begins, and the end.", column="course")
            return None
        lonlat = (np.abs(coordinates) <= (180, 90)).all(axis=1)
        for row in self._some(~lonlat, "course"):
            link = int(np.searchsorted(first, row, side="right")) - 1
            said = f"the course of {self._link(link)} passes {coordinates[row].tolist()}"
            self._note("A09", said, "Give degrees, longitude first.", link, "course")
        return coordinates, first

    def _ends_by_id(self, values: Any, name: str, nodes: Ints) -> Ints:
        texts = np.array([str(value) for value in np.asarray(values).tolist()], dtype=np.str_)
        order = np.argsort(nodes)
        at = np.minimum(np.searchsorted(nodes, texts, sorter=order), max(len(nodes) - 1, 0))
        found = order[at] if len(nodes) else np.zeros(len(texts), dtype=np.int64)
        bad = nodes[found] != texts if len(nodes) else np.ones(len(texts), dtype=bool)
        known = nodes.tolist() if len(nodes) <= FEW_IDS else []
        for row in self._some(bad, name):
            said = f'the {name} of {self._link(row)} is "{texts[row]}", which is no node'
            self._note("A07", said, suggest(str(texts[row]), known), row, name)
        return np.where(bad, 0, found)

    def _some(self, bad: Ints, column: str) -> list[int]:
        """Give the first bad rows; a note tells how many more there are."""
        rows = np.flatnonzero(bad)
        rest = len(rows) - SHOWN_AT_ONCE
        if rest > 0:
            self._note("A00", f"{rest} more rows of {column} are wrong", column=column)
        return [int(row) for row in rows[:SHOWN_AT_ONCE]]

    def _note(self, code: str, message: str, advice: str = "", row: int | None = None,
              column: str = "") -> None:
        self.problems.append(Problem(code, message, advice, file=self.place, column=column,
                                     row=None if row is None else self._row(row)))

    def _row(self, row: int) -> int:
        return row + 2 if self.in_file else row

    def _link(self, row: int) -> str:
        return f"link {row}" if self.link_id is None else f'link "{self.link_id[row]}"'
