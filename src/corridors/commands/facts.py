"""``corridors places``, ``info``, ``timeline`` and ``check``: what is known, and how well."""

from __future__ import annotations

from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import costs_of, network_of, print_text, say, write_json
from corridors.errors import CorridorsError, Problem, UsageError

__all__ = ["check", "info", "places", "timeline", "timeline_found"]


def places(arguments: Arguments) -> None:
    """Look places up by a part of their name."""
    matches = network_of(arguments).gazetteer.search(arguments.text)
    if arguments.json:
        write_json({"places": [{"id": m.node.node_id, "name": m.node.name, "found": m.name,
                                 "matched": m.names, "unlocode": m.node.unlocode or None,
                                 "country": m.node.country or None, "lon": m.node.lon,
                                 "lat": m.node.lat, "type": m.node.node_type}
                                for m in matches]})
        return
    for m in matches:
        also = ", ".join(name for name in m.names
                         if name not in (m.node.name, m.node.node_id, m.node.unlocode))
        print_text(f"{m.node.node_id:32} {m.node.unlocode:6} {m.node.name}, "
               f"{m.node.country or 'at sea'}{also and f' ({also})'}\n")
    if not matches:
        say(f'Nothing is called "{arguments.text}".')


def info(arguments: Arguments) -> None:
    """Tell what is known of one thing, or of the data."""
    from corridors.reports.info import info_json, info_text

    network = network_of(arguments)
    if arguments.json:
        write_json(info_json(network, arguments.id))
    else:
        print_text(info_text(network, arguments.id))


def timeline(arguments: Arguments) -> None:
    """Tell what happened to links, and what is expected."""
    from corridors.reports.timeline_text import timeline_json, timeline_text

    network = network_of(arguments)
    found = timeline_found(arguments, network)
    if arguments.json:
        write_json(timeline_json(network, found))
    else:
        print_text(timeline_text(found))


def timeline_found(arguments: Arguments, network: Any = None) -> Any:
    """Find what the options of ``corridors timeline`` ask for."""
    from corridors.analysis.timeline import timeline as timeline_of

    return timeline_of(network or network_of(arguments), country=arguments.country,
                       since=arguments.since, until=arguments.until, link=arguments.link,
                       corridor=arguments.corridor)


def check(arguments: Arguments) -> None:
    """Say what is wrong with a folder, a scenario or a cost model."""
    if arguments.sources:
        _sources(arguments)
        return
    if arguments.json:
        raise UsageError(Problem("U02", "--json goes with --sources", "Add --sources."))
    from corridors.io.check import check as check_all

    problems, notes = check_all(arguments.path, network=network_of(arguments)
                                if arguments.data else None, costs=costs_of(arguments),
                                assume_expected=arguments.assume_expected)
    for note in notes:
        say(str(note))
    if problems or (arguments.strict and notes):
        raise CorridorsError(problems or notes)
    many = "1 note" if len(notes) == 1 else f"{len(notes)} notes"
    print_text(f"Sound, with {many}.\n" if notes else "Sound.\n")


def _sources(arguments: Arguments) -> None:
    from corridors.analysis.sourcing import sourcing_of
    from corridors.io.data_folder import load
    from corridors.reports.sourcing import sourcing_json, sourcing_text

    sourcing = sourcing_of(load(arguments.path or arguments.data))
    if arguments.json:
        write_json(sourcing_json(sourcing))
    else:
        print_text(sourcing_text(sourcing))
