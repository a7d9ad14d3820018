"""How much more a route takes than another of one thing, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corridors.model.leg import UNITS
from corridors.model.route import Route

__all__ = ["BEST", "amount", "bests", "least_of", "more_said"]

BEST = {"distance": "shortest", "time": "fastest", "cost": "cheapest", "co2": "lowest in CO2",
        "generalised": "lowest in cost and time", "borders": "fewest border crossings",
        "gauge_breaks": "fewest breaks of gauge", "transfers": "fewest transfers"}
"""What the route is that has least of something."""

_UNIT = {"distance": "km", "time": "h", "cost": "USD", "co2": "kg CO2",
         "generalised": "cost and time"}

_LEG = {"borders": ("border", "border crossing", "border crossings"),
        "gauge_breaks": ("gauge_break", "break of gauge", "breaks of gauge"),
        "transfers": ("transfer", "transfer", "transfers")}


def amount(route: Route, what: str) -> int:
    """Give what a route takes of a criterion, in its smallest unit, or counts.

    Parameters
    ----------
    route
        The route.
    what
        One of :data:`~corridors.model.query_checks.PARETO`, or ``generalised``.
    """
    return route.count(_LEG[what][0]) if what in _LEG else route.total(what).value


def least_of(routes: Sequence[Route], criteria: Collection[str]) -> dict[str, int]:
    """Give the least that routes take of each criterion in which they differ.

    Parameters
    ----------
    routes
        The routes.
    criteria
        Keys of :data:`BEST`.
    """
    amounts = {what: [amount(route, what) for route in routes] for what in criteria}
    return {what: min(numbers) for what, numbers in amounts.items() if len(set(numbers)) > 1}


def bests(routes: Sequence[Route], criteria: Collection[str]) -> dict[int, tuple[str, ...]]:
    """Give in words what is best, by the rank of the first route that is best in it.

    Parameters
    ----------
    routes
        The routes, in order.
    criteria
        Keys of :data:`BEST`.
    """
    found: dict[int, tuple[str, ...]] = {}
    for what, least in least_of(routes, criteria).items():
        rank = next(route.rank for route in routes if amount(route, what) == least)
        found[rank] = (*found.get(rank, ()), BEST[what])
    return found


def more_said(what: str, number: int, least: int) -> str:
    """Say how much more of something one route takes than another; empty where it does not.

    Parameters
    ----------
    what
        One of the keys of :data:`BEST`.
    number, least
        What the one takes, and the other.

    Examples
    --------
    >>> more_said("distance", 1_012_000, 1_000_000), more_said("time", 1_503, 1_500)
    ('+1.2 % km', '+0.2 % h')
    >>> more_said("borders", 3, 2), more_said("transfers", 0, 2), more_said("cost", 700, 0)
    ('1 border crossing more', '2 transfers fewer', '+7 USD')
    """
    more = number - least
    if not more:
        return ""
    if what in _LEG:
        _, one, many = _LEG[what]
        return f"{abs(more)} {one if abs(more) == 1 else many} {'more' if more > 0 else 'fewer'}"
    sign = "+" if more > 0 else "\N{MINUS SIGN}"
    if not least:
        return f"{sign}{abs(more) / UNITS[what]:,.3g} {_UNIT[what]}"
    share = abs(more) / least * 100
    digits = 0 if share >= 9.95 else 1 if share >= 0.05 else 3
    return f"{sign}{share:,.{digits}f} % {_UNIT[what]}"
