"""What a map shows, in a sentence or two, for readers who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corridors.analysis.compare import STATES, Comparison
from corridors.analysis.effects import Effects
from corridors.analysis.flows import Assignment
from corridors.analysis.history import History
from corridors.analysis.indicators import Indicators
from corridors.analysis.logit import whole_parts
from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.openings import RankedOpenings
from corridors.analysis.reach import Reach
from corridors.analysis.shares import Shares
from corridors.analysis.sweep_result import Sweep
from corridors.analysis.threshold import Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.maps import said
from corridors.maps.critical_map import Closed, critical_alt
from corridors.maps.limits import limits, together
from corridors.maps.montecarlo_chart import montecarlo_alt
from corridors.maps.openings_map import pairs_said
from corridors.maps.sweep_chart import sweep_alt
from corridors.maps.text import clean
from corridors.maps.traffic_map import traffic_alt
from corridors.maps.turned_words import opener_title, turned_said
from corridors.maps.variants import chosen_variant
from corridors.model.countries import country_name
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot

__all__ = ["LONGEST", "alt_text", "before_after_alt", "effects_alt"]

LONGEST = 250
"""Letters; longer texts are cut off by some screen readers."""


def alt_text(what: object, *, query: int = 0) -> str:
    """Describe a map by the result it shows.

    Parameters
    ----------
    what
        What is drawn.
    query
        Which query of a scenario worked out, or which set of indicators, by position.

    Returns
    -------
    text
        At most 250 letters: first what was asked, then what came out.
    """
    for of, told in _TOLD:
        if isinstance(what, of):
            return clean(told(what, query), LONGEST)
    return f"A picture of a {type(what).__name__}."


def _answer(answer: Answer) -> str:
    best = answer.best
    if best is None:
        return f"Map for {_asked(answer, said.by_modes(answer.query))}: {said.no_route(answer)}."
    modes = f"by {said.listed(best.modes)}" if best.modes else ""
    countries = together([country_name(code) for code in best.countries])
    return f"Map of {_asked(answer, modes)}: {said.totals(best)}, through {countries}."


def _shares(found: Shares) -> str:
    names = found.by_name()
    parts = zip(names, whole_parts(list(names.values()), 100), strict=True)
    pair = found.pairs[0]
    ends = f"{pair.origin.name} \N{EN DASH} {pair.destination.name}" if len(found.pairs) == 1 \
        else f"{len(found.pairs)} pairs"
    return (f"Shares of {'branches' if found.scenario else 'corridors'}, {ends}: "
            f"{', '.join(f'{name} {part} %' for name, part in parts)}.")


def _assignment(found: Assignment) -> str:
    over = f"{len(found.over)} beyond their capacity" if found.over else "none beyond its capacity"
    return (f"Map of the flows of a year on {said.day(found.snapshot.on)}: {found.served:,.0f} of "
            f"{found.demand:,.0f} TEU on {len(found.links)} links, {over}; the broader the line, "
            "the more goes along it.")


def _history(found: History) -> str:
    first = found.pairs[0]
    shut = sum(period.days for period in first if period.route is None)
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return (f"Chart of {first.origin.name} to {first.destination.name}{more} by the "
            f"{said.BEST[first.query.by]} route from {found.first.year} to {found.last.year}: "
            f"{len(first) - 1} changes, {shut:,} days without a route.")


def _reach(found: Reach) -> str:
    way = "from which it takes" if found.inward else "to which it takes"
    count = f"{len(found.nodes)} place{'' if len(found.nodes) == 1 else 's'}"
    return (f"Map of {count} {way} at most {found.budget} "
            f"{'to' if found.inward else 'from'} {found.place.name} on "
            f"{said.day(found.snapshot.on)}.")


def _openings(found: RankedOpenings) -> str:
    network = found.snapshot.network
    names = {one.opener.name: opener_title(network, one.opener) for one in found.singles}
    best = f"the best set is {together([names[name] for name in found.programmes[0].names])}" \
        if found.programmes else "nothing would be of use"
    return (f"Map of what it is worth to open links, {pairs_said(found.pairs, network)}, on "
            f"{said.day(found.snapshot.on)}: {best}.")


def _threshold(found: Threshold) -> str:
    where = [found.turn.said(switch.above) for switch in found.switches[:3]]
    changes = f"it changes at {together(where)}" if where else "it does not change"
    return (f"Chart of the {said.best_route(found.query)} {found.origin.name} – "
            f"{found.destination.name} by {turned_said(found.snapshot.network, found.turn)}: "
            f"{changes}.")


def _regions(found: ThresholdMap) -> str:
    network = found.snapshot.network
    first, second = (turned_said(network, turn) for turn in found.turns)
    count = f"{len(found.regions)} region{'' if len(found.regions) == 1 else 's'}"
    return (f"Map of regions of the {said.best_route(found.query)} {found.origin.name} – "
            f"{found.destination.name} by {first} and {second}: {count}.")


def _asked(answer: Answer, modes: str = "") -> str:
    """Say the question: best by what, from where to where, and under which restrictions."""
    asked = f"the {said.best_route(answer.query)} {said.pair(answer)} {modes}".strip()
    return ", ".join((asked, *limits(answer.query, answer.snapshot.network)))


def before_after_alt(effects: Effects, query: int, variant: str = "") -> str:
    """Describe the maps of a question in the base and in one variant.

    Parameters
    ----------
    effects
        The scenario, worked out.
    query
        Position of the query.
    variant
        Name or title of the variant; if blank, the first that changes something.
    """
    case = chosen_variant(effects, query, variant)
    comparison = effects.comparison(case, query)
    return (f"Two maps of {_asked(comparison.base)}: {STATES[comparison.state]}. "
            f"{effects.base.title}: {_short(comparison.base)}. "
            f"{case.title}: {said.differences(comparison)}.")


def effects_alt(effects: Effects, query: int, picture: str = "Map") -> str:
    """Describe what a scenario does to one question.

    Parameters
    ----------
    effects
        The scenario, worked out.
    query
        Position of the query.
    picture
        What kind of picture it is.
    """
    base = effects.base.answers[query]
    parts = [f"{picture} of {_asked(base)}. {effects.base.title}: {_short(base)}."]
    for case in effects.variants:
        comparison = effects.comparison(case, query)
        figures = "no change" if comparison.state == "same" else _change(comparison)
        parts.append(f"{case.title}: {figures}.")
    return " ".join(parts)


def _change(comparison: Comparison) -> str:
    km, hours = comparison.delta("distance"), comparison.delta("time")
    if km is None or hours is None:
        return STATES[comparison.state]
    figures = (f"{said.signed(km, 1, 0)} km, {said.signed(hours, 24, 1)} days"
               ).replace("no change km", "same km").replace("no change days", "same days")
    own = comparison.base.query.by in ("cost", "co2")
    return f"{said.change(comparison)}, {figures}" if own else figures


def _short(answer: Answer) -> str:
    best = answer.best
    return "no route" if best is None else f"{best.distance_km:,.0f} km, " \
                                          f"{best.time_h / 24:,.1f} days"


def _comparison(what: Comparison) -> str:
    return (f"Two maps of {_asked(what.base)}: {STATES[what.state]}. Base: {_short(what.base)}. "
            f"Variant: {said.differences(what)}.")


def _network(what: Snapshot) -> str:
    return (f"Map of {what.network.title} on {said.day(what.on)}: {sum(what.carrying)} of "
            f"{len(what.status)} links carry traffic.")


_TOLD: tuple[tuple[Any, Callable[[Any, int], str]], ...] = (
    (Answer, lambda what, _: _answer(what)),
    (Comparison, lambda what, _: _comparison(what)),
    (Effects, effects_alt),
    (History, lambda what, _: _history(what)),
    (Indicators, traffic_alt),
    (MonteCarlo, montecarlo_alt),
    (Reach, lambda what, _: _reach(what)),
    (RankedOpenings, lambda what, _: _openings(what)),
    (Threshold, lambda what, _: _threshold(what)),
    (ThresholdMap, lambda what, _: _regions(what)),
    (Shares, lambda what, _: _shares(what)),
    (Assignment, lambda what, _: _assignment(what)),
    (Closed, lambda what, _: critical_alt(what)),
    (Sweep, sweep_alt),
    (Snapshot, lambda what, _: _network(what)),
)
"""For each kind of result what tells its picture."""
