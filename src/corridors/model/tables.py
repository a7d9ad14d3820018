"""What a network is built from: records, and where each of them was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corridors.errors import Problem
from corridors.model.costs import CostModel
from corridors.model.investment import Investment
from corridors.model.population import Population
from corridors.model.records import (
    Alias,
    Border,
    BorderCharge,
    Claim,
    Event,
    GaugeChange,
    Link,
    Node,
    Source,
    Terminal,
)

__all__ = ["Alignment", "Tables"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a link runs.

    Parameters
    ----------
    points
        ``(lon, lat)`` pairs in degrees, from the link's ``from_node_id`` to its ``to_node_id``.
    method
        matched, digitised, lane or schematic.
    source
        Source keys, separated by semicolons.
    attribution
        Whom to name beside any copy of the line; blank where nobody asks for it.
    """

    points: tuple[tuple[float, float], ...]
    method: str
    source: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The records of a network, in any order.

    Parameters
    ----------
    nodes, links, borders, charges, terminals, gauge_changes, aliases, events, claims, sources
        Records; see :mod:`corridors.model.records`.
    alignments
        Alignment by link id.
    population, groups, investments
        People of each town by node id; node ids by the name of a group of places; what projects
        cost, by project.
    title
        Name of the data set.
    reference_date
        The date meant when none is given.
    costs
        The cost model that comes with the data, or None.
    notes
        What was mended or looked doubtful while reading.
    rows
        Row numbers, as a spreadsheet shows them, of the records of each file; where a file is
        missing here its problems are told without a row.
    """

    nodes: Sequence[Node]
    links: Sequence[Link]
    borders: Sequence[Border] = ()
    charges: Sequence[BorderCharge] = ()
    terminals: Sequence[Terminal] = ()
    gauge_changes: Sequence[GaugeChange] = ()
    aliases: Sequence[Alias] = ()
    events: Sequence[Event] = ()
    claims: Sequence[Claim] = ()
    sources: Sequence[Source] = ()
    alignments: Mapping[str, Alignment] = field(default_factory=dict)
    population: Mapping[str, Population] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    investments: Mapping[str, Investment] = field(default_factory=dict)
    title: str = "network"
    reference_date: date = date(2026, 11, 1)
    costs: CostModel | None = None
    notes: Sequence[Problem] = ()
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def problem(self, code: str, file: str, place: int, column: str, message: str,
                advice: str = "") -> Problem:
        """Write a problem about the record at a position of a file.

        Parameters
        ----------
        code
            Code of the rule, as in :class:`corridors.errors.Problem`.
        file
            File the record came from, such as ``link.csv``.
        place
            Position of the record, from 0.
        column
            Column the problem is in.
        message, advice
            As in :class:`corridors.errors.Problem`.

        Returns
        -------
        problem
            The problem, with file and row where they are known.
        """
        numbers = self.rows.get(file, ())
        row = numbers[place] if place < len(numbers) else None
        return Problem(code, message, advice, file=file, row=row, column=column)
