"""Losses, the worst sets, bridges and the fewest closures between regions as JSON objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corridors.analysis.bridges import Bridges
from corridors.analysis.critical import Critical
from corridors.analysis.interdict import Interdiction
from corridors.analysis.losses import Loss
from corridors.analysis.separate import Separation
from corridors.analysis.two_losses import TwoLoss, TwoLosses
from corridors.model.closable import Closable
from corridors.model.leg import COLUMN_OF, UNITS
from corridors.model.snapshot import Snapshot
from corridors.reports.as_json import limits_json, node_json, stamp_json

__all__ = ["bridges_json", "critical_json", "separation_json"]


def critical_json(found: Critical) -> dict[str, Any]:
    """Give what hurts when it closes as a JSON object.

    Parameters
    ----------
    found
        What hurts when it closes.

    Returns
    -------
    made
        ``losses`` holds everything whose loss changes something, the worst first; ``pairs`` in
        them are positions in ``pairs``, and a figure of what is cut off is null. Units are in the
        names of the keys.
    """
    return {
        **_day(found.snapshot), "by": found.by, "weights_in": found.pairs.unit or None,
        "pairs": _pairs(found), "considered": dict(found.considered),
        "losses": [_loss(loss, found.by) for loss in found.losses],
        "two": None if found.two is None else _two(found.two),
        "interdiction": None if found.interdiction is None else _interdiction(found.interdiction),
        "stamp": stamp_json(found.stamp),
    }


def separation_json(found: Separation) -> dict[str, Any]:
    """Give the fewest closures between regions as a JSON object.

    Parameters
    ----------
    found
        The fewest closures.

    Returns
    -------
    made
        ``closures`` is null where no closing separates them, 0 where they are separated already.
    """
    return {
        **_day(found.snapshot), **_limits(found.query),
        "from": [node_json(node) for node in found.origins],
        "to": [node_json(node) for node in found.destinations],
        "candidates": found.candidates, "closures": found.closures,
        "sets": [_things(one) for one in found.sets], "complete": found.complete,
        "ways_apart": found.apart, "ways_looked_at": found.ways,
    }


def bridges_json(found: Bridges) -> dict[str, Any]:
    """Give the links that nothing can replace as a JSON object.

    Parameters
    ----------
    found
        The links.
    """
    return {
        **_day(found.snapshot), **_limits(found.query),
        "links": found.considered, "od_pairs_with_a_route": found.routes,
        "bridges": [{"link": bridge.link_id, "od_pairs_lost": bridge.lost,
                     "places_cut_off": list(bridge.places)} for bridge in found.bridges],
    }


def _day(snapshot: Snapshot) -> dict[str, Any]:
    return {"on": snapshot.on.isoformat(), "scenario": snapshot.scenario or None}


def _limits(query: Any) -> dict[str, Any]:
    limits = limits_json(query)
    return {key: limits[key] for key in ("modes", "restrictions")}


def _pairs(found: Critical) -> list[dict[str, Any]]:
    network, key = found.snapshot.network, f"before_{COLUMN_OF[found.by]}"
    return [{"origin": node_json(network.place(query.origin)),
             "destination": node_json(network.place(query.destination)), "weight": weight,
             **limits_json(query), key: _shown(before, found.by)}
            for (query, weight), before in zip(found.pairs, found.base, strict=True)]


def _loss(loss: Loss, by: str) -> dict[str, Any]:
    return {"things": _things(loss.things), "links": list(loss.links), **_harm(loss, by),
            "pairs": [{"pair": row.pair, f"before_{COLUMN_OF[by]}": _shown(row.before, by),
                       f"after_{COLUMN_OF[by]}": _shown(row.after, by)} for row in loss.pairs]}


def _harm(loss: Loss, by: str) -> dict[str, Any]:
    unit = COLUMN_OF[by]
    return {"pairs_cut_off": len(loss.cut), "cut_off_weight": loss.cut_weight,
            "pairs_longer": len(loss.longer), "longer_weight": loss.longer_weight,
            f"mean_added_{unit}": loss.mean_added, f"most_added_{unit}": loss.most_added}


def _two(found: TwoLosses) -> dict[str, Any]:
    return {"considered": found.considered, "matter": found.matter,
            "beyond_the_sum": found.beyond, "cut_only_together": found.cutting,
            "worst": [_both(two, found.by) for two in found.worst],
            "worst_beyond_the_sum": [_both(two, found.by) for two in found.worst_beyond]}


def _both(two: TwoLoss, by: str) -> dict[str, Any]:
    return {**_loss(two.together, by), "first_alone": _harm(two.first, by),
            "second_alone": _harm(two.second, by),
            "beyond_the_sum": two.beyond, "pairs_of_links_alike": two.alike,
            "pairs_cut_off_only_together": list(two.cut_only_together)}


def _interdiction(found: Interdiction) -> dict[str, Any]:
    unit = COLUMN_OF[found.by]
    return {"most": found.most, "candidates": found.candidates, "method": found.method,
            f"penalty_{unit}": found.penalty, **_loss(found.loss, found.by),
            "bound": {"cut_off_weight": found.bound_cut_weight,
                      f"mean_added_{unit}": found.bound_mean_added},
            "sets_branched_on": found.explored, "branches_ruled_out": found.pruned}


def _things(things: Sequence[Closable]) -> list[dict[str, str]]:
    return [{"kind": thing.kind, "id": thing.key} for thing in things]


def _shown(amount: int | None, by: str) -> float | None:
    return None if amount is None else amount / UNITS[by]
