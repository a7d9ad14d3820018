"""A snapshot on another day: the day decides again, what a scenario said holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corridors.model.laid import laid
from corridors.model.resting import resting
from corridors.model.snapshot import Snapshot

__all__ = ["on_another_day"]

DATED = ("Q16", "S27")
"""Codes of the notes that are about the day."""


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
    made = laid(fresh, snapshot.settings, snapshot.changes) if snapshot.changes else fresh
    kept = (note for note in snapshot.notes if note.code not in DATED)
    return replace(made, scenario=snapshot.scenario,
                   notes=(*fresh.notes, *kept, *resting(snapshot.changes, day)))
