"""Routes and their legs. Every number is a whole number of its smallest unit, with a range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.snapshot import Snapshot

__all__ = ["Amount", "Answer", "Blocking", "Leg", "Route", "Stamp"]

UNITS = {"distance": 1000.0, "time": 1000.0, "cost": 100.0, "co2": 1000.0}
"""Smallest units per unit shown: metres per km, thousandths per hour, cents per USD, g per kg."""


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


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a route.

    Parameters
    ----------
    kind
        ``move`` along a link, ``transfer`` between modes, ``gauge_break``, or ``border``.
    mode
        Mode of the move; of what arrives, for the others.
    from_id, to_id
        Nodes; the same node for transfers and gauge breaks.
    link_id
        The link of a move, and the link a border crossing rides on.
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
    distance_m, time_mh, cost_cents, co2_g
        Metres, thousandths of an hour, US cents per TEU, grams of CO2 per TEU.
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
    distance_m: Amount = Amount()
    time_mh: Amount = Amount()
    cost_cents: Amount = Amount()
    co2_g: Amount = Amount()

    def amount(self, by: str) -> Amount:
        """Give the amount of ``distance``, ``time``, ``cost`` or ``co2``."""
        return {"distance": self.distance_m, "time": self.time_mh,
                "cost": self.cost_cents, "co2": self.co2_g}[by]

    @property
    def distance_km(self) -> float:
        """Kilometres."""
        return self.distance_m.value / UNITS["distance"]

    @property
    def time_h(self) -> float:
        """Hours."""
        return self.time_mh.value / UNITS["time"]

    @property
    def cost_usd_per_teu(self) -> float:
        """USD per TEU."""
        return self.cost_cents.value / UNITS["cost"]

    @property
    def co2_kg_per_teu(self) -> float:
        """Kilograms of CO2 per TEU."""
        return self.co2_g.value / UNITS["co2"]


@dataclass(frozen=True, slots=True)
class Route:
    """A route: its legs in order. Totals are always the sum of the legs.

    Parameters
    ----------
    legs
        The legs, from origin to destination; none where both are the same place.
    node_ids
        Nodes passed, in order, the origin first.
    countries
        ISO codes in the order they are entered.
    rank
        1 for the best.
    tied
        Whether another route is exactly as good; this one has the fewest legs, then the
        smallest link ids.
    """

    legs: tuple[Leg, ...]
    node_ids: tuple[str, ...]
    countries: tuple[str, ...]
    rank: int = 1
    tied: bool = False

    def total(self, by: str) -> Amount:
        """Give the sum over the legs, in smallest units.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        """
        return sum_amounts(leg.amount(by) for leg in self.legs)

    def shown(self, by: str) -> float:
        """Give the total in km, h, USD per TEU or kg per TEU."""
        return self.total(by).value / UNITS[by]

    def shown_range(self, by: str) -> tuple[float, float]:
        """Give the lowest and highest total in km, h, USD per TEU or kg per TEU."""
        total = self.total(by)
        return total.low / UNITS[by], total.high / UNITS[by]

    @property
    def distance_km(self) -> float:
        """Kilometres."""
        return self.shown("distance")

    @property
    def time_h(self) -> float:
        """Hours."""
        return self.shown("time")

    @property
    def cost_usd_per_teu(self) -> float:
        """USD per TEU."""
        return self.shown("cost")

    @property
    def co2_kg_per_teu(self) -> float:
        """Kilograms of CO2 per TEU."""
        return self.shown("co2")

    @property
    def link_ids(self) -> tuple[str, ...]:
        """Links used, in order."""
        return tuple(leg.link_id for leg in self.legs if leg.kind == "move")

    @property
    def modes(self) -> tuple[str, ...]:
        """Modes used, in the order they are first used."""
        return tuple(dict.fromkeys(leg.mode for leg in self.legs if leg.kind == "move"))

    def count(self, kind: str) -> int:
        """Count the legs of a kind."""
        return sum(leg.kind == kind for leg in self.legs)

    def km_by(self, mode: str) -> float:
        """Kilometres by one mode."""
        metres = sum(leg.distance_m.value for leg in self.legs if leg.mode == mode)
        return metres / UNITS["distance"]

    def __repr__(self) -> str:
        ends = f"{self.node_ids[0]} -> {self.node_ids[-1]}" if self.node_ids else "nowhere"
        return (f"<Route {ends}: {self.distance_km:,.0f} km, {self.time_h:,.0f} h, "
                f"{self.cost_usd_per_teu:,.0f} USD/TEU, "
                f"{_counted(self.count('border'), 'border')}, "
                f"{_counted(self.count('gauge_break'), 'gauge break')}, {'+'.join(self.modes) or 'no move'}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(leg.kind.replace("_", " "), leg.mode, leg.from_id, leg.to_id,
                 f"{leg.distance_km:,.1f}", f"{leg.time_h:,.1f}",
                 f"{leg.cost_usd_per_teu:,.2f}", f"{leg.co2_kg_per_teu:,.1f}", leg.status)
                for leg in self.legs]
        rows.append(("total", "", "", "", f"{self.distance_km:,.1f}", f"{self.time_h:,.1f}",
                     f"{self.cost_usd_per_teu:,.2f}", f"{self.co2_kg_per_teu:,.1f}", ""))
        return table(repr(self)[1:-1], ("leg", "mode", "from", "to", "km", "h", "USD/TEU",
                                        "kg CO2/TEU", "status"), rows)


@dataclass(frozen=True, slots=True)
class Blocking:
    """A minimal set of links that would restore a route.

    Parameters
    ----------
    link_ids
        Links to open, in the order of the route; none of them can be left out.
    amount
        What the restored route takes, by the criterion of the query, in smallest units.
    distance_m
        Length of the restored route, in metres.
    """

    link_ids: tuple[str, ...]
    amount: int
    distance_m: int

    @property
    def distance_km(self) -> float:
        """Length of the restored route in km."""
        return self.distance_m / UNITS["distance"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer rests on, so that it can be repeated.

    Parameters
    ----------
    corridors
        Version of the program.
    network, cost_model
        Hash of the network, and name and hash of the cost model.
    applied
        Changes applied, in words.
    engine
        Engine that solved it.
    """

    corridors: str
    network: str
    cost_model: str
    applied: tuple[str, ...] = ()
    engine: str = "heapq"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: routes, or why there is none.

    Parameters
    ----------
    query
        The question.
    origin, destination
        The nodes it means.
    on
        Date of the snapshot.
    scenario
        Scenario and variant, or blank.
    routes
        The best routes, best first; empty where there is none.
    blocked_by
        Where there is none: minimal sets of links that would restore a route, cheapest first.
    reason
        Where there is none: why, in words.
    stamp
        What the answer rests on.
    snapshot
        The network it was asked of.
    nodes
        Nodes of the routes, by id.
    """

    query: Query
    origin: Node
    destination: Node
    on: date
    scenario: str
    routes: tuple[Route, ...]
    stamp: Stamp
    snapshot: Snapshot = field(repr=False)
    blocked_by: tuple[Blocking, ...] = ()
    reason: str = ""
    nodes: dict[str, Node] = field(default_factory=dict, repr=False)

    @property
    def reachable(self) -> bool:
        """Whether there is a route."""
        return bool(self.routes)

    @property
    def best(self) -> Route | None:
        """The best route, or None."""
        return self.routes[0] if self.routes else None

    def __repr__(self) -> str:
        head = f"{self.origin.name} - {self.destination.name} by {self.query.by} on {self.on}"
        said = self.query.said()
        head += f" ({said})" if said else ""
        if self.best is not None:
            return f"<Answer {head}: {repr(self.best)[1:-1]}>"
        return f"<Answer {head}: no route. {self.reason}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        if self.best is not None:
            return self.best._repr_html_()
        rows = [(f"{number}", ", ".join(block.link_ids), f"{block.distance_km:,.0f}")
                for number, block in enumerate(self.blocked_by, start=1)]
        return table(repr(self)[1:-1], ("", "open together", "km then"), rows)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def sum_amounts(amounts: Iterable[Amount]) -> Amount:
    """Add amounts."""
    total = Amount()
    for amount in amounts:
        total = total.plus(amount)
    return total
