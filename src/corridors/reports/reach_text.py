"""What is reached, as text for a terminal and as a JSON object."""

from __future__ import annotations

from typing import Any

from corridors.analysis.reach import Reach
from corridors.model.credits import people_credits
from corridors.model.leg import COLUMN_OF
from corridors.reports.as_json import limits_json, node_json, stamp_json
from corridors.reports.matrix_text import asked_of, wrapped
from corridors.reports.names import Names
from corridors.reports.numbers import counted, plain_number
from corridors.reports.plain import cut_text

__all__ = ["reach_json", "reach_text"]


def reach_text(found: Reach) -> str:
    """Write what is reached for a terminal.

    Parameters
    ----------
    found
        What is reached.

    Returns
    -------
    text
        For each band all that lies within it, with the people of its towns, and below it the
        places that it adds to the band before, the nearest first.

    Examples
    --------
    >>> from corridors import load, reach
    >>> print(reach_text(reach(load().as_of(), "Tbilisi", "30km")).splitlines()[1])
    Within 30 km: 2 places, 1,049,498 people in 1 town
    """
    names = Names.of(found.snapshot.network)
    way = "Into" if found.inward else "From"
    lines = wrapped(f"{way} {names.place(found.place.node_id)}, "
                    f"{asked_of(found.query, found.snapshot)}")
    if found.why_not:
        return "\n".join([*lines, *wrapped(f"Nothing is reached: {found.why_not}")]) + "\n"
    known = found.snapshot.network.population
    whole = plain_number(sum((found.weights or {}).values()))
    for band, step in enumerate(found.bands):
        within = found.within(band)
        towns = sum(reached.node.node_id in known for reached in within)
        people = f", {found.people(band):,} people in {counted(towns, 'town')}" if towns else ""
        weight = found.weight(band)
        people += f", weight {plain_number(weight)} of {whole}" if weight is not None else ""
        new = sum(reached.band == band for reached in found.nodes)
        more = f"; {new or 'none'} of them beyond {found.bands[band - 1]}" if band else ""
        lines += wrapped(f"Within {step}: {counted(len(within), 'place')}{people}{more}"
                         f"{':' if band and new else ''}")
        lines += [f"  {cut_text(names.place_in(reached.node.node_id), 60):60} "
                  f"{plain_number(found.shown(reached), 1):>10}"
                  for reached in found.nodes if reached.band == band]
    if known and found.without_people:
        lines += wrapped(f"{counted(len(found.without_people), 'place')} of these "
                         "without a figure of people: no town, or not known.")
    told = people_credits(found.snapshot.network, [r.node.node_id for r in found.nodes])
    lines += wrapped(f"People: {'; '.join(told)}.") if told else []
    return "\n".join(lines) + "\n"


def reach_json(found: Reach) -> dict[str, Any]:
    """Give what is reached as a JSON object.

    Parameters
    ----------
    found
        What is reached.

    Returns
    -------
    reach
        ``places`` and ``links`` name the band that holds them by its upper end, in the unit of
        the budget.
    """
    column, known = COLUMN_OF[found.budget.by], found.snapshot.network.population
    return {
        "place": node_json(found.place), "direction": "into" if found.inward else "from",
        "on": found.snapshot.on.isoformat(), "by": found.budget.by,
        "scenario": found.snapshot.scenario or None, **limits_json(found.query),
        "within": found.budget.shown, "reason": found.why_not or None,
        "bands": [{"within": step.shown, "places": len(found.within(band)),
                   "people": found.people(band), "weight": found.weight(band)}
                  for band, step in enumerate(found.bands)],
        "places": [{**node_json(reached.node), column: found.shown(reached),
                    "within": found.bands[reached.band].shown,
                    "people": known[reached.node.node_id].people
                    if reached.node.node_id in known else None} for reached in found.nodes],
        "links": [{"link": part.link_id, "start": part.start, "end": part.end,
                   "within": found.bands[part.band].shown} for part in found.parts],
        "without_people": len(found.without_people),
        "people_from": list(people_credits(found.snapshot.network,
                                           [r.node.node_id for r in found.nodes])),
        "stamp": stamp_json(found.stamp),
    }
