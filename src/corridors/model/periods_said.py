"""From day to day, what a link is where a scenario says so for a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from corridors.model.laid import Setting, in_force
from corridors.model.snapshot import Snapshot

__all__ = ["periods_said", "statuses_said"]

Periods = tuple[tuple[date, str], ...]


def statuses_said(snapshot: Snapshot) -> Mapping[str, Sequence[Setting]]:
    """Give what changes say of the status of links, by link.

    Parameters
    ----------
    snapshot
        The network as a scenario changes it.
    """
    found = defaultdict[str, list[Setting]](list)
    for setting in snapshot.settings:
        if setting.field == "status":
            found[setting.key].append(setting)
    return found


def periods_said(natural: Periods, said: Sequence[Setting], days: tuple[date, date]) -> Periods:
    """Lay what changes say of a link over what it is from day to day.

    Parameters
    ----------
    natural
        First day and status of each period, without the changes.
    said
        What changes say of its status, layer by layer.
    days
        The first and the last day.

    Returns
    -------
    periods
        First day and status of each period.

    Examples
    --------
    >>> from corridors.model.change import Change
    >>> shut = Change(("link:a",), "close", starts=date(2027, 1, 1), ends=date(2027, 4, 1))
    >>> days = date(2026, 12, 1), date(2027, 11, 30)
    >>> for day, status in periods_said(((days[0], "operational"),),
    ...                                 [Setting(1, "status", "a", shut)], days):
    ...     print(day, status)
    2026-12-01 operational
    2027-01-01 closed
    2027-04-01 operational
    """
    turns = {day for day, _ in natural}
    for one in said:
        turns |= {day for day in (one.change.starts, one.change.ends)
                  if day is not None and days[0] < day <= days[1]}
    found: list[tuple[date, str]] = []
    for day in sorted(turns):
        held = in_force(said, day)
        status = held[-1].change.new_status if held else \
            [is_ for first, is_ in natural if first <= day][-1]
        if not found or found[-1][1] != status:
            found.append((day, status))
    return tuple(found)
