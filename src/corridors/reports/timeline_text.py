"""A timeline as text for a terminal, and as a JSON object."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from typing import Any

from corridors.analysis.timeline import Entry, Timeline
from corridors.model.network import Network
from corridors.reports.answer_text import WIDTH
from corridors.reports.plain import plain_text

__all__ = ["timeline_json", "timeline_text"]

INDENT = " " * 12


def timeline_text(found: Timeline) -> str:
    """Write a timeline for a terminal.

    Parameters
    ----------
    found
        The timeline.

    Returns
    -------
    text
        For each entry its date and what happened, then statuses with their links, then sources.

    Examples
    --------
    >>> from corridors import load, timeline
    >>> print(timeline_text(timeline(load(), link="ir-qazvin-ir-rasht-rail")).splitlines()[0])
    2019-03-06  Qazvin-Rasht railway: opened
    """
    lines: list[str] = []
    for entry in found:
        lines += _lines(entry)
    count = len(found)
    return "\n".join([*lines, f"{count} {'entry' if count == 1 else 'entries'}"]) + "\n"


def timeline_json(network: Network, found: Timeline) -> dict[str, Any]:
    """Give a timeline as a JSON object.

    Parameters
    ----------
    network
        The network it was made from; titles and addresses of the sources are taken from it.
    found
        The timeline.

    Returns
    -------
    timeline
        Its key ``entries`` lists what happened, oldest first; ``sources`` names each source once.
    """
    used = {key for entry in found for key in entry.source.split(";")}
    return {
        "title": found.title,
        "entries": [{
            "date": entry.date, "date_end": entry.date_end or None, "what": entry.title,
            "change": entry.change, "kind": entry.kind,
            "status_changes": [{"link": change.link_id, "from": change.start,
                                "status": change.status} for change in entry.changes],
            "links": list(entry.link_ids), "countries": list(entry.countries),
            "sources": entry.source.split(";") if entry.source else [],
            "confidence": entry.confidence or None, "event": entry.event_id or None,
        } for entry in found],
        "sources": [{"key": source.source_key, "title": source.title,
                     "publisher": source.publisher, "address": source.address}
                    for source in network.sources if source.source_key in used],
    }


def _lines(entry: Entry) -> list[str]:
    until = f" to {entry.date_end}" if entry.date_end else ""
    said = plain_text(f"{entry.title}: {entry.change}" if entry.change else entry.title)
    lines = textwrap.wrap(f"{entry.date:10}{until}  {said}", WIDTH, subsequent_indent=INDENT)
    links: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for change in entry.changes:
        links[change.start, change.status].append(change.link_id)
    for (start, status), ids in links.items():
        when = f" from {start}" if start != entry.date else ""
        expected = " expected" if entry.kind == "expected" else ""
        lines += _wrapped(f"{status.replace('_', ' ')}{expected}{when}: {', '.join(ids)}")
    if entry.source:
        lines += _wrapped(f"[{entry.source.replace(';', ', ')}]")
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=f"{INDENT}  ",
                         break_on_hyphens=False)
