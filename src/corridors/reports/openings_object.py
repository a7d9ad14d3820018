"""What it is worth to open links and borders, as a JSON object."""

from __future__ import annotations

from typing import Any

from corridors.analysis.openings import Benefit, Programme, RankedOpenings, Worth
from corridors.model.leg import UNITS
from corridors.model.spread import Spread
from corridors.reports.as_json import KEYS, limits_json, stamp_json

__all__ = ["openings_json"]


def openings_json(found: RankedOpenings) -> dict[str, Any]:
    """Give openings as a JSON object.

    Parameters
    ----------
    found
        The openings.

    Returns
    -------
    object
        ``singles`` holds each thing by itself, ``programmes`` the best sets, best first.
    """
    by = found.by
    pairs = [{"origin": query.origin, "destination": query.destination, "weight": weight,
              KEYS[by]: None if total is None else total / UNITS[by]}
             for (query, weight), total in zip(found.pairs, found.totals, strict=True)]
    return {
        "on": found.snapshot.on.isoformat(), "by": by, "scenario": found.snapshot.scenario or None,
        **limits_json(found.pairs.queries[0]), "pairs": pairs, "unit": found.pairs.unit or None,
        "most": found.most, "budget_musd": found.budget_musd, "rank": found.rank,
        "complete": found.complete, "everything": _benefit_json(found.everything, by),
        "singles": [_single_json(one, by) for one in found.singles],
        "programmes": [_programme_json(found, one) for one in found.programmes],
        "stamp": stamp_json(found.stamp),
    }


def _benefit_json(benefit: Benefit, by: str) -> dict[str, Any]:
    return {"newly_reachable": benefit.newly, f"gain_{KEYS[by]}": benefit.gain,
            f"newly_takes_{KEYS[by]}": benefit.newly_takes}


def _spread_json(spread: Spread | None) -> dict[str, float] | None:
    return None if spread is None else {"low": spread.low, "value": spread.value,
                                        "high": spread.high}


def _single_json(one: Worth, by: str) -> dict[str, Any]:
    opener = one.opener
    return {"name": opener.name, "kind": opener.kind, "title": opener.title or None,
            "links": list(opener.link_ids), "statuses": list(opener.statuses),
            "investment_musd": _spread_json(opener.musd), "year": opener.year,
            "confidence": opener.confidence or None,
            "sources": [key for key in opener.source.split(";") if key],
            "alone": _benefit_json(one.alone, by), "last": _benefit_json(one.last, by),
            "needs": None if one.needs is None else list(one.needs),
            "with_needs": None if one.with_needs is None else _benefit_json(one.with_needs, by),
            "gain_per_musd": _spread_json(one.per_musd)}


def _programme_json(found: RankedOpenings, one: Programme) -> dict[str, Any]:
    by = found.by
    return {"opens": list(one.names), "links": list(one.link_ids),
            "benefit": _benefit_json(one.benefit, by), "investment_musd": _spread_json(one.musd),
            "gain_per_musd": _spread_json(one.per_musd),
            "pairs": [None if total is None else total / UNITS[by] for total in one.totals]}
