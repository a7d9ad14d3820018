"""What an interactive map knows of links, places and borders, as plain values for its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corridors.model.countries import country_name
from corridors.model.laid import in_force
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.on_day import pause_of, status_of
from corridors.model.records import Border, Link, Node
from corridors.model.snapshot import KEPT, Snapshot
from corridors.model.status import STATUSES
from corridors.reports.interactive_scene import Scene, Trip
from corridors.reports.names import Names
from corridors.reports.numbers import length_said, plain_number, span
from corridors.reports.plain import link_address, plain_text, short_text
from corridors.reports.record_words import before_after

__all__ = ["SEASON", "STATUS_LABELS", "Facts", "facts_of"]

SEASON = "season"
"""Stands for the status of a link that is closed for the season."""

STATUS_LABELS = {**{status: status.replace("_", " ") for status in STATUSES},
                 "operational": "open", SEASON: "closed for the season"}
"""Statuses in words; their positions stand for them in the page."""

LONGEST_NOTE = 600
NUMBER = {status: place for place, status in enumerate(STATUS_LABELS)}
KINDS = ("border", "gauge_break", "transfer", "wait")
STOPS = {"border": "border crossing", "gauge_break": "break of gauge",
         "transfer": "change of mode", "wait": "wait"}

Periods = list[list[int]]
"""Positions of the day from which on, and of the status that holds then."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Everything the page looks up.

    Parameters
    ----------
    links, places
        Ids, in the order in which the page numbers them.
    data
        The facts, ready for JSON.
    statuses
        Status of each link on the first day, in the first case.
    """

    links: tuple[str, ...]
    places: tuple[str, ...]
    data: Mapping[str, Any] = field(repr=False)
    statuses: Mapping[str, str] = field(repr=False)


def facts_of(scene: Scene, names: Mapping[str, str]) -> Facts:
    """Gather what the page of a scene looks up.

    Parameters
    ----------
    scene
        What is shown.
    names
        Names of places in the language asked for, by id; others keep the name of the data.

    Returns
    -------
    facts
        The same for the same scene.
    """
    snapshots = scene.snapshots
    networks = list({id(one.network): one.network for one in snapshots}.values())
    links = {link.link_id: (network, link) for network in reversed(networks)
             for link in network.links.records}
    nodes = {node.node_id: (network, node) for network in reversed(networks)
             for node in network.nodes.records}
    link_ids, node_ids = tuple(sorted(links)), tuple(sorted(nodes))
    link_at = {key: place for place, key in enumerate(link_ids)}
    node_at = {key: place for place, key in enumerate(node_ids)}
    writer = _Writer(networks, link_at)
    days = _days(scene)
    day_at = {day: place for place, day in enumerate(days)}
    base = _periods(snapshots[0], days)
    own = [base, *(_periods(snapshot, days, since=snapshots[0]) for snapshot in snapshots[1:])]
    first = day_at[snapshots[0].on]
    data = {
        "statuses": list(STATUS_LABELS), "labels": list(STATUS_LABELS.values()),
        "dates": [day.isoformat() for day in days],
        "links": [writer.link(*links[key], node_at) | {"p": base.get(key, [])}
                  for key in link_ids],
        "places": [writer.place(*nodes[key], names) for key in node_ids],
        "borders": [writer.border(border) for border in writer.borders],
        "cases": [{
            "t": case.title, "on": day_at[case.snapshot.on],
            "p": {link_at[key]: found for key, found in periods.items()
                  if found != base.get(key)},
            "w": {link_at[key]: said for key, said in _changed(case.snapshot).items()},
        } for case, periods in zip(scene.cases, own, strict=True)],
        "questions": list(scene.questions),
        "trips": [_trip(trip, link_at, node_at, days) for trip in scene.trips],
        "events": writer.events, "sources": writer.sources,
    }
    statuses = {key: list(STATUS_LABELS)[_at(base[key], first)] for key in base}
    return Facts(link_ids, node_ids, data, statuses)


def _days(scene: Scene) -> list[date]:
    """Give the days between which nothing changes, since the year from which data is kept."""
    found = {date(KEPT[0], 1, 1), *(one.on for one in scene.snapshots)}
    for snapshot in scene.snapshots:
        found |= {event.day for events in snapshot.network.links.history for event in events}
    found |= {trip.days[0] for trip in scene.trips if trip.days is not None}
    first = min([date(KEPT[0], 1, 1), *(one.on for one in scene.snapshots)])
    return sorted(day for day in found if day >= first)


def _periods(snapshot: Snapshot, days: Sequence[date], since: Snapshot | None = None
             ) -> dict[str, Periods]:
    """Give the statuses of links from day to day; of another snapshot only what may differ."""
    links = snapshot.network.links
    known = dict(zip(since.network.links.link_id, since.network.links.records, strict=True)) \
        if since is not None and since.assume_expected == snapshot.assume_expected else {}
    touched = {one.key for one in (since.settings if since is not None else ())}
    said = [one for one in snapshot.settings if one.field == "status"]
    held = [{one.key: one.change.new_status for one in in_force(said, day)} for day in days] \
        if said else []
    set_keys = {key for statuses in held for key in statuses}
    found: dict[str, Periods] = {}
    for key, place in links.index.items():
        if known.get(key) is links.records[place] and key not in set_keys | touched:
            continue
        steady = not (links.history[place] or links.seasons[place] or key in set_keys
                      or (snapshot.assume_expected and links.records[place].opens_expected))
        periods: Periods = []
        for at, day in enumerate(days[:1] if steady else days):
            status = held[at].get(key) if held else None
            number = NUMBER[status] if status else _usual(snapshot, place, day)
            if not periods or periods[-1][1] != number:
                periods.append([at, number])
        found[key] = periods
    return found


def _usual(snapshot: Snapshot, place: int, day: date) -> int:
    links, expected = snapshot.network.links, snapshot.assume_expected
    if links.seasons[place]:
        pause = pause_of(links, place, day, assume_expected=expected)
        if pause is not None and pause.status != "restricted":
            return NUMBER[SEASON]
    return NUMBER[status_of(links, place, day, assume_expected=expected)]


def _at(periods: Periods, day: int) -> int:
    return [status for start, status in periods if start <= day][-1]


def _changed(snapshot: Snapshot) -> dict[str, list[str]]:
    """Say what a scenario made of links, by link."""
    if snapshot.untouched:
        return {}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in snapshot.record:
        if one.key in snapshot.network.links.index:
            words = before_after(one)
            if words not in found[one.key]:
                found[one.key].append(words)
    return dict(sorted(found.items()))


def _trip(trip: Trip, link_at: Mapping[str, int], node_at: Mapping[str, int],
          days: Sequence[date]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "c": trip.case, "q": trip.question, "t": trip.name, "f": trip.figures, "s": trip.said,
        "d": trip.change, "e": [node_at[end] for end in trip.ends], "l": [], "m": [], "v": []}
    if trip.days is not None:
        start, end = trip.days
        made["from"] = sum(day < start for day in days)
        made["to"] = sum(day <= end for day in days)
        made["d"] = ""  # said in the sentence
    if trip.route is not None:
        made["l"] = [link_at[key] for key in trip.route.link_ids]
        made["v"] = [node_at[key] for key in trip.route.node_ids]
        made["m"] = [[leg.kind, link_at.get(leg.link_id, -1) if leg.kind == "border" else -1,
                      node_at[leg.from_id], f"{STOPS[leg.kind]}, {leg.time_h:,.0f} h"]
                     for leg in trip.route.legs if leg.kind in KINDS]
    return made


class _Writer:
    """Writes facts, and numbers the sources and events it comes across."""

    def __init__(self, networks: Sequence[Network], link_at: Mapping[str, int]) -> None:
        self.sources: list[list[str]] = []
        self.events: list[list[Any]] = []
        self.borders: list[Border] = []
        self._cited: dict[str, int] = {}
        self._known = {one.source_key: one for network in reversed(networks)
                       for one in network.sources}
        self._link_at = link_at
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
