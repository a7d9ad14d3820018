"""Answers and scenarios as JSON objects. Numbers are not rounded, so legs sum to their totals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Case, Effects
from corridors.model.modes import BY, CRITERIA
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.restriction import LIMITS
from corridors.model.route import UNITS, Answer, Blocking, Leg, Route, Stamp
from corridors.model.scenario import Change, Scenario, Variant
from corridors.reports.allowing import used_of
from corridors.reports.journeys import journey_json
from corridors.reports.record_words import record_json
from corridors.routing.recorded import recorded

__all__ = ["KEYS", "answer_json", "compact_route", "effects_json", "limits_json", "node_json",
           "stamp_json"]

KEYS = {"distance": "distance_km", "time": "time_h", "cost": "cost_usd_per_teu",
        "co2": "co2_kg_per_teu", "generalised": "generalised_cost_usd_per_teu"}
PER_TONNE = {"cost": "cost_usd_per_tonne", "co2": "co2_kg_per_tonne",
             "generalised": "generalised_cost_usd_per_tonne"}


def answer_json(answer: Answer) -> dict[str, Any]:
    """Give an answer as a JSON object.

    Parameters
    ----------
    answer
        The answer.

    Returns
    -------
    answer
        Objects, lists, texts and numbers only. ``routes`` is empty where there is no route;
        ``blocked_by`` then lists the sets of links, and of what the question forbids, that
        would restore one.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Baku"))
    >>> answer_json(answer)["routes"][0]["distance_km"]
    0.0
    """
    return {
        "origin": node_json(answer.origin), "destination": node_json(answer.destination),
        "on": answer.on.isoformat(), "by": answer.query.by, "scenario": answer.scenario or None,
        **limits_json(answer.query),
        "reachable": answer.reachable, "reason": answer.reason or None,
        "blocked_by": [_block(answer, block) for block in answer.blocked_by],
        "blocked_complete": answer.blocked_complete,
        "payload_t_per_teu": answer.payload_t.value,
        "payload_t_per_teu_range": [answer.payload_t.low, answer.payload_t.high],
        "routes": [_route(route, answer) for route in answer.routes],
        **journey_json(answer), "stamp": stamp_json(answer.stamp),
    }


def effects_json(effects: Effects) -> dict[str, Any]:
    """Give a scenario worked out as a JSON object.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    effects
        Every answer of every case, with its difference to the base, what changes for all pairs
        together, and the hashes of what they rest on.
    """
    from corridors.analysis.indicators import indicators
    from corridors.reports.indicators_text import indicators_json

    network = effects.network
    return {
        "scenario": _scenario(effects.scenario),
        "on": effects.base.snapshot.on.isoformat(),
        "cases": [_case(effects, case) for case in effects.cases],
        "indicators": indicators_json(indicators(effects)),
        "inputs": {"network": network.version, "network_title": network.title,
                   "cost_model": effects.costs.name, "cost_model_version": effects.costs.version,
                   "currency": effects.costs.currency or None,
                   "scenario": effects.scenario.version or None},
        "notes": [str(note) for note in network.notes],
    }


def node_json(node: Node) -> dict[str, Any]:
    """Give a place: id, name and country."""
    return {"id": node.node_id, "name": node.name, "country": node.country or None}


def compact_route(route: Route) -> dict[str, Any]:
    """Give a route without its legs.

    Parameters
    ----------
    route
        The route.

    Returns
    -------
    route
        Totals, counts, countries, modes and links.
    """
    return {**{KEYS[by]: route.shown(by) for by in CRITERIA},
            "border_crossings": route.count("border"), "gauge_breaks": route.count("gauge_break"),
            "transfers": route.count("transfer"), "countries": list(route.countries),
            "modes": list(route.modes), "links": list(route.link_ids)}


def _block(answer: Answer, block: Blocking) -> dict[str, Any]:
    by = answer.query.by
    return {"links": list(block.link_ids), "borders": list(block.border_ids),
            "lifts": list(block.lifts),
            "limits": {} if block.route is None else {
                lift: used_of(lift, block.route) for lift in block.lifts if lift in LIMITS},
            "missing": [{"kind": each.kind, "node": each.node_id, "between": list(each.between)}
                        for each in block.missing],
            "distance_km": block.distance_km, KEYS[by]: block.amount / UNITS[by],
            **_seasonal(answer, block),
            "route": None if block.route is None else compact_route(block.route)}


def _seasonal(answer: Answer, block: Blocking) -> dict[str, Any]:
    """Say which links of a set are closed for the season, and when they open again."""
    pauses = ((link_id, answer.snapshot.pause_of(link_id)) for link_id in block.link_ids)
    told = [{"link": link_id, "opens_again": pause.end.isoformat()}
            for link_id, pause in pauses if pause is not None]
    return {"seasonal": told} if told else {}


def limits_json(query: Query) -> dict[str, Any]:
    """Give the modes and restrictions of a question."""
    return {"label": query.label or None, "modes": list(query.mode_names),
            "value_of_time_usd_per_teu_day": query.value_of_time, "per": query.per,
            "pareto": list(query.pareto), "simplest_within": query.simplest_within,
            "depart": query.departs.isoformat() if query.departs else None,
            "max_days": query.max_days,
            "restrictions": {"overland": query.overland, "avoid": list(query.avoid),
                             "via": list(query.via),
                             **{name: getattr(query, name) for name in LIMITS},
                             "only_cited": query.only_cited,
                             "gauge_change": None if query.gauge_change is None
                             else sorted(query.gauge_change),
                             "terminal_to_terminal": query.terminal_to_terminal}}


def _criteria(query: Query) -> tuple[str, ...]:
    return BY if query.by == "generalised" else CRITERIA


def _amounts(shown: Callable[[str], float], ranged: Callable[[str], tuple[float, float]],
             criteria: tuple[str, ...]) -> dict[str, Any]:
    return {**{KEYS[by]: shown(by) for by in criteria},
            **{f"{KEYS[by]}_range": list(ranged(by)) for by in criteria}}


def _route(route: Route, answer: Answer) -> dict[str, Any]:
    criteria = _criteria(answer.query)
    return {
        "rank": route.rank, "difference": route.difference or None,
        **_amounts(route.shown, route.shown_range, criteria),
        # Figures per tonne are those per TEU, by the payload of the cost model; no leg has them, so
        # that they may be rounded.
        **{PER_TONNE[by]: round(route.shown(by) / answer.payload_t.value, 6)
           for by in criteria if by in PER_TONNE},
        "border_crossings": route.count("border"), "gauge_breaks": route.count("gauge_break"),
        "transfers": route.count("transfer"), "countries": list(route.countries),
        "modes": list(route.modes), "km_by_mode": {mode: route.km_by(mode)
                                                   for mode in route.modes},
        "tied": route.tied, "nodes": list(route.node_ids), "legs": [
            _leg(leg, answer.snapshot.network, criteria) for leg in route.legs],
    }


def _leg(leg: Leg, network: Network, criteria: tuple[str, ...]) -> dict[str, Any]:
    def ranged(by: str) -> tuple[float, float]:
        amount = leg.amount(by)
        return amount.low / UNITS[by], amount.high / UNITS[by]

    link = network.link(leg.link_id) if leg.kind == "move" else None
    return {
        "kind": leg.kind, "mode": leg.mode, "to_mode": leg.to_mode or None,
        "link": leg.link_id or None, "border": leg.border_id or None,
        "from": leg.from_id, "to": leg.to_id,
        **_amounts(lambda by: leg.amount(by).value / UNITS[by], ranged, criteria),
        "status": leg.status or None, "gauge_mm": leg.gauge_mm, "to_gauge_mm": leg.to_gauge_mm,
        "technique": leg.technique or None, "assumed": leg.assumed,
        "corridors": list(leg.corridors),
        "length_rests_on": link.length_basis if link else None,
        "sources": [key for key in link.source.split(";") if key] if link else [],
        **({"until": leg.until.isoformat()} if leg.until else {}),
    }


def stamp_json(stamp: Stamp) -> dict[str, Any]:
    """Give what an answer rests on."""
    name, _, version = stamp.cost_model.rpartition(" ")
    return {"corridors": stamp.corridors, "network": stamp.network, "cost_model": name,
            "cost_model_version": version, "currency": stamp.currency or None,
            "applied": list(stamp.applied), "engine": stamp.engine}


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {"name": scenario.name, "title": scenario.title, "question": scenario.question,
            "description": scenario.description, "sources": list(scenario.sources)}


def _case(effects: Effects, case: Case) -> dict[str, Any]:
    answers = []
    for place, answer in enumerate(case.answers):
        made = answer_json(answer)
        if case.variant is not None:
            made["compared_with_base"] = _comparison(effects.comparison(case, place))
        answers.append(made)
    return {"name": case.name, "title": case.title, "on": case.snapshot.on.isoformat(),
            "changes": [_change(change) for change in case.variant.changes]
            if case.variant is not None else [],
            "restrictions": _restriction(case.variant),
            "record": record_json(recorded(case.snapshot, effects.costs)),
            "changed_links": sorted(case.snapshot.changed),
            "assume_expected": case.snapshot.assume_expected,
            "assumed_links": list(case.snapshot.assumed),
            "notes": [str(note) for note in case.snapshot.notes], "answers": answers}


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {"state": comparison.state,
            **{f"delta_{KEYS[by]}": comparison.delta(by) for by in CRITERIA},
            "gained_links": list(comparison.gained), "dropped_links": list(comparison.dropped)}


def _change(change: Change) -> dict[str, Any]:
    spread = change.value
    return {"said": change.said(), "select": list(change.select), "action": change.action,
            "field": change.field or None,
            "value": None if spread is None else spread.value,
            "value_range": None if spread is None else [spread.low, spread.high],
            "factor": change.factor, "status": change.status or None,
            "gauge_mm": list(change.gauges) or None,
            "from": change.starts.isoformat() if change.starts else None,
            "until": change.ends.isoformat() if change.ends else None,
            "expects": change.expects or None, "requires": list(change.requires),
            "conflicts": list(change.conflicts),
            "adds_nodes": [node.node_id for node in change.nodes],
            "adds_links": [link.link_id for link in change.links],
            "reason": change.reason, "source": change.source}


def _restriction(variant: Variant | None) -> dict[str, Any] | None:
    if variant is None:
        return None
    limit = variant.restriction
    return {"modes": None if limit.modes is None else sorted(limit.modes),
            "overland": limit.overland, "avoid": list(limit.avoid), "via": list(limit.via),
            **{name: getattr(limit, name) for name in LIMITS}, "only_cited": limit.only_cited,
            "gauge_change": None if limit.gauge_change is None else sorted(limit.gauge_change)}
