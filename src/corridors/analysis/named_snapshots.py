"""What the network is compared with: one variant of it, or several by name."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.errors import Problem, QueryError
from corridors.model.given import expect
from corridors.model.snapshot import Snapshot

__all__ = ["named_snapshots"]


def named_snapshots(variants: Snapshot | Mapping[str, Snapshot]) -> dict[str, Snapshot]:
    """Give variants by name; one that has none is called "variant".

    Parameters
    ----------
    variants
        The network as it would be: a snapshot, or several by name.

    Raises
    ------
    QueryError
        If none is given, or something else.

    Examples
    --------
    >>> from corridors import load
    >>> list(named_snapshots(load().as_of()))
    ['variant']
    """
    named = dict(variants) if isinstance(variants, Mapping) else {
        getattr(variants, "scenario", "") or "variant": variants}
    if not named:
        raise QueryError(Problem("Q55", "no variant is given", "Give at least one."))
    for snapshot in named.values():
        expect(snapshot, Snapshot, "the network as it would be",
               "Make it first: today.apply(...), or several by name.")
    return named
