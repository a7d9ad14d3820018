"""What an interactive map knows of links, places and borders, as plain values for its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corridors.model.budget import SHOWN
from corridors.model.laid import in_force
from corridors.model.on_day import pause_of, status_of
from corridors.model.snapshot import KEPT, Snapshot
from corridors.reports.interactive_scene import Scene, Trip
from corridors.reports.interactive_things import NUMBER, SEASON, STATUS_LABELS, Writer
from corridors.reports.numbers import plain_number
from corridors.reports.record_words import before_after

__all__ = ["Facts", "facts_of"]

WHOLE = 0.999
"""Share of a link that must be reached for it to be drawn as reached."""

STOPS = {"border": "border crossing", "gauge_break": "break of gauge",
         "transfer": "change of mode", "wait": "wait"}
"""What a route stops for, in words."""

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
    writer = Writer(networks, link_at)
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
        "questions": list(scene.questions), "begins": scene.begins,
        "trips": [_trip(trip, link_at, node_at, days) for trip in scene.trips],
        **_reached(scene, link_at, node_at), "events": writer.events, "sources": writer.sources,
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
                     for leg in trip.route.legs if leg.kind in STOPS]
    return made


def _reached(scene: Scene, link_at: Mapping[str, int], node_at: Mapping[str, int]
             ) -> dict[str, Any]:
    """Give what is reached: the band of each link and place, and what a place takes."""
    found = scene.reached
    if found is None:
        return {}
    unit, bands, covered = SHOWN[found.budget.by], dict[str, int](), defaultdict[str, float](float)
    for part in found.parts:
        bands[part.link_id] = max(bands.get(part.link_id, 0), part.band)
        covered[part.link_id] += part.end - part.start
    return {"bands": [f"{band}" for band in found.bands], "from": node_at[found.place.node_id],
            "way": {link_at[key]: band for key, band in sorted(bands.items())
                    if covered[key] > WHOLE},
            "reached": [[node_at[one.node.node_id], one.band,
                         f"{plain_number(found.shown(one), 1)} {unit}"] for one in found.nodes]}
