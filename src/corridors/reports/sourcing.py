"""What the figures of a network rest on: as text for a terminal and as a JSON object."""

from __future__ import annotations

from typing import Any

from corridors.analysis.sourcing import Share, Sourcing
from corridors.model.sourcing import BASES
from corridors.reports.plain import plain_text, short_text

__all__ = ["COLUMNS", "sourcing_json", "sourcing_text"]

COLUMNS = {"cited": "cited", "computed": "computed", "confirmed": "confirmed",
           "general_knowledge": "general", "none": "none"}
"""Heads of the columns, by what lengths rest on."""

UNSOURCED_TOLD = 20


def sourcing_text(sourcing: Sourcing) -> str:
    """Write for a terminal what the figures of a network rest on.

    Parameters
    ----------
    sourcing
        What they rest on.

    Returns
    -------
    text
        A row for each corridor and one for all links, then the rows that name no source.

    Examples
    --------
    >>> from corridors import load
    >>> from corridors.analysis.sourcing import sourcing_of
    >>> print(sourcing_text(sourcing_of(load())).splitlines()[0])
    What the length of a link rests on, in per cent of the links
    """
    lines = ["What the length of a link rests on, in per cent of the links", "",
             f"{'corridor':24}{'links':>7}" + "".join(f"{head:>11}" for head in COLUMNS.values())]
    lines += [_line(share, short_text(share.corridor)) for share in sourcing.corridors]
    lines += [_line(sourcing.whole, "all links"), ""]
    lines += [f"{COLUMNS[basis]}: {words}" for basis, words in BASES.items()]
    kinds = ", ".join(f"{count} {plain_text(kind.replace('_', ' '))}"
                      for kind, count in sorted(sourcing.kinds.items()))
    lines += ["", f"Sources: {kinds or 'none'}.",
              f"Rows that name no source: {len(sourcing.unsourced)}."]
    lines += [f"  {table}: {plain_text(key)}" for table, key in sourcing.unsourced[:UNSOURCED_TOLD]]
    rest = len(sourcing.unsourced) - UNSOURCED_TOLD
    return "\n".join([*lines, *([f"  and {rest:,} more"] if rest > 0 else [])]) + "\n"


def sourcing_json(sourcing: Sourcing) -> dict[str, Any]:
    """Give what the figures of a network rest on as a JSON object.

    Parameters
    ----------
    sourcing
        What they rest on.

    Returns
    -------
    object
        Counts of links by what their length rests on, for each corridor and in all, counts of
        sources by kind, and the rows that name no source.
    """
    return {
        "links": _counts(sourcing.whole),
        "corridors": [{"corridor": share.corridor, **_counts(share)}
                      for share in sourcing.corridors],
        "sources_by_kind": dict(sorted(sourcing.kinds.items())),
        "without_source": [{"table": table, "id": key} for table, key in sourcing.unsourced],
    }


def _line(share: Share, name: str) -> str:
    return f"{name:24}{share.links.total():7}" + "".join(f"{share.percent(basis):11.0f}"
                                                         for basis in COLUMNS)


def _counts(share: Share) -> dict[str, Any]:
    return {"count": share.links.total(), "backed_percent": round(share.backed_percent, 1),
            **{basis: share.links[basis] for basis in BASES}}
