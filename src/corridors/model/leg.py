"""The legs of a route. Every number is a whole number of its smallest unit, with a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

__all__ = ["COLUMN_OF", "UNITS", "Amount", "Amounts", "Leg", "difference_of", "sum_amounts"]

UNITS = {"distance": 1000.0, "time": 1000.0, "cost": 100.0, "co2": 1000.0,
         "generalised": 100.0}
"""Smallest units per unit shown: metres per km, thousandths per hour, cents per USD, g per kg."""

COLUMN_OF = {"distance": "distance_km", "time": "time_h", "cost": "cost_usd_per_teu",
             "co2": "co2_kg_per_teu", "generalised": "generalised_cost_usd_per_teu"}
"""Name of each criterion with the unit shown, in tables and files."""


class Amount(NamedTuple):
    """A whole number of smallest units, with its range.

    Parameters
    ----------
    low, value, high
        Lowest, working and highest.
    """

    low: int = 0
    value: int = 0
    high: int = 0

    def plus(self, other: Amount) -> Amount:
        """Add another amount."""
        return Amount(self.low + other.low, self.value + other.value, self.high + other.high)


class Amounts(NamedTuple):
    """What a leg takes, by all criteria.

    Parameters
    ----------
    distance, time, cost, co2
        Metres, thousandths of an hour, US cents per TEU, grams of CO2 per TEU.
    generalised
        US cents per TEU of cost and value of time; nothing where no value of time is given.
    """

    distance: Amount = Amount()
    time: Amount = Amount()
    cost: Amount = Amount()
    co2: Amount = Amount()
    generalised: Amount = Amount()


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a route.

    Parameters
    ----------
    kind
        ``move`` along a link, ``transfer`` between modes, ``gauge_break``, ``border``,
        ``access``: the first mile with the wait for the first departure, or the last mile, or
        ``wait`` for a link that is closed on the day it is reached.
    mode
        Mode of the move; of what arrives, for the others.
    from_id, to_id
        Nodes; the same node for transfers and gauge breaks.
    link_id
        The link of a move, the link a border crossing rides on, and the link waited for.
    border_id
        The crossing of a border leg; blank if it has no row of its own.
    to_mode
        Mode after a transfer.
    gauge_mm, to_gauge_mm
        Gauge run on; for gauge breaks before and after. None where there is no track.
    technique
        How the gauge is changed.
    status
        Status of the link.
    corridors
        Corridors of the link.
    assumed
        Whether its hours are a planning default and not data.
    amounts
        What it takes. The low amount of a wait is that of a quick journey, which comes early and
        waits longer.
    until
        For a wait: the day on which the link opens, at its beginning.
    """

    kind: str
    mode: str
    from_id: str
    to_id: str
    link_id: str = ""
    border_id: str = ""
    to_mode: str = ""
    gauge_mm: int | None = None
    to_gauge_mm: int | None = None
    technique: str = ""
    status: str = ""
    corridors: tuple[str, ...] = ()
    assumed: bool = False
    amounts: Amounts = Amounts()
    until: date | None = None

    def amount(self, by: str) -> Amount:
        """Give the amount of ``distance``, ``time``, ``cost``, ``co2`` or ``generalised``."""
        found: Amount = getattr(self.amounts, by)
        return found

    @property
    def distance_km(self) -> float:
        """Kilometres."""
        return self.amounts.distance.value / UNITS["distance"]

    @property
    def time_h(self) -> float:
        """Hours."""
        return self.amounts.time.value / UNITS["time"]

    @property
    def cost_usd_per_teu(self) -> float:
        """USD per TEU."""
        return self.amounts.cost.value / UNITS["cost"]

    @property
    def co2_kg_per_teu(self) -> float:
        """Kilograms of CO2 per TEU."""
        return self.amounts.co2.value / UNITS["co2"]


def sum_amounts(amounts: Iterable[Amount]) -> Amount:
    """Add amounts."""
    total = Amount()
    for amount in amounts:
        total = total.plus(amount)
    return total


def difference_of(legs: Iterable[Leg], others: Iterable[Leg], by: str) -> Amount:
    """Give what some legs take more than others, with the range of what differs.

    Parameters
    ----------
    legs, others
        The legs of two routes.
    by
        ``distance``, ``time``, ``cost``, ``co2`` or ``generalised``.

    Returns
    -------
    amount
        In smallest units. Legs of both count in neither. A leg of both that a scenario gave other
        figures counts low against low and high against high: it is the same place with the same
        unknowns. All else counts low against high.

    Examples
    --------
    >>> slow = Leg("move", "rail", "a", "b", amounts=Amounts(time=Amount(10, 20, 40)))
    >>> quick = Leg("move", "rail", "a", "b", amounts=Amounts(time=Amount(5, 10, 20)))
    >>> difference_of([quick], [slow], "time")
    Amount(low=-20, value=-10, high=-5)
    """
    mine, theirs = Counter(legs), Counter(others)
    more, less = list((mine - theirs).elements()), list((theirs - mine).elements())
    there: dict[tuple[object, ...], list[Leg]] = {}
    for leg in less:
        there.setdefault(_place_of(leg), []).append(leg)
    total = Amount()
    for leg in more:
        same = there.get(_place_of(leg))
        other = same.pop(0).amount(by) if same else None
        total = total.plus(leg.amount(by) if other is None else _less(leg.amount(by), other))
    left = sum_amounts(leg.amount(by) for legs_left in there.values() for leg in legs_left)
    return Amount(total.low - left.high, total.value - left.value, total.high - left.low)


def _less(amount: Amount, other: Amount) -> Amount:
    ends = amount.low - other.low, amount.high - other.high
    value = amount.value - other.value
    return Amount(min(*ends, value), value, max(*ends, value))


def _place_of(leg: Leg) -> tuple[object, ...]:
    return (leg.kind, leg.mode, leg.from_id, leg.to_id, leg.link_id, leg.to_mode, leg.gauge_mm,
            leg.to_gauge_mm, leg.technique)
