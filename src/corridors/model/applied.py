"""What changes made of a network, thing by thing: every figure and status, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from typing import TYPE_CHECKING, TypeAlias

from corridors.model.change import Change
from corridors.model.dwell import dwell_without_gauge_change
from corridors.model.fields import FIELDS
from corridors.model.figure import Figure
from corridors.model.on_day import status_of
from corridors.model.spread import Spread

if TYPE_CHECKING:
    from corridors.model.network import Network
    from corridors.model.snapshot import Snapshot

__all__ = ["NOT_THERE", "Applied", "Parts", "gauge_part", "modes_part", "own_parts", "record_of"]

NOT_THERE = "not there"
"""What is said of a thing before it is added."""

Parts: TypeAlias = Mapping[str, Spread | None]
"""A figure by what it is of: a direction of a border, two modes; one blank where it is of all."""


@dataclass(frozen=True, slots=True)
class Applied:
    """One field of one thing that a change changed.

    Parameters
    ----------
    kind, key
        ``link``, ``border`` or ``node``, and its id; of what borders take, the id of the link that
        crosses.
    field
        One of :data:`~corridors.model.fields.FIELDS`; of nodes and facilities that are added,
        ``name``, ``terminal`` or ``gauge_change``.
    old, new
        Before and after: a figure in its unit, or a word. None where the cost model decides.
    unit
        Unit of a figure; blank for words.
    change
        The change that made it; the last, where several did.
    part
        Of what it is, where figures differ: ``forward``, ``rail to road``. Blank for all.
    factor
        What the figure of the cost model is multiplied by, where it is not known here.

    Examples
    --------
    >>> from corridors import load
    >>> faster = Change(("border:az-ir-astara",), "set", "dwell_h", factor=0.5)
    >>> for one in load().as_of().apply([faster]).record[:1]:
    ...     print(one.key, "-", one.said())
    az-astara-ir-astara-rail - dwell_h: 12 -> 6 h
    """

    kind: str
    key: str
    field: str
    old: Spread | str | None
    new: Spread | str | None
    unit: str
    change: Change = field_of(repr=False)
    part: str = ""
    factor: float = 1.0

    def said(self) -> str:
        """Say it in one line, without the thing: ``field: old -> new``."""
        part = f" ({self.part})" if self.part else ""
        new = f"{self.factor:g} times that" if self.new is None else _word(self.new)
        return f"{self.field}{part}: {_word(self.old)} -> {new} {self.unit}".strip()


def record_of(snapshot: Snapshot, present: Callable[[str, str], Parts] | None = None
              ) -> tuple[Applied, ...]:
    """Give what changes made of a network on its day.

    Parameters
    ----------
    snapshot
        The network as changes make it.
    present
        Gives a figure as it is without the changes, by field and id; the own figures of the data
        if not given.

    Returns
    -------
    record
        Sorted by kind, id and field; what is as it was is not in it.
    """
    look = present or (lambda name, key: own_parts(snapshot.network, name, key))
    found = [*_statuses(snapshot), *_added(snapshot), *_gauges(snapshot)]
    for (name, key), figure in snapshot.figures.items():
        found += _figures(name, key, figure, look(name, key), _by(snapshot, name, key))
    return tuple(sorted(found, key=lambda one: (one.kind, one.key, one.field, one.part)))


def own_parts(network: Network, name: str, key: str) -> Parts:
    """Give a figure as the data has it, and None where the cost model decides.

    Parameters
    ----------
    network
        The network.
    name
        The field.
    key
        Id of the link or node.
    """
    kind = FIELDS[name].kind
    if kind == "link":
        own = getattr(network.link(key), name, None)
        return {"": Spread(own, own, own) if isinstance(own, int | float) else own}
    if kind == "border":
        return {"forward" if one.forward else "backward":
                dwell_without_gauge_change(one, network.gauge_changes, network.costs)
                if name == "dwell_h" else one.fee_usd_per_teu
                for one in network.charges if one.link_id == key} or {"": None}
    if name.startswith("transfer"):
        return {modes_part(one.modes): one.hours if name.endswith("_h") else one.fee_usd_per_teu
                for one in network.terminals if one.node_id == key}
    return {gauge_part(one.gauges_mm, one.technique):
            one.hours if name.endswith("_h") else one.fee_usd_per_teu
            for one in network.gauge_changes if one.node_id == key}


def modes_part(modes: Iterable[str]) -> str:
    """Say of which transfer a figure is.

    Parameters
    ----------
    modes
        The two modes, in any order.
    """
    return " and ".join(sorted(modes)).replace("_", " ")


def gauge_part(gauges_mm: Iterable[int], technique: str) -> str:
    """Say of which break of gauge a figure is.

    Parameters
    ----------
    gauges_mm
        The two gauges, in any order.
    technique
        The technique.
    """
    return f"{'/'.join(map(str, sorted(gauges_mm)))} mm, {technique.replace('_', ' ')}"


def _figures(name: str, key: str, figure: Figure, parts: Parts, change: Change
             ) -> Iterator[Applied]:
    kind, unit = FIELDS[name].kind, FIELDS[name].unit
    same = len(set(parts.values())) == 1
    for part, old in list(parts.items())[:1] if same else parts.items():
        new = figure.own(old)
        if new != old or old is None:
            yield Applied(kind, key, name, old, new, unit, change, "" if same else part,
                          figure.factor if new is None else 1.0)


def _by(snapshot: Snapshot, name: str, key: str) -> Change:
    """Give the last change of a field that holds on the day."""
    return [one.change for one in snapshot.settings if (one.field, one.key) == (name, key)
            and one.change.holds_on(snapshot.on)][-1]


def _statuses(snapshot: Snapshot) -> Iterator[Applied]:
    links = snapshot.network.links
    for key in snapshot.fixed:
        place = links.index[key]
        old = status_of(links, place, snapshot.on, assume_expected=snapshot.assume_expected)
        if snapshot.status[place] != old:
            yield Applied("link", key, "status", old, snapshot.status[place], "",
                          _by(snapshot, "status", key))


def _gauges(snapshot: Snapshot) -> Iterator[Applied]:
    before: dict[str, tuple[int, ...]] = {}
    for one in snapshot.settings:
        if one.field == "gauge_mm":
            before.setdefault(one.key, one.before)
    for key, old in before.items():
        new = snapshot.network.link(key).gauges_mm
        if new != old:
            yield Applied("link", key, "gauge_mm", _gauge(old), _gauge(new), "mm",
                          _by(snapshot, "gauge_mm", key))


def _added(snapshot: Snapshot) -> Iterator[Applied]:
    for change in snapshot.changes:
        for node in change.nodes:
            yield Applied("node", node.node_id, "name", NOT_THERE, node.name, "", change)
        for link in change.links:
            yield Applied("link", link.link_id, "status", NOT_THERE,
                          snapshot.status_of(link.link_id), "", change)
        for terminal in change.terminals:
            yield Applied("node", terminal.node_id, "terminal", NOT_THERE,
                          " and ".join(terminal.modes), "", change)
        for facility in change.gauge_changes:
            yield Applied("node", facility.node_id, "gauge_change", NOT_THERE,
                          _gauge(facility.gauges_mm), "mm", change)


def _gauge(gauges: tuple[int, ...]) -> str:
    return " and ".join(map(str, gauges))


def _word(value: Spread | str | None) -> str:
    if value is None:
        return "cost model"
    return value if isinstance(value, str) else f"{value.value:,.10g}"
