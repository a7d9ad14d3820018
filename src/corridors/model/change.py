"""Changes to a network: what is opened, closed, set or added, why and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import date

from corridors.errors import Problem
from corridors.model.fields import FIELDS
from corridors.model.records import GaugeChange, Link, Node, Terminal
from corridors.model.spread import Spread

__all__ = ["ACTIONS", "Change"]

ACTIONS = ("open", "close", "set", "add")

OPEN, CLOSED = "operational", "closed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change to the network.

    Parameters
    ----------
    select
        What is changed: selectors such as ``link:ir-astara-ir-rasht-rail`` or
        ``border:az-ir-astara``; ``*`` in a link or border id stands for any letters.
    action
        ``open`` makes links operational, ``close`` closes them, ``set`` sets a field, ``add``
        adds nodes and links.
    field
        One of :data:`~corridors.model.fields.FIELDS`, for ``set``.
    value
        The new value, with its range; None where ``factor`` is given.
    factor
        What the present value is multiplied by.
    status
        The new status, where ``field`` is ``status``.
    expects
        The status that all selected links, or links of selected borders, have before the change;
        blank to accept any.
    reason, source
        Why, and by whose word.
    starts, ends
        First day on which it holds, and first day on which it does not any more (``from`` and
        ``until`` in files); None for no bound.
    requires
        Selectors of links that must carry traffic once all changes are made.
    conflicts
        Selectors of what no other change may touch beside this one.
    nodes, links
        What ``add`` adds.
    courses
        Where added links run: ``(lon, lat)`` pairs in degrees, by link id.
    terminals, gauge_changes
        Facilities that ``add`` adds: at nodes of the data, or at nodes it adds itself.
    gauges_mm
        The new gauges in mm, where ``field`` is ``gauge_mm``; several where all of them run.
    file, line
        Where the change is written.
    lines
        Line of each of its keys.
    """

    select: tuple[str, ...] = ()
    action: str = "open"
    field: str = ""
    value: Spread | None = None
    factor: float | None = None
    status: str = ""
    expects: str = ""
    reason: str = ""
    source: str = ""
    starts: date | None = None
    ends: date | None = None
    requires: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    courses: Mapping[str, tuple[tuple[float, float], ...]] = field_of(default_factory=dict,
                                                                      repr=False)
    terminals: tuple[Terminal, ...] = ()
    gauge_changes: tuple[GaugeChange, ...] = ()
    gauges_mm: tuple[int, ...] = ()
    file: str = ""
    line: int | None = None
    lines: Mapping[str, int] = field_of(default_factory=dict, repr=False, compare=False)

    @property
    def new_status(self) -> str:
        """The status it gives links; blank where it sets something else."""
        return {"open": OPEN, "close": CLOSED}.get(self.action, self.status)

    @property
    def gauges(self) -> tuple[int, ...]:
        """The new gauges in mm; empty where it sets something else."""
        if self.field != "gauge_mm" or self.gauges_mm or self.value is None:
            return self.gauges_mm
        return (round(self.value.value),)

    @property
    def says(self) -> tuple[object, ...]:
        """What it makes of what it selects: two changes that say the same are one."""
        return self.new_status, self.value, self.factor, self.gauges

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day: its period is half-open.

        Parameters
        ----------
        day
            The day.

        Examples
        --------
        >>> shut = Change(("country:IR",), "close", ends=date(2027, 4, 1))
        >>> shut.holds_on(date(2027, 3, 31)), shut.holds_on(date(2027, 4, 1))
        (True, False)
        """
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day < self.ends)

    def meets(self, other: Change) -> bool:
        """Say whether there is a day on which both hold.

        Parameters
        ----------
        other
            Another change.
        """
        starts = [day for day in (self.starts, other.starts) if day is not None]
        ends = [day for day in (self.ends, other.ends) if day is not None]
        return not (starts and ends) or max(starts) < min(ends)

    def period(self) -> str:
        """Say when it holds; blank where it always does.

        Examples
        --------
        >>> Change(("country:IR",), "close", starts=date(2027, 1, 1)).period()
        'from 2027-01-01'
        """
        return " ".join([*([f"from {self.starts}"] if self.starts else []),
                         *([f"until {self.ends}"] if self.ends else [])])

    def problem(self, code: str, message: str, advice: str = "", column: str = "") -> Problem:
        """Write a problem about this change, with file and line where they are known."""
        return Problem(code, message, advice, file=self.file,
                       line=self.lines.get(column, self.line), column=column)

    def said(self) -> str:
        """Say the change in one line, for stamps and reports.

        Examples
        --------
        >>> Change(("border:az-ir-astara",), "set", "dwell_h", factor=0.5).said()
        'set dwell_h of border:az-ir-astara to 0.5 times what it is'
        """
        when = f" {self.period()}" if self.period() else ""
        what = ", ".join(self.select)
        if self.action == "add":
            return f"add {', '.join(self.added)}{when}"
        if self.action != "set":
            return f"{self.action} {what}{when}"
        if self.factor is not None:
            return f"set {self.field} of {what} to {self.factor:g} times what it is{when}"
        return f"set {self.field} of {what} to {self._new()}{when}"

    @property
    def added(self) -> tuple[str, ...]:
        """Ids of the links it adds; of nodes and facilities where it adds no link."""
        return tuple(link.link_id for link in self.links) or \
            tuple(node.node_id for node in self.nodes) or \
            tuple(f"a terminal at {one.node_id}" for one in self.terminals) + \
            tuple(f"a change of gauge at {one.node_id}" for one in self.gauge_changes)

    def _new(self) -> str:
        unit = FIELDS[self.field].unit if self.field in FIELDS else ""
        if self.gauges_mm:
            return f"{' and '.join(map(str, self.gauges_mm))} {unit}"
        return self.status or (f"{self.value.value:g} {unit}" if self.value else "")
