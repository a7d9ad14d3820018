"""A network on a day: every link with exactly one status. The only thing that can be routed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from corridors.errors import Problem
from corridors.model.dates import as_day
from corridors.model.on_day import assumed_open, pause_of, status_of
from corridors.model.records import BorderCharge, GaugeChange, Terminal
from corridors.model.season import Pause
from corridors.model.spread import Spread
from corridors.model.status import STATUSES, carries

if TYPE_CHECKING:
    from corridors.model.applied import Applied
    from corridors.model.change import Change
    from corridors.model.figure import Figures
    from corridors.model.laid import Setting
    from corridors.model.network import Network
    from corridors.model.scenario import Scenario

__all__ = ["Snapshot"]

KEPT = range(1990, 2036)
"""Years for which the statuses of the shipped data are kept."""


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
    scenario, scenario_version
        Name of the scenario and variant, and the hash of its text; blank for none.
    notes
        What looked doubtful while changing it.
    assume_expected
        Whether links open when they are expected to.
    assumed
        Ids of the links that are open only for this reason, sorted.
    fixed
        Ids of the links whose status a scenario says.
    figures
        What holds for figures that a scenario sets, by field and id of the link or node; for what
        borders take, by the link that crosses. Wherever the figure comes from, the data or the
        cost model: it is looked up where it is needed.
    settings, changes
        What changes say of each thing, and when; and the changes. Statuses and figures are worked
        out of them and the day.
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
    scenario_version: str = ""
    notes: tuple[Problem, ...] = ()
    assume_expected: bool = False
    assumed: tuple[str, ...] = ()
    fixed: frozenset[str] = frozenset()
    figures: Figures = field(default_factory=dict, repr=False)
    settings: tuple[Setting, ...] = field(default=(), repr=False)
    changes: tuple[Change, ...] = field(default=(), repr=False)
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, network: Network, on: date, *, assume_expected: bool = False) -> Snapshot:
        """Give a network as it stands on a day.

        Parameters
        ----------
        network
            The network.
        on
            The day.
        assume_expected
            Whether links open when they are expected to.

        Returns
        -------
        snapshot
            Unchanged by any scenario.
        """
        links = network.links
        assumed = [links.records[place] for place in assumed_open(links, on)] \
            if assume_expected else []
        return cls(
            network=network,
            on=on,
            status=tuple(status_of(links, place, on, assume_expected=assume_expected)
                         for place in range(len(links))),
            # The same objects for every day, so that what rests on them is worked out once.
            length_km=network.memo.setdefault(
                "length_km", tuple(link.length_km for link in links.records)),
            speed_kmh=network.memo.setdefault(
                "speed_kmh", tuple(link.speed_kmh for link in links.records)),
            charges=network.charges,
            terminals=network.terminals,
            gauge_changes=network.gauge_changes,
            changed=frozenset(link.link_id for link in assumed),
            applied=tuple(f"assume {link.link_id} open, expected {link.opens_expected}"
                          for link in assumed),
            assume_expected=assume_expected,
            assumed=tuple(link.link_id for link in assumed),
            notes=_outside(network, on),
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

    def on_day(self, day: date | str) -> Snapshot:
        """Give the same network on another day, with the same changes.

        Parameters
        ----------
        day
            The day, as a ``date`` or ISO text.

        Returns
        -------
        snapshot
            Statuses, seasons and expected openings are those of the day; a status that a scenario
            says holds on every day. Made once for each day.

        Raises
        ------
        QueryError
            If it is no day.

        Examples
        --------
        >>> from corridors import load
        >>> load().as_of("2026-11-01").on_day("2027-01-15").on
        datetime.date(2027, 1, 15)
        """
        from corridors.model.another_day import on_another_day

        return on_another_day(self, as_day(day))

    def status_of(self, link_id: str) -> str:
        """Give the status of a link.

        Raises
        ------
        QueryError
            If there is no such link.
        """
        self.network.link(link_id)
        return self.status[self.network.links.index[link_id]]

    def pause_of(self, link_id: str) -> Pause | None:
        """Give the pause of the season a link is in.

        Parameters
        ----------
        link_id
            The link.

        Returns
        -------
        pause
            The pause, with the day on which it ends; None where the link is open, or carries
            nothing for another reason.

        Raises
        ------
        QueryError
            If there is no such link.

        Examples
        --------
        >>> from corridors import load
        >>> winter = load().as_of("2026-01-15")
        >>> winter.pause_of("ru-volga-don-canal-ru-kalach-waterway").said()
        'closed for the season, opens again on 2026-04-01'
        """
        status = self.status_of(link_id)
        pause = pause_of(self.network.links, self.network.links.index[link_id], self.on,
                         assume_expected=self.assume_expected)
        # A scenario may have opened the link, or closed it for another reason.
        return pause if pause is not None and pause.status == status else None

    def capacity_of(self, link_id: str) -> float | None:
        """Give the capacity of a link in million tonnes a year; None where it is not known.

        Parameters
        ----------
        link_id
            The link.

        Raises
        ------
        QueryError
            If there is no such link.

        Examples
        --------
        >>> from corridors import Change, load
        >>> from corridors.model.spread import Spread
        >>> fifteen = Change(("link:ir-astara-ir-rasht-rail",), "set", "capacity_mt_per_year",
        ...                  Spread(15, 15, 15))
        >>> load().as_of().apply([fifteen]).capacity_of("ir-astara-ir-rasht-rail")
        15
        """
        own = self.network.link(link_id).capacity_mt_per_year
        figure = self.figures.get(("capacity_mt_per_year", link_id))
        if figure is None:
            return own
        held = figure.own(None if own is None else Spread(own, own, own))
        return None if held is None else held.value

    @property
    def untouched(self) -> bool:
        """Whether no scenario changed it; an expected opening that is assumed is no change."""
        return not self.changes

    @property
    def record(self) -> tuple[Applied, ...]:
        """What changes made of the network, thing by thing, sorted by kind, id and field.

        A figure of the cost model is not known here: :func:`corridors.recorded` takes a cost model.
        """
        from corridors.model.applied import record_of

        if "record" not in self.memo:
            self.memo["record"] = record_of(self)
        made: tuple[Applied, ...] = self.memo["record"]
        return made

    @property
    def carrying(self) -> tuple[bool, ...]:
        """Whether each link carries traffic."""
        return tuple(carries(status) for status in self.status)

    def __repr__(self) -> str:
        kept = sum(self.carrying)
        made = len(self.applied) - len(self.assumed)
        how = f", {self.scenario}" if self.scenario else f", {made} changes" if made else ""
        how += f", {len(self.assumed)} expected openings assumed" if self.assume_expected else ""
        return (f"<Snapshot of {self.network.title!r} on {self.on}{how}: "
                f"{kept} of {len(self.status)} links carry traffic>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        count = Counter(self.status)
        rows = [(status, str(count[status])) for status in STATUSES if count[status]]
        rows += [("applied", text) for text in self.applied]
        rows += [(one.key, one.said()) for one in self.record]
        return table(f"{self.network.title} on {self.on}", ("status", "links"), rows)


def _outside(network: Network, on: date) -> tuple[Problem, ...]:
    if not network.events or on.year in KEPT:
        return ()
    return (Problem("Q16", f"dated statuses are kept from {KEPT[0]} to {KEPT[-1]}; on {on} many "
                           "links have the status they had first or have last",
                    "Take the answer as a sketch."),)
