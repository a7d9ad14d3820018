"""A network on a day: every link with exactly one status. The only thing that can be routed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from corridors.errors import Problem
from corridors.model.records import BorderCharge, GaugeChange, Terminal
from corridors.model.spread import Spread
from corridors.model.status import STATUSES, carries, status_on

if TYPE_CHECKING:
    from corridors.model.network import Network
    from corridors.model.scenario import Change, Scenario

__all__ = ["Snapshot"]


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The network as it stands on a day, or as a scenario changes it.

    Get one with :meth:`Network.as_of`, and changed ones with :meth:`apply`. Columns are in the
    order of ``network.links``.

    Parameters
    ----------
    network
        The topology.
    on
        The day.
    status
        Status of each link.
    length_km
        Length of each link in km, with its range.
    speed_kmh
        Own speed of each link in km/h; None where the cost model decides.
    charges, terminals, gauge_changes
        The companion tables as they hold here.
    changed
        Ids of the links whose status or figures differ from the network on that day.
    applied
        What was changed, in words, sorted.
    scenario
        Name of the scenario and variant, or blank.
    notes
        What looked doubtful while changing it.
    memo
        Where routing keeps what it derives from this snapshot, so that it is built once.
    """

    network: Network
    on: date
    status: tuple[str, ...] = field(repr=False)
    length_km: tuple[Spread, ...] = field(repr=False)
    speed_kmh: tuple[float | None, ...] = field(repr=False)
    charges: tuple[BorderCharge, ...] = field(repr=False)
    terminals: tuple[Terminal, ...] = field(repr=False)
    gauge_changes: tuple[GaugeChange, ...] = field(repr=False)
    changed: frozenset[str] = frozenset()
    applied: tuple[str, ...] = ()
    scenario: str = ""
    notes: tuple[Problem, ...] = ()
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, network: Network, on: date) -> Snapshot:
        """Give a network as it stands on a day.

        Parameters
        ----------
        network
            The network.
        on
            The day.

        Returns
        -------
        snapshot
            Unchanged by any scenario.
        """
        links = network.links
        return cls(
            network=network,
            on=on,
            status=tuple(status_on(on, events, base)
                         for events, base in zip(links.history, links.status, strict=True)),
            length_km=tuple(link.length_km for link in links.records),
            speed_kmh=tuple(link.speed_kmh for link in links.records),
            charges=network.charges,
            terminals=network.terminals,
            gauge_changes=network.gauge_changes,
        )

    def apply(self, what: Scenario | Iterable[Change], variant: str | None = None) -> Snapshot:
        """Give the snapshot as a scenario changes it; this one stays as it is.

        Parameters
        ----------
        what
            A scenario, or changes.
        variant
            Which variant of the scenario; may be left out where it has only one.

        Returns
        -------
        snapshot
            The changed network. A variant with a date of its own is taken on that date.

        Raises
        ------
        ScenarioError
            With every change that cannot be made: something unknown is selected, two changes
            contradict each other, or what a change expects is not so.
        """
        from corridors.model.apply import apply_changes, apply_scenario
        from corridors.model.scenario import Scenario

        if isinstance(what, Scenario):
            return apply_scenario(self, what, variant)
        return apply_changes(self, tuple(what))

    def status_of(self, link_id: str) -> str:
        """Give the status of a link.

        Raises
        ------
        QueryError
            If there is no such link.
        """
        self.network.link(link_id)
        return self.status[self.network.links.index[link_id]]

    @property
    def carrying(self) -> tuple[bool, ...]:
        """Whether each link carries traffic."""
        return tuple(carries(status) for status in self.status)

    def __repr__(self) -> str:
        kept = sum(self.carrying)
        how = f", {self.scenario}" if self.scenario else \
            f", {len(self.applied)} changes" if self.applied else ""
        return (f"<Snapshot of {self.network.title!r} on {self.on}{how}: "
                f"{kept} of {len(self.status)} links carry traffic>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        count = Counter(self.status)
        rows = [(status, str(count[status])) for status in STATUSES if count[status]]
        rows += [("applied", text) for text in self.applied]
        return table(f"{self.network.title} on {self.on}", ("status", "links"), rows)
