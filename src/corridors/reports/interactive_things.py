"""What an interactive map tells of links, places, borders and events, and by which sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corridors.model.countries import country_name
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.records import Border, Link, Node
from corridors.model.status import STATUSES
from corridors.reports.names import Names
from corridors.reports.numbers import length_said, plain_number, span
from corridors.reports.plain import link_address, plain_text, short_text

__all__ = ["NUMBER", "SEASON", "STATUS_LABELS", "Writer"]

SEASON = "season"
"""Stands for the status of a link that is closed for the season."""

STATUS_LABELS = {**{status: status.replace("_", " ") for status in STATUSES},
                 "operational": "open", SEASON: "closed for the season"}
"""Statuses in words; their positions stand for them in the page."""

LONGEST_NOTE = 600
NUMBER = {status: place for place, status in enumerate(STATUS_LABELS)}


class Writer:
    """Writes facts, and numbers the sources and events it comes across.

    Parameters
    ----------
    networks
        The networks that are drawn, the most telling first.
    link_at
        Numbers of the links.
    """

    def __init__(self, networks: Sequence[Network], link_at: Mapping[str, int]) -> None:
        self.sources: list[list[str]] = []
        self.events: list[list[Any]] = []
        self.borders: list[Border] = []
        self._cited: dict[str, int] = {}
        self._known = {one.source_key: one for network in reversed(networks)
                       for one in network.sources}
        self._names = {id(network): Names.of(network) for network in networks}
        self._crossings: defaultdict[str, list[int]] = defaultdict(list)
        self._over: defaultdict[str, list[int]] = defaultdict(list)
        self._event_at: dict[str, int] = {}
        self._told: defaultdict[str, list[str]] = defaultdict(list)
        for border in {one.border_id: one for network in reversed(networks)
                       for one in network.borders}.values():
            self.borders.append(border)
        place = {border.border_id: at for at, border in enumerate(self.borders)}
        crossings = dict.fromkeys((charge.border_id, charge.link_id) for network in networks
                                  for charge in network.charges)
        for border_id, link_id in crossings:
            if border_id in place:
                self._crossings[link_id].append(place[border_id])
                self._over[border_id].append(link_at[link_id])
        for event in {one.event_id: one for network in reversed(networks)
                      for one in network.events}.values():
            self._event_at[event.event_id] = len(self.events)
            for link_id in event.link_ids:
                self._told[link_id].append(event.event_id)
            self.events.append([event.date, plain_text(f"{event.title}: {event.change}"
                                                       if event.change else event.title),
                                self.cited(event.source)])

    def cited(self, keys: str) -> list[int]:
        """Give numbers to the sources that a text names."""
        found = []
        for key in filter(None, keys.split(";")):
            if key not in self._cited:
                self._cited[key] = len(self.sources)
                source = self._known.get(key)
                self.sources.append([plain_text(key), "", ""] if source is None else [
                    plain_text(source.title or key),
                    ", ".join(plain_text(part) for part in (source.publisher, source.published)
                              if part), link_address(source.address)])
            found.append(self._cited[key])
        return found

    def link(self, network: Network, link: Link, node_at: Mapping[str, int]) -> dict[str, Any]:
        """Give the facts of a link."""
        names = self._names[id(network)]
        history = [[event.start, NUMBER[event.status], self._event_at.get(event.event_id, -1),
                    self.cited(event.source)] for event in link.history]
        known = {event.event_id for event in link.history}
        history += [[self.events[at][0], -1, at, []] for key in self._told[link.link_id]
                    if key not in known for at in (self._event_at[key],)]
        before = link.history[0].before if link.history else ""
        length = link.length_km
        spread = span(length.low, length.high, plain_number)
        facts = (
            ("Length", f"{length_said(length.value)}{f' ({spread} km)' if spread else ''}"),
            ("Track gauge", ", ".join(f"{gauge} mm" for gauge in link.gauges_mm)),
            ("Tracks", f"{link.tracks}" if link.tracks else ""),
            ("Electrified", link.electrified),
            ("Capacity", f"{link.capacity_mt_per_year:g} million t a year"
             if link.capacity_mt_per_year else ""),
            ("Corridors", ", ".join(map(short_text, link.corridors))),
            ("Direction", "one way" if link.directed else ""),
            ("Season", "; ".join(season.said() for season in link.seasons)),
            ("Expected to open", link.opens_expected), ("Status last seen", link.status_seen),
            ("Confidence", link.confidence), ("Remark", plain_text(link.note)[:LONGEST_NOTE]))
        made: dict[str, Any] = {
            "n": f"{names.place(link.from_node_id)} \N{EN DASH} {names.place(link.to_node_id)}",
            "m": MODES[link.mode].label, "e": [node_at[link.from_node_id],
                                               node_at[link.to_node_id]],
            "f": _filled(facts), "s": self.cited(link.source)}
        if history:
            made["h"] = sorted(history, key=lambda item: (str(item[0]), item[1:3]))
        if before:
            made["b"] = NUMBER[before]
        if self._crossings[link.link_id]:
            made["x"] = self._crossings[link.link_id]
        return made

    def place(self, network: Network, node: Node, names: Mapping[str, str]) -> dict[str, Any]:
        """Give the facts of a place."""
        named = names.get(node.node_id)
        said = self._names[id(network)].place(node.node_id)
        facts = (("Country", country_name(node.country) if node.country else "at sea"),
                 ("Kind", node.node_type.replace("_", " ")), ("UN/LOCODE", node.unlocode),
                 ("Confidence", node.confidence),
                 ("Remark", plain_text(node.note)[:LONGEST_NOTE]))
        return {"n": said, "t": short_text(named or node.name),
                "f": _filled(facts), "s": self.cited(node.source)}

    def border(self, border: Border) -> dict[str, Any]:
        """Give the facts of a border crossing."""
        facts = (("Between", (f"{country_name(border.country_a)} and "
                             f"{country_name(border.country_b)}")),
                 ("History", plain_text(border.history)[:LONGEST_NOTE]),
                 ("Status", plain_text(border.status_note)[:LONGEST_NOTE]),
                 ("Status last seen", border.status_seen), ("Confidence", border.confidence))
        return {"n": short_text(border.name).replace("-", "\N{EN DASH}"), "f": _filled(facts),
                "l": self._over[border.border_id], "s": self.cited(border.source)}


def _filled(facts: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[label, plain_text(text)] for label, text in facts if text]
