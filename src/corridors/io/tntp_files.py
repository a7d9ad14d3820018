"""Reading TNTP files: network, trips and flows of the test networks that assignments are tried on.

A network file has a head of ``<NAME> value`` lines and a row for each link, ended by a semicolon:
from, to, capacity, length, free-flow time, b, power, speed, toll, type. A trips file has
``Origin 1`` and then ``destination : trips;``. A flow file has a row for each link: from, to, flow,
cost. ``~`` begins a remark. Nodes are counted from 1 there, and from 0 on here.

Nodes below the first thru node are zones: no way leads through one. Where the head has a toll
factor or a distance factor, a link takes that much more for its toll and its length, whatever its
flow is.

==== ==========================================================================================
code rule
==== ==========================================================================================
B11  a file is there and is text
B12  the head says what is needed, in numbers
B13  a row has the columns there are, in numbers
B14  ends of links and trips are nodes
B15  a capacity is more than 0, other figures are 0 or more
B16  there are as many links as the head says
B17  trips stand below an origin
B18  trips add up to what the head says
B19  flows are those of the links of the network
==== ==========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corridors.errors import Problem, TableError
from corridors.routing.delays import Bpr
from corridors.routing.flow_network import Demand, FlowNetwork

__all__ = ["Tntp", "load_tntp"]

COLUMNS = ("init", "term", "capacity", "length", "free_flow_time", "b", "power", "speed", "toll",
           "type")
"""Columns of a network file."""

NEEDED = ("NUMBER OF ZONES", "NUMBER OF NODES", "FIRST THRU NODE", "NUMBER OF LINKS")

SAME = 1e-6
"""Share by which trips may differ from their sum in the head, which is often rounded."""

MOST_PROBLEMS = 50

_HEAD = re.compile(r"\s*<([^>]+)>\s*(.*)")


@dataclass(frozen=True, slots=True, eq=False)
class Tntp:
    """What TNTP files hold.

    Parameters
    ----------
    network
        Links and delays.
    demand
        Trips; none where no file was given.
    flow, cost
        Published flow of each link, and what it takes at it; None where no file was given.
    """

    network: FlowNetwork
    demand: Demand
    flow: Any = field(default=None, repr=False)
    cost: Any = field(default=None, repr=False)


class _Row(NamedTuple):
    """A line of a file, without remark."""

    number: int
    text: str


@dataclass(slots=True)
class _File:
    """A file that is read: its lines, its head, and what is wrong in it."""

    name: str
    rows: list[_Row]
    head: dict[str, _Row]
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, message: str, advice: str, row: int | None = None, column: str = ""
             ) -> None:
        self.problems.append(Problem(code, message, advice, self.name, row, column=column))

    def stop(self) -> None:
        if self.problems:
            raise TableError(self.problems[:MOST_PROBLEMS])

    def number(self, name: str, default: float | None = None) -> float:
        """Give a number of the head."""
        if name not in self.head:
            if default is None:
                self.note("B12", f"the head has no <{name}>",
                          f"Add a line <{name}> and its number.")
            return default or 0.0
        row = self.head[name]
        return self.value(row.text, row.number, f"<{name}>", "B12")

    def value(self, text: str, row: int, column: str, code: str = "B13") -> float:
        """Read a number of 0 or more."""
        try:
            found = float(text)
        except ValueError:
            found = float("nan")
        if not np.isfinite(found):
            self.note(code, f'"{text}" is not a number', "Give one, with a point.", row, column)
            return 0.0
        if found < 0:
            self.note("B15", f"{text} is less than 0", "Give 0 or more.", row, column)
        return found

    def node(self, text: str, row: int, column: str, count: int) -> int:
        """Read a node, and count it from 0."""
        found = self.value(text, row, column)
        if found != int(found) or not 1 <= found <= count:
            self.note("B14", f'"{text}" is no node of 1 to {count}', "Give the number of a node.",
                      row, column)
            return 0
        return int(found) - 1


def load_tntp(network: str | Path, trips: str | Path | None = None, flow: str | Path | None = None
              ) -> Tntp:
    """Read a network in TNTP files.

    Parameters
    ----------
    network
        The network file, such as ``SiouxFalls_net.tntp``.
    trips
        The trips file, such as ``SiouxFalls_trips.tntp``.
    flow
        A file of flows to compare with, such as ``SiouxFalls_flow.tntp``.

    Returns
    -------
    tntp
        Network, demand and flows, with nodes counted from 0 on.

    Raises
    ------
    TableError
        With everything that is wrong in a file, by file, row and column.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> head = "<NUMBER OF ZONES> 2\\n<NUMBER OF NODES> 2\\n<FIRST THRU NODE> 1\\n"
    >>> text = head + "<NUMBER OF LINKS> 1\\n<END OF METADATA>\\n1 2 100 5 10 0.15 4 0 0 1 ;\\n"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "small_net.tntp")
    ...     _ = path.write_text(text)
    ...     len(load_tntp(path).network)
    1
    """
    made = _network(_opened(network))
    demand = Demand([], [], []) if trips is None else _trips(_opened(trips), made)
    if flow is None:
        return Tntp(made, demand)
    return Tntp(made, demand, *_flows(_opened(flow), made))


def _opened(path: str | Path) -> _File:
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise TableError(Problem("B11", f"the file cannot be read ({why})", "Check the path.",
                                 file=place.name)) from None
    rows, head = list[_Row](), dict[str, _Row]()
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.partition("~")[0].strip()
        named = _HEAD.fullmatch(bare)
        if named:
            head[named[1].strip().upper()] = _Row(number, named[2].strip())
        elif bare:
            rows.append(_Row(number, bare))
    return _File(place.name, rows, head)


def _network(file: _File) -> FlowNetwork:
    zones, nodes, first, links = (int(file.number(name)) for name in NEEDED)
    factors = file.number("TOLL FACTOR", 0.0), file.number("DISTANCE FACTOR", 0.0)
    if zones > nodes:
        file.note("B12", f"{zones} zones are more than {nodes} nodes", "Correct the head.")
    file.stop()
    columns = [_link(file, row, nodes) for row in file.rows]
    if len(columns) != links:
        file.note("B16", f"there are {len(columns)} links; the head says {links}",
                  "Correct <NUMBER OF LINKS>, or add the links.")
    file.stop()
    table = np.array(columns, dtype=float).reshape(-1, len(COLUMNS))
    fixed = factors[0] * table[:, 8] + factors[1] * table[:, 3]
    return FlowNetwork(nodes, table[:, 0].astype(int), table[:, 1].astype(int),
                       Bpr(table[:, 4], table[:, 2], table[:, 5], table[:, 6]),
                       fixed=fixed if fixed.any() else None, zones=max(0, min(first - 1, nodes)))


def _link(file: _File, row: _Row, nodes: int) -> list[float]:
    cells = row.text.rstrip(";").split()
    if len(cells) != len(COLUMNS):
        file.note("B13", f"the row has {len(cells)} columns, not {len(COLUMNS)}",
                  f"Give {', '.join(COLUMNS)} and a semicolon.", row.number)
        return [0.0] * len(COLUMNS)
    ends = [float(file.node(cell, row.number, name, nodes))
            for cell, name in zip(cells[:2], COLUMNS, strict=False)]
    figures = [file.value(cell, row.number, name)
               for cell, name in zip(cells[2:], COLUMNS[2:], strict=True)]
    if figures[0] == 0:
        file.note("B15", "the capacity is not more than 0", "Give a flow more than 0.", row.number,
                  "capacity")
    return ends + figures


def _trips(file: _File, network: FlowNetwork) -> Demand:
    found: dict[tuple[int, int], float] = {}
    origin: int | None = None
    for row in file.rows:
        words = row.text.split()
        if words[0].lower() == "origin":
            origin = file.node("".join(words[1:2]), row.number, "Origin", network.count)
            continue
        if origin is None:
            file.note("B17", "trips stand above the first origin", 'Add a line "Origin 1".',
                      row.number)
            break
        for destination, trips in _cells(file, row, network.count):
            if trips:
                key = (origin, destination)
                found[key] = found.get(key, 0.0) + trips
    file.stop()
    total = sum(found.values())
    said = file.number("TOTAL OD FLOW", total)
    if abs(total - said) > SAME * max(total, said):
        file.note("B18", f"trips add up to {total:,.6g}; the head says {said:,.6g}",
                  "Correct <TOTAL OD FLOW>, or look for trips that are missing.")
    file.stop()
    return Demand([pair[0] for pair in found], [pair[1] for pair in found], list(found.values()))


def _cells(file: _File, row: _Row, nodes: int) -> Iterator[tuple[int, float]]:
    """Read ``destination : trips;`` as often as a line has it."""
    for part in filter(None, (part.strip() for part in row.text.split(";"))):
        destination, colon, trips = (word.strip() for word in part.partition(":"))
        if not colon:
            file.note("B13", f'"{part}" is no trip', 'Write "destination : trips;".', row.number)
            continue
        yield (file.node(destination, row.number, "destination", nodes),
               file.value(trips, row.number, "trips"))


def _flows(file: _File, network: FlowNetwork) -> tuple[Any, Any]:
    at = {pair: place for place, pair in enumerate(zip(network.tail.tolist(), network.head.tolist(),
                                                       strict=True))}
    found = np.full((2, len(network)), np.nan)
    for row in file.rows:
        cells = row.text.replace(":", " ").replace(";", " ").split()
        if cells[0].lower() == "from":
            continue
        if len(cells) != 4:
            file.note("B13", f"the row has {len(cells)} columns, not 4",
                      "Give from, to, volume and cost.", row.number)
            continue
        ends = tuple(file.node(cell, row.number, name, network.count)
                     for cell, name in zip(cells[:2], ("From", "To"), strict=True))
        if ends not in at:
            file.note("B19", f"no link leads from {cells[0]} to {cells[1]}",
                      "Give the flows of this network.", row.number)
            continue
        found[:, at[ends]] = [file.value(cell, row.number, name)
                              for cell, name in zip(cells[2:], ("Volume", "Cost"), strict=True)]
    missing = int(np.isnan(found[0]).sum())
    if missing and not file.problems:
        file.note("B19", f"{missing} of {len(network)} links have no flow",
                  "Give the flows of this network.")
    file.stop()
    return found[0], found[1]
