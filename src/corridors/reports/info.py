"""What is known of the data, a link, node, border or corridor: as text and as a JSON object."""

from __future__ import annotations

from collections import Counter
from typing import Any

from corridors.errors import Problem, QueryError, suggest
from corridors.model.network import Network
from corridors.model.records import BorderCharge, Claim, Link, Node, Source
from corridors.model.spread import Spread
from corridors.model.status import STATUSES

__all__ = ["info_json", "info_text"]


def info_json(network: Network, thing: str | None = None) -> dict[str, Any]:
    """Say what is known, as a JSON object.

    Parameters
    ----------
    network
        The network.
    thing
        Id of a link, node or border, the name of a corridor, with or without its kind before it
        as in a selector; the key of a source; the name or UN/LOCODE of a place; the whole network
        if not given.

    Returns
    -------
    about
        The object; its key ``kind`` says what it is.

    Raises
    ------
    QueryError
        If nothing has the id, with the nearest ids.

    Examples
    --------
    >>> from corridors import load
    >>> info_json(load(), "ir-astara-ir-rasht-rail")["status"]
    'planned'
    """
    if thing is None:
        return _about_network(network)
    if thing in network.links.index:
        return _about_link(network, network.link(thing))
    kind, colon, name = thing.partition(":")
    if colon and kind in ("link", "node", "border"):
        return info_json(network, name)
    corridors = sorted({name for names in network.links.corridors for name in names})
    if (name if kind == "corridor" else thing) in corridors:
        return _about_corridor(network, name if kind == "corridor" else thing)
    borders = [border.border_id for border in network.borders]
    if thing in borders:
        return _about_border(network, thing)
    if thing in network.nodes.index:
        return _about_node(network, network.node(thing))
    for source in network.sources:
        if source.source_key == thing:
            about = _source(source)
            return {"kind": "source", "source_kind": about.pop("kind"), **about}
    if network.gazetteer.bearers(thing):
        return _about_node(network, network.place(thing))
    known = corridors if kind == "corridor" else \
        [*network.links.link_id, *network.nodes.node_id, *borders, *corridors]
    raise QueryError(Problem("Q14", f'There is no link, node, border, corridor or source "{thing}"',
                             suggest(name if kind == "corridor" else thing, known)))


def info_text(network: Network, thing: str | None = None) -> str:
    """Say what is known, as text for a terminal.

    Parameters
    ----------
    network
        The network.
    thing
        As for :func:`info_json`.

    Returns
    -------
    text
        One line for each fact.

    Raises
    ------
    QueryError
        If nothing has the id, with the nearest ids.
    """
    lines = []
    for key, value in info_json(network, thing).items():
        label = key.replace("_", " ")
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{label}:")
            lines += [f"  {'; '.join(_pairs(item))}" for item in value]
        elif value not in (None, "", []):
            shown = ", ".join(map(str, value)) if isinstance(value, list) else value
            lines.append(f"{label + ':':24} {shown}")
    return "\n".join(lines) + "\n"


def _pairs(item: dict[str, Any]) -> list[str]:
    return [f"{key.replace('_', ' ')} {value}" for key, value in item.items()
            if value not in (None, "", [])]


def _about_network(network: Network) -> dict[str, Any]:
    count = Counter(network.as_of().status)
    corridors = Counter(name for names in network.links.corridors for name in names)
    return {
        "kind": "network", "title": network.title,
        "reference_date": network.reference_date.isoformat(), "version": network.version,
        "nodes": len(network.nodes), "links": len(network.links),
        "border_crossings": len(network.borders), "terminals": len(network.terminals),
        "gauge_change_facilities": len(network.gauge_changes), "events": len(network.events),
        "claims": len(network.claims), "sources": len(network.sources),
        "countries": sorted({country for country in network.nodes.country if country}),
        "links_by_mode": [{mode: number} for mode, number
                          in sorted(Counter(network.links.mode).items())],
        "links_by_status": [{status: count[status]} for status in STATUSES if count[status]],
        "links_by_corridor": [{name: number} for name, number in sorted(corridors.items())],
        "cost_model": network.costs.name if network.costs else None,
    }


def _about_link(network: Network, link: Link) -> dict[str, Any]:
    events = {event.event_id: event for event in network.events}
    today = network.as_of()
    pause = today.pause_of(link.link_id)
    claims = [claim for claim in network.claims if claim.subject_id == link.link_id]
    return {
        "kind": "link", "link_id": link.link_id, "from": _named(network, link.from_node_id),
        "to": _named(network, link.to_node_id), "mode": link.mode,
        "length_km": link.length_km.value, "length_km_range": _range(link.length_km),
        "gauge_mm": list(link.gauges_mm), "tracks": link.tracks, "electrified": link.electrified,
        "speed_kmh": link.speed_kmh, "capacity_mt_per_year": link.capacity_mt_per_year,
        "status": today.status_of(link.link_id),
        "status_on": network.reference_date.isoformat(), "status_seen": link.status_seen,
        "corridors": list(link.corridors),
        "opens_expected": link.opens_expected,
        "openings_claimed": [_claimed(claim) for claim in claims
                             if claim.attribute == "opens_expected"],
        "history": [{"from": event.start, "status": event.status, "before": event.before,
                     "event": events[event.event_id].title if event.event_id in events else "",
                     "source": event.source, "confidence": event.confidence}
                    for event in link.history],
        "events": [{"date": event.date, "what": f"{event.title}: {event.change}",
                    "source": event.source}
                   for event in network.events if link.link_id in event.link_ids],
        "season": [{"pause": season.said(), "source": season.source,
                    "confidence": season.confidence, "note": season.note}
                   for season in link.seasons],
        "season_now": pause.said() if pause is not None else "",
        "border": [{"border": c.border_id, **_charge(c)} for c in network.charges
                   if c.link_id == link.link_id],
        "claims": [{"attribute": claim.attribute, **_claimed(claim)} for claim in claims
                   if claim.attribute != "opens_expected"],
        "note": link.note, "source": link.source, "confidence": link.confidence,
        "sources": _sources(network, link.source, *(event.source for event in link.history),
                            *(event.source for event in network.events
                              if link.link_id in event.link_ids),
                            *(season.source for season in link.seasons),
                            *(claim.source for claim in claims)),
    }


def _claimed(claim: Claim) -> dict[str, Any]:
    return {"value": claim.value, "unit": claim.unit, "said_on": claim.said_on,
            "working": claim.working, "source": claim.source, "confidence": claim.confidence}


def _about_node(network: Network, node: Node) -> dict[str, Any]:
    names = network.gazetteer.spellings[node.node_id]
    return {
        "kind": "node", "node_id": node.node_id, "name": node.name, "country": node.country,
        "lon": node.lon, "lat": node.lat, "type": node.node_type, "unlocode": node.unlocode,
        "also_called": [name for name in names if name != node.name],
        "transfers": [{"between": " and ".join(t.modes), "hours": _value(t.hours),
                       "source": t.source}
                      for t in network.terminals if t.node_id == node.node_id],
        "gauge_changes": [{"gauges_mm": "/".join(map(str, c.gauges_mm)), "technique": c.technique,
                           "hours": _value(c.hours), "source": c.source}
                          for c in network.gauge_changes if c.node_id == node.node_id],
        "links": [{"link": link.link_id, "km": link.length_km.value,
                   "status": network.as_of().status_of(link.link_id)}
                  for link in network.links.records
                  if node.node_id in (link.from_node_id, link.to_node_id)],
        "note": node.note, "source": node.source, "confidence": node.confidence,
    }


def _about_border(network: Network, border_id: str) -> dict[str, Any]:
    border, today = network.border(border_id), network.as_of()
    return {
        "kind": "border", "border_id": border_id, "name": border.name,
        "countries": [border.country_a, border.country_b], "history": border.history,
        "status_note": border.status_note, "status_seen": border.status_seen,
        "links": [{"link": link, "status": today.status_of(link)}
                  for link in network.links_of_border(border_id)],
        "charges": [{"link": c.link_id, **_charge(c)} for c in network.charges
                    if c.border_id == border_id],
        "source": border.source, "confidence": border.confidence,
        "sources": _sources(network, border.source),
    }


def _about_corridor(network: Network, name: str) -> dict[str, Any]:
    today = network.as_of()
    of_it = [link for link in network.links.records if name in link.corridors]
    return {
        "kind": "corridor", "corridor": name,
        "status_on": network.reference_date.isoformat(),
        "links": [{"link": link.link_id, "mode": link.mode, "km": link.length_km.value,
                   "status": today.status_of(link.link_id)} for link in of_it],
    }


def _charge(charge: BorderCharge) -> dict[str, Any]:
    return {"direction": "forward" if charge.forward else "backward",
            "dwell_h": _value(charge.dwell_h), "dwell_h_range": _range(charge.dwell_h),
            "fee_usd_per_teu": _value(charge.fee_usd_per_teu), "planning_default": charge.assumed,
            "year": charge.year, "source": charge.source}


def _value(spread: Spread | None) -> float | str:
    return "cost model" if spread is None else spread.value


def _named(network: Network, node_id: str) -> str:
    return f"{network.node(node_id).name} ({node_id})"


def _range(spread: Spread | None) -> list[float] | None:
    return None if spread is None else [spread.low, spread.high]


def _sources(network: Network, *keys: str) -> list[dict[str, Any]]:
    wanted = {key for text in keys for key in text.split(";") if key}
    return [_source(source) for source in network.sources if source.source_key in wanted]


def _source(source: Source) -> dict[str, Any]:
    return {"key": source.source_key, "title": source.title, "publisher": source.publisher,
            "published": source.published, "address": source.address, "kind": source.kind,
            "licence": source.licence, "seen": source.seen}
