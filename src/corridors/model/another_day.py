"""A snapshot on another day: the day decides again, what a scenario said holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corridors.model.snapshot import Snapshot

__all__ = ["on_another_day"]


def on_another_day(snapshot: Snapshot, day: date) -> Snapshot:
    """Give the same network on another day; see :meth:`Snapshot.on_day`.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    day
        The other day.

    Returns
    -------
    snapshot
        The same object every time; itself on its own day.
    """
    if day == snapshot.on:
        return snapshot
    key = ("on_day", day)
    if key not in snapshot.memo:
        snapshot.memo[key] = _moved(snapshot, day)
    made: Snapshot = snapshot.memo[key]
    return made


def _moved(snapshot: Snapshot, day: date) -> Snapshot:
    fresh = Snapshot.of(snapshot.network, day, assume_expected=snapshot.assume_expected)
    if not snapshot.changed - set(snapshot.assumed) and snapshot.untouched:
        return replace(fresh, scenario=snapshot.scenario)
    links = snapshot.network.links
    status = tuple(snapshot.status[place] if link in snapshot.fixed else fresh.status[place]
                   for place, link in enumerate(links.link_id))
    assumed = tuple(link for link in fresh.assumed if link not in snapshot.fixed)
    no_longer = _only_assumed(snapshot) - set(assumed)
    before = {_said(snapshot, link) for link in snapshot.assumed}
    return replace(
        snapshot, on=day, status=status, assumed=assumed,
        changed=(snapshot.changed - no_longer) | set(assumed),
        applied=tuple(sorted({text for text in snapshot.applied if text not in before}
                             | {_said(snapshot, link) for link in assumed})),
        notes=(*fresh.notes, *(note for note in snapshot.notes if note.code != "Q16")), memo={})


def _said(snapshot: Snapshot, link_id: str) -> str:
    return f"assume {link_id} open, expected {snapshot.network.link(link_id).opens_expected}"


def _only_assumed(snapshot: Snapshot) -> set[str]:
    """Give the links that are changed for no other reason than that they are assumed to open."""
    index, records = snapshot.network.links.index, snapshot.network.links.records
    same = {link for link in snapshot.assumed if link not in snapshot.fixed
            and snapshot.length_km[index[link]] == records[index[link]].length_km
            and snapshot.speed_kmh[index[link]] == records[index[link]].speed_kmh}
    charged = {charge.link_id for charge, was in zip(snapshot.charges, snapshot.network.charges,
                                                     strict=True) if charge != was}
    return same - charged
