"""What changes made of things, in words: figures and statuses before and after."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from corridors.model.applied import NOT_THERE, Applied
from corridors.model.fields import FIELD_WORDS
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.reports.names import Names, listed
from corridors.reports.numbers import counted
from corridors.reports.plain import plain_text

__all__ = ["SET", "before_after", "made_said", "record_json", "set_at", "thing_said"]

SET = {**FIELD_WORDS, "name": "place", "terminal": "terminal", "gauge_change": "change of gauge"}
"""What ``set`` sets and ``add`` adds, in words."""

TOLD = 3
"""Of how many things a change is told one by one; the rest is counted."""


def before_after(one: Applied) -> str:
    """Say what became of a figure or status.

    Parameters
    ----------
    one
        What was changed.

    Examples
    --------
    >>> from corridors.model.change import Change
    >>> flat = Spread(12, 12, 12)
    >>> before_after(Applied("border", "a", "dwell_h", flat, flat.scaled(0.5), "h", Change()))
    'waiting time from 12 to 6 h'
    """
    what = SET.get(one.field, one.field)
    part = f" ({one.part})" if one.part else ""
    if one.old == NOT_THERE:
        return f"new, {what} {plain_text(_word(one.new))}" if one.kind == "node" else \
            f"new, {_word(one.new)}"
    if one.new is None:
        return f"{what}{part} {one.factor:g} times what it was"
    before = f"from {_word(one.old)} " if one.old is not None else ""
    return f"{what}{part} {before}to {_word(one.new)} {one.unit}".strip()


def made_said(names: Names, record: Sequence[Applied]) -> str:
    """Say what a change made of everything it selects.

    Parameters
    ----------
    names
        Names of the network.
    record
        What it changed.

    Returns
    -------
    said
        Blank where it changed nothing.
    """
    by_words: dict[str, dict[str, None]] = {}
    kinds = {"place" if one.kind == "node" else "link" for one in record}
    for one in record:
        by_words.setdefault(before_after(one), {})[thing_said(names, one)] = None
    if len(by_words) == 1:
        ((words, things),) = by_words.items()
        # What a change selects is named beside it.
        return words if len(things) == 1 else f"{counted(len(things), min(kinds))}: {words}"
    told = [f"{listed(things, TOLD)}: {words}" for words, things in by_words.items()]
    more = len(told) - TOLD
    return "; ".join([*told[:TOLD], f"and {more:,} more"] if more > 0 else told)


def set_at(snapshot: Snapshot, key: str, fields: Collection[str], part: str = "") -> str:
    """Say which figures of a thing a scenario sets.

    Parameters
    ----------
    snapshot
        The network as the scenario changes it.
    key
        Id of the link or node.
    fields
        The fields that count here.
    part
        Of what the figure is, where it differs: a direction, two modes, a technique.

    Returns
    -------
    said
        Such as ``waiting time from 12 to 6 h``; blank where it sets none.
    """
    found = [before_after(replace(one, part="")) for one in snapshot.record
             if one.key == key and one.field in fields and one.part in ("", part)]
    return listed(found) if found else ""


def record_json(record: Sequence[Applied]) -> list[dict[str, Any]]:
    """Give what changes made of a network as JSON objects.

    Parameters
    ----------
    record
        What was changed.
    """
    return [{"kind": one.kind, "id": one.key, "field": one.field, "of": one.part or None,
             "old": _number(one.old), "old_range": _ends(one.old), "new": _number(one.new),
             "new_range": _ends(one.new), "unit": one.unit or None, "said": one.said(),
             "change": one.change.said()} for one in record]


def thing_said(names: Names, one: Applied) -> str:
    """Name what was changed.

    Parameters
    ----------
    names
        Names of the network.
    one
        What was changed.
    """
    if one.kind == "node":
        index = names.network.nodes.index
        return names.place(one.key) if one.key in index else plain_text(str(one.new))
    return names.link(one.key) if one.key in names.network.links.index else plain_text(one.key)


def _word(value: Spread | str | None) -> str:
    if isinstance(value, Spread):
        return f"{value.value:,.10g}"
    return "" if value is None else value.replace("_", " ")


def _number(value: Spread | str | None) -> float | str | None:
    return value.value if isinstance(value, Spread) else value


def _ends(value: Spread | str | None) -> list[float] | None:
    return [value.low, value.high] if isinstance(value, Spread) else None
