"""What a map shows, in a sentence or two, for readers who do not see it."""

from __future__ import annotations

from corridors.analysis.compare import STATES, Comparison
from corridors.analysis.effects import Effects
from corridors.maps import said
from corridors.maps.text import safe
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot

__all__ = ["LONGEST", "alt_text"]

LONGEST = 250
"""Letters; longer texts are cut off by some screen readers."""


def alt_text(what: Answer | Comparison | Effects | Snapshot, *, query: int = 0) -> str:
    """Describe a map by the result it shows.

    Parameters
    ----------
    what
        What is drawn.
    query
        Which query of a scenario worked out, by position.

    Returns
    -------
    text
        At most 250 letters.
    """
    if isinstance(what, Answer):
        text = f"Map of {_answer(what)}"
    elif isinstance(what, Comparison):
        text = (f"Two maps, {said.pair(what.base)}, {STATES[what.state]}. Base: "
                f"{_short(what.base)}. Variant: {said.differences(what)}.")
    elif isinstance(what, Effects):
        text = _effects(what, query)
    else:
        text = (f"Map of {what.network.title} on {said.day(what.on)}: {sum(what.carrying)} of "
                f"{len(what.status)} links carry traffic.")
    return safe(text, LONGEST)


def _answer(answer: Answer) -> str:
    if answer.best is None:
        return f"{said.pair(answer)}: {said.no_route(answer)}."
    countries = ", ".join(answer.best.countries)
    return (f"the {said.BEST[answer.query.by]} route {said.pair(answer)} by "
            f"{said.listed(answer.best.modes)}: {said.totals(answer.best)}, through {countries}.")


def _effects(effects: Effects, query: int) -> str:
    base = effects.base.answers[query]
    parts = [f"Map, {said.pair(base)}. {effects.base.title}: {_short(base)}."]
    for case in effects.variants:
        comparison = effects.comparison(case, query)
        figures = "no change" if comparison.state == "same" else _change(comparison)
        parts.append(f"{case.title}: {figures}.")
    return " ".join(parts)


def _change(comparison: Comparison) -> str:
    km, hours = comparison.delta("distance"), comparison.delta("time")
    if km is None or hours is None:
        return STATES[comparison.state]
    return (f"{said.signed(km, 1, 0)} km, {said.signed(hours, 24, 1)} days"
            ).replace("no change km", "same km").replace("no change days", "same days")


def _short(answer: Answer) -> str:
    best = answer.best
    return "no route" if best is None else f"{best.distance_km:,.0f} km, " \
                                          f"{best.time_h / 24:,.1f} days"
