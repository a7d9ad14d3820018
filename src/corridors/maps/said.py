"""What maps say about routes: totals, differences and places, in a planner's words."""

from __future__ import annotations

from datetime import date

from corridors.analysis.compare import STATES, Comparison
from corridors.maps.limits import limits, together
from corridors.model.blocking import Blocking
from corridors.model.countries import country_name
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.route import Answer, Route
from corridors.model.snapshot import Snapshot

__all__ = ["BEST", "MONTHS", "allowed", "asked", "best_route", "by_modes", "change", "day",
           "differences", "end_names", "joined", "listed", "main_mode", "many", "no_route",
           "opening_alone", "pair", "sentence", "signed", "to_open", "totals", "when", "why_not"]

BEST = {"distance": "shortest", "time": "fastest", "cost": "cheapest", "co2": "least CO2",
        "generalised": "least cost and time"}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")


def totals(route: Route) -> str:
    """Say what a route takes.

    Parameters
    ----------
    route
        The route.

    Returns
    -------
    text
        Kilometres, days, USD and what is crossed.
    """
    said = [f"{route.distance_km:,.0f} km", f"{route.time_h / 24:,.1f} days",
            f"{route.cost_usd_per_teu:,.0f} USD/TEU"]
    said += [many(route.count(kind), name) for kind, name in (
        ("border", "border"), ("gauge_break", "gauge break"), ("wait", "wait"))
        if route.count(kind)]
    return ", ".join(said)


def differences(comparison: Comparison) -> str:
    """Say what a variant takes, and the difference from the base.

    Parameters
    ----------
    comparison
        Base and variant.

    Returns
    -------
    text
        Such as ``5,173 km (−1,059), 15.2 days (−3.2), 2,960 USD/TEU (−410)``.
    """
    route = comparison.variant.best
    if route is None:
        return no_route(comparison.variant)
    if comparison.base.best is None:
        return f"newly reachable: {totals(route)}"
    if comparison.state == "same" and not any(comparison.delta(by) for by in BEST):
        return "no change"
    return ", ".join((
        f"{route.distance_km:,.0f} km ({signed(comparison.delta('distance'), 1, 0)})",
        f"{route.time_h / 24:,.1f} days ({signed(comparison.delta('time'), 24, 1)})",
        f"{route.cost_usd_per_teu:,.0f} USD/TEU ({signed(comparison.delta('cost'), 1, 0)})"))


def allowed(query: Query, network: Network) -> str:
    """Say how goods may travel: the label of the query, modes, and what is avoided and passed."""
    plain = query.label.lower()
    told = "mode" in plain or "overland" in plain \
        or any(MODES[mode].label in plain for mode in query.mode_names)
    words = [query.label, "" if told else by_modes(query),
             *(words for words in limits(query, network) if words.lower() not in plain)]
    said = ", ".join(word for word in words if word)
    return said[:1].upper() + said[1:]


def by_modes(query: Query) -> str:
    """Say which modes may be used."""
    names = [MODES[mode].label for mode in query.mode_names]
    return "by any mode" if len(names) == len(MODES) else f"by {joined(names)}"


def sentence(text: str) -> str:
    """End a title with a full stop, if it has no other end.

    Examples
    --------
    >>> sentence("What then?"), sentence("The railway opens")
    ('What then?', 'The railway opens.')
    """
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def asked(answer: Answer) -> str:
    """Say what was asked: from where to where, best by what."""
    return f"{pair(answer)}, {best_route(answer.query)}"


def best_route(query: Query, *, first: bool = False) -> str:
    """Say what route it is that is asked for.

    Parameters
    ----------
    query
        The question.
    first
        Whether it is the first word of a sentence.

    Examples
    --------
    >>> best_route(Query("Baku", "Kars", by="co2"))
    'least CO2 route'
    """
    words = query.best_said(BEST[query.by], "route")
    return f"{words[:1].upper()}{words[1:]}" if first else words


def change(comparison: Comparison) -> str:
    """Say in words what a variant changes, for a title."""
    by = comparison.base.query.by
    difference = comparison.delta(by)
    if difference is None or comparison.state in ("same", "rerouted"):
        return STATES[comparison.state]
    amount = abs(difference)
    less = difference < 0
    return {"distance": f"{amount:,.0f} km {'shorter' if less else 'longer'}",
            "time": f"{amount / 24:,.1f} days {'faster' if less else 'slower'}",
            "cost": f"{amount:,.0f} USD/TEU {'cheaper' if less else 'dearer'}",
            "co2": f"{amount:,.0f} kg CO2/TEU {'less' if less else 'more'}",
            "generalised": f"{amount:,.0f} USD/TEU of cost and time {'less' if less else 'more'}",
            }[by]


def main_mode(route: Route) -> str:
    """Give the mode of most kilometres."""
    return max(route.modes, key=lambda mode: (route.km_by(mode), mode), default="rail")


def no_route(answer: Answer) -> str:
    """Say that there is no route, and why."""
    return f"no route; {why_not(answer)}"


def why_not(answer: Answer) -> str:
    """Say why there is no route, without ids."""
    alone = opening_alone(answer)
    if not alone:
        return answer.reason
    block = alone[0]
    return (f"the nearest way{_of_several(answer)} would need "
            f"{many(len(block.link_ids), 'more link')} and be {block.distance_km:,.0f} km long")


def opening_alone(answer: Answer) -> list[Blocking]:
    """Give the sets that open links and nothing else, best first: what a map can show."""
    return [block for block in answer.blocked_by if block.opens_alone]


def to_open(answer: Answer) -> str:
    """Say what the crosses of a map without a route mean."""
    return f"would have to open{_of_several(answer)}"


def pair(answer: Answer) -> str:
    """Name origin and destination."""
    return " – ".join(end_names(answer))


def end_names(answer: Answer) -> tuple[str, str]:
    """Give the names of origin and destination, with their countries if they are namesakes."""
    ends = (answer.origin, answer.destination)
    if ends[0].name != ends[1].name or ends[0].country == ends[1].country:
        return ends[0].name, ends[1].name
    first, last = (f"{end.name} ({country_name(end.country)})" for end in ends)
    return first, last


def day(on: date) -> str:
    """Write a day in words.

    Examples
    --------
    >>> day(date(2026, 11, 1))
    '1 November 2026'
    """
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def when(snapshot: Snapshot) -> str:
    """Write the day of a snapshot in words, and that openings are assumed where they are."""
    return f"{day(snapshot.on)}{', expected openings assumed' if snapshot.assumed else ''}"


def joined(words: list[str]) -> str:
    """Join words with commas and a last "or".

    Examples
    --------
    >>> joined(["rail"]), joined(["rail", "road", "sea"])
    ('rail', 'rail, road or sea')
    """
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def listed(words: tuple[str, ...]) -> str:
    """List modes as reports name them.

    Examples
    --------
    >>> listed(("rail", "inland_waterway"))
    'rail and inland waterway'
    """
    return together([MODES[word].label for word in words])


def signed(value: float | None, per: float, digits: int) -> str:
    """Write a difference with its sign, in larger units."""
    shown = round((value or 0.0) / per, digits)
    if shown == 0:
        return "no change"
    return f"{'+' if shown > 0 else '−'}{abs(shown):,.{digits}f}"


def _of_several(answer: Answer) -> str:
    number = len(opening_alone(answer))
    return f" (1 of {number} ways)" if number > 1 else ""


def many(number: int, thing: str) -> str:
    """Say how many there are of a thing.

    Examples
    --------
    >>> many(1, "OD pair"), many(3, "OD pair")
    ('1 OD pair', '3 OD pairs')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"
