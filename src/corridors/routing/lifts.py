"""What a question itself forbids, and the question without some of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from corridors.model.modes import MODES
from corridors.model.query import Query
from corridors.model.rates import TECHNIQUES
from corridors.model.restriction import LIMITS, NO_CHANGE
from corridors.model.snapshot import Snapshot
from corridors.routing.restrictions import prepare

__all__ = ["lift_keys", "lifted", "lifts_of"]

def lifts_of(query: Query) -> tuple[str, ...]:
    """Give everything that a query forbids and might allow.

    Parameters
    ----------
    query
        The query.

    Returns
    -------
    lifts
        What it avoids, modes and techniques it leaves out, ``only_cited``, names of its limits.

    Examples
    --------
    >>> lifts_of(Query("Baku", "Kars", overland=True, avoid=["country:AM"], max_borders=1))
    ('country:AM', 'sea', 'ferry', 'inland_waterway', 'max_borders')
    """
    techniques = query.technique_names
    return (*query.avoid, *(mode for mode in MODES if mode not in query.mode_names),
            *(name for name in sorted(TECHNIQUES) if techniques is not None
              and name not in techniques),
            *(("only_cited",) if query.only_cited else ()), *query.counted)


def lifted(query: Query, lifts: Collection[str]) -> Query:
    """Give a question that allows more.

    Parameters
    ----------
    query
        The question.
    lifts
        What it shall no longer forbid: some of :func:`lifts_of`.

    Examples
    --------
    >>> lifted(Query("Baku", "Kars", modes={"rail"}, max_borders=1), ["road", "max_borders"]).said()
    'rail, road only'
    """
    modes = {mode for mode in MODES if mode in query.mode_names or mode in lifts}
    changed: dict[str, Any] = {name: None for name in LIMITS if name in lifts}
    if modes != set(query.mode_names):
        changed |= {"modes": None if modes == MODES.keys() else modes, "overland": False}
    techniques = query.technique_names
    if techniques is not None:
        some = {name for name in TECHNIQUES if name in techniques or name in lifts}
        changed["gauge_change"] = None if some == set(TECHNIQUES) else some or {NO_CHANGE}
    return replace(query, avoid=tuple(text for text in query.avoid if text not in lifts),
                   only_cited=query.only_cited and "only_cited" not in lifts, **changed)


def lift_keys(snapshot: Snapshot, query: Query, lifts: Iterable[tuple[str, int]]) -> list[int]:
    """Give the keys that each arc of the state graph needs because of what a query forbids.

    Each restriction is put alone to the network, so that what it forbids is told by the same
    rules as in any other question.

    Parameters
    ----------
    snapshot
        The network on a day.
    query
        The query.
    lifts
        What it forbids, with the key that stands for each.

    Returns
    -------
    needs
        Bits, in the order of the arcs.
    """
    named = lifts_of(query)
    open_to_all = prepare(snapshot, lifted(query, named)).mask.allowed
    needs = [0] * len(open_to_all)
    for lift, key in lifts:
        if lift in LIMITS:
            continue
        alone = lifted(query, [other for other in named if other != lift])
        allowed = prepare(snapshot, alone).mask.allowed
        for arc, (may, might) in enumerate(zip(allowed, open_to_all, strict=True)):
            if might and not may:
                needs[arc] |= key
    return needs
