"""What maps say about routes: totals, differences and places, in a planner's words."""

from __future__ import annotations

from datetime import date

from corridors.analysis.compare import Comparison
from corridors.model.modes import MODES
from corridors.model.query import Query
from corridors.model.route import Answer, Route

__all__ = ["criterion", "day", "differences", "joined", "pair", "totals"]

BEST = {"distance": "shortest", "time": "fastest", "cost": "cheapest", "co2": "least CO2"}
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
            f"{route.cost_usd_per_teu:,.0f} USD/TEU", _many(route.count("border"), "border")]
    breaks = route.count("gauge_break")
    return ", ".join(said + ([_many(breaks, "gauge break")] if breaks else []))


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
        return "no route"
    if comparison.base.best is None:
        return f"newly reachable: {totals(route)}"
    return ", ".join((
        f"{route.distance_km:,.0f} km ({_signed(comparison.delta('distance'), 1, 0)})",
        f"{route.time_h / 24:,.1f} days ({_signed(comparison.delta('time'), 24, 1)})",
        f"{route.cost_usd_per_teu:,.0f} USD/TEU ({_signed(comparison.delta('cost'), 1, 0)})"))


def criterion(query: Query) -> str:
    """Say what was asked for: best by what, by which modes."""
    modes = joined([MODES[mode].label for mode in query.mode_names])
    allowed = "by any mode" if len(query.mode_names) == len(MODES) else f"by {modes}"
    label = f"{query.label}, " if query.label else ""
    return f"{label}{BEST[query.by]} route {allowed}"


def pair(answer: Answer) -> str:
    """Name origin and destination."""
    return f"{answer.origin.name} – {answer.destination.name}"


def day(on: date) -> str:
    """Write a day in words.

    Examples
    --------
    >>> day(date(2026, 11, 1))
    '1 November 2026'
    """
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def joined(words: list[str]) -> str:
    """Join words with commas and a last "or".

    Examples
    --------
    >>> joined(["rail"]), joined(["rail", "road", "sea"])
    ('rail', 'rail, road or sea')
    """
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _signed(value: float | None, per: float, digits: int) -> str:
    shown = round((value or 0.0) / per, digits)
    if shown == 0:
        return "no change"
    return f"{'+' if shown > 0 else '−'}{abs(shown):,.{digits}f}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
