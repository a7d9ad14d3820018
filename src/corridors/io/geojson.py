"""Routes as GeoJSON: one feature a leg, for any GIS."""

from __future__ import annotations

import json
from typing import Any

from corridors.analysis.effects import Effects
from corridors.io.frames import leg_line
from corridors.model.credits import credit_of
from corridors.model.route import Answer, Leg, Route

__all__ = ["answer_geojson", "effects_geojson"]


def answer_geojson(answer: Answer) -> str:
    """Write the best route of an answer as GeoJSON.

    Parameters
    ----------
    answer
        The answer; without a route it gives a collection without features.

    Returns
    -------
    text
        A FeatureCollection; a line for each move, a point for each other leg. ``route`` is the
        rank of the route it belongs to.
    """
    return _collection([feature for route in answer.routes
                        for feature in _features(answer, {"route": route.rank}, route)])


def effects_geojson(effects: Effects) -> str:
    """Write the best routes of every case and query as GeoJSON.

    Parameters
    ----------
    effects
        A scenario worked out.

    Returns
    -------
    text
        A FeatureCollection; each feature names its case and query.
    """
    features = []
    for place, query in enumerate(effects.queries):
        for case in effects.cases:
            answer = case.answers[place]
            features += _features(answer, {
                "case": case.name, "query": query.label or query.said(), "by": query.by},
                answer.best)
    return _collection(features)


def _collection(features: list[dict[str, Any]]) -> str:
    lines = [json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in features]
    owed = sorted({feature["properties"]["attribution"] or "" for feature in features} - {""})
    about = f'"attribution": {json.dumps("; ".join(owed), ensure_ascii=False)}, ' if owed else ""
    return f'{{"type": "FeatureCollection", {about}"features": [\n' \
        + ",\n".join(lines) + "\n]}\n"


def _features(answer: Answer, about: dict[str, Any], route: Route | None
              ) -> list[dict[str, Any]]:
    if route is None:
        return []
    about = {"origin": answer.origin.node_id, "destination": answer.destination.node_id, **about}
    return [{"type": "Feature", "properties": {**about, "leg": number, **_properties(answer, leg)},
             "geometry": _geometry(answer, leg)}
            for number, leg in enumerate(route.legs, start=1)]


def _properties(answer: Answer, leg: Leg) -> dict[str, Any]:
    return {"kind": leg.kind, "mode": leg.mode, "from": leg.from_id, "to": leg.to_id,
            "link": leg.link_id or None, "border": leg.border_id or None,
            "distance_km": leg.distance_km, "time_h": leg.time_h,
            "cost_usd_per_teu": leg.cost_usd_per_teu, "co2_kg_per_teu": leg.co2_kg_per_teu,
            "status": leg.status or None, "gauge_mm": leg.gauge_mm,
            "attribution": credit_of(answer.snapshot.network, leg.link_id) or None,
            **({"until": leg.until.isoformat()} if leg.until else {})}


def _geometry(answer: Answer, leg: Leg) -> dict[str, Any]:
    if leg.kind == "move":
        return {"type": "LineString", "coordinates": [list(p) for p in leg_line(answer, leg)]}
    node = answer.nodes[leg.to_id]
    return {"type": "Point", "coordinates": [node.lon, node.lat]}
