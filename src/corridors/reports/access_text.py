"""Access of places, as text for a terminal and as a JSON object."""

from __future__ import annotations

from typing import Any

from corridors.analysis.access import Access, AccessTo
from corridors.model.credits import people_credits
from corridors.model.leg import COLUMN_OF
from corridors.reports.as_json import limits_json, node_json, stamp_json
from corridors.reports.matrix_text import asked_of, wrapped
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, counted, plain_number
from corridors.reports.plain import short_text

__all__ = ["access_json", "access_text"]

SHOWN_PLACES = 12


def access_text(found: Access) -> str:
    """Write access for a terminal.

    Parameters
    ----------
    found
        Access of places.

    Returns
    -------
    text
        For each target the weighted mean and what is cut off; for few places the nearest of each.

    Examples
    --------
    >>> from corridors import access, load
    >>> print(access_text(access(load().as_of(), ["Tbilisi"], ["Poti"])).splitlines()[1])
    To Poti (Georgia): 34 h
    """
    weight, names = sum(found.weights), Names.of(found.snapshot.network)
    alone = len(found.places) == 1
    count = names.place_in(found.places[0].node_id) if alone else \
        f"{counted(len(found.places), 'place')}, weight {plain_number(weight)}"
    lines = wrapped(f"{count}, {asked_of(found.query, found.snapshot)}")
    for to in found.targets:
        lines += wrapped(_target(found, to, names, weight))
        if not alone and len(found.places) <= SHOWN_PLACES:
            lines += [line for row in range(len(found.places))
                      for line in wrapped(_nearest(found, to, row, names))]
    if found.without:
        lines += wrapped(f"{counted(len(found.without), 'place')} without a weight, "
                         "in no mean: no town, or its people are not known.")
    network = found.snapshot.network
    told = people_credits(network, [
        node.node_id for node, weight in zip(found.places, found.weights, strict=True)
        if node.node_id in network.population
        and network.population[node.node_id].people == weight])
    lines += wrapped(f"Where weights are people: {'; '.join(told)}.") if told else []
    return "\n".join(lines) + "\n"


def access_json(found: Access) -> dict[str, Any]:
    """Give access as a JSON object.

    Parameters
    ----------
    found
        Access of places.

    Returns
    -------
    access
        ``targets`` holds for each target the mean, the weight reached and cut off, and the
        nearest place of each place; a figure of what cannot be reached is null.
    """
    column = COLUMN_OF[found.query.by]
    return {
        "on": found.snapshot.on.isoformat(), "by": found.query.by,
        "scenario": found.snapshot.scenario or None, **limits_json(found.query),
        "within": found.budget.shown if found.budget else None,
        "weight": sum(found.weights),
        "without_weight": [node_json(node) for node in found.without],
        "targets": [{
            "to": to.target, f"mean_{column}": found.shown(to.mean),
            "weight_reached": to.reached, "weight_cut_off": to.cut_off,
            "weight_within": to.within,
            "places": [{**node_json(node), "weight": weight,
                        "nearest": nearest and node_json(nearest.node),
                        column: nearest and found.shown(nearest.amount)}
                       for node, weight, nearest in zip(found.places, found.weights, to.nearest,
                                                        strict=True)],
        } for to in found.targets],
        "stamp": stamp_json(found.stamp),
    }


def _target(found: Access, to: AccessTo, names: Names, weight: float) -> str:
    what = names.place_in(to.goals[0].node_id) if len(to.goals) == 1 else \
        f"the nearest of {counted(len(to.goals), 'place')} ({short_text(to.target)})"
    mean = found.shown(to.mean)
    if mean is None:
        return f"To {what}: no route"
    nearest = to.nearest[0] if len(to.nearest) == 1 else None
    one = f", {names.place_in(nearest.node.node_id)}" if nearest and len(to.goals) > 1 else ""
    parts = [f"{MEASURE_BY[found.query.by].brief(mean)}{'' if nearest else ' on average'}{one}",
             f"{_share(to.cut_off, weight)} cut off" if to.cut_off else ""]
    if to.within is not None:
        parts.append(f"{_share(to.within, weight)} within {found.budget}")
    return f"To {what}: {'; '.join(part for part in parts if part)}"


def _nearest(found: Access, to: AccessTo, row: int, names: Names) -> str:
    nearest, name = to.nearest[row], names.place_in(found.places[row].node_id)
    if nearest is None:
        return f"  {name}: no route"
    amount = found.shown(nearest.amount) or 0.0
    return (f"  {name}: {names.place_in(nearest.node.node_id)}, "
            f"{MEASURE_BY[found.query.by].brief(amount)}")


def _share(part: float, whole: float) -> str:
    percent = 100 * part / whole
    return f"{plain_number(part)} of the weight ({percent:.{0 if percent >= 1 else 2}f} %)"
