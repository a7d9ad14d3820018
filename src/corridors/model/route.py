"""Routes, and answers to queries: routes, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corridors.model.blocking import Blocking
from corridors.model.journey import Journey
from corridors.model.leg import UNITS, Amount, Leg, sum_amounts
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread

__all__ = ["UNITS", "Amount", "Answer", "Blocking", "Leg", "Route", "Stamp"]

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
        ISO codes in the order they are first entered.
    rank
        1 for the best.
    tied
        Whether another route is exactly as good; this one has the fewest legs, then the
        smallest link ids.
    difference
        Of several routes: what makes this one different from the better ones, in words.
    """

    legs: tuple[Leg, ...]
    node_ids: tuple[str, ...]
    countries: tuple[str, ...]
    rank: int = 1
    tied: bool = False
    difference: str = ""

    def total(self, by: str) -> Amount:
        """Give the sum over the legs, in smallest units.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost``, ``co2`` or ``generalised``.
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
    def repeated(self) -> tuple[str, ...]:
        """Links used more than once: the route goes out to something it must pass, and back."""
        used = self.link_ids
        return tuple(link for link in dict.fromkeys(used) if used.count(link) > 1)

    @property
    def modes(self) -> tuple[str, ...]:
        """Modes used, in the order they are first used."""
        return tuple(dict.fromkeys(leg.mode for leg in self.legs if leg.kind == "move"))

    def count(self, kind: str) -> int:
        """Count the legs of a kind."""
        return sum(leg.kind == kind for leg in self.legs)

    def km_by(self, mode: str) -> float:
        """Kilometres by one mode."""
        metres = sum(leg.amounts.distance.value for leg in self.legs if leg.mode == mode)
        return metres / UNITS["distance"]

    def __repr__(self) -> str:
        ends = f"{self.node_ids[0]} -> {self.node_ids[-1]}" if self.node_ids else "nowhere"
        return (f"<Route {ends}: {self.distance_km:,.0f} km, {self.time_h:,.0f} h, "
                f"{self.cost_usd_per_teu:,.0f} USD/TEU, "
                f"{_counted(self.count('border'), 'border')}, "
                f"{_counted(self.count('gauge_break'), 'gauge break')}, "
                f"{'+'.join(self.modes) or 'no move'}>")

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
    currency
        Of what and of which year its money is; blank where the cost model does not say.
    """

    corridors: str
    network: str
    cost_model: str
    applied: tuple[str, ...] = ()
    engine: str = "heapq"
    currency: str = ""


_SEVERAL = ("", "km", "h", "USD/TEU", "kg CO2/TEU", "borders", "gauge breaks", "transfers", "modes",
            "difference")


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
        Where there is none: minimal sets of links that would restore a route, cheapest first;
        among them sets that need the question to allow more, or facilities to be built.
    reason
        Where there is none: why, in words.
    stamp
        What the answer rests on.
    snapshot
        The network it was asked of.
    nodes
        Nodes of the routes, by id.
    payload_t
        Tonnes in one TEU, by the cost model.
    journey
        Where a day of departure was asked for: arrival, and what is closed on the way.
    blocked_complete
        Whether ``blocked_by`` tells all of them: the search ended, and there was room for all.
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
    payload_t: Spread = Spread(1.0, 1.0, 1.0)
    journey: Journey | None = None
    blocked_complete: bool = True

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
            more = f"; and {len(self.routes) - 1:,} more" if len(self.routes) > 1 else ""
            return f"<Answer {head}: {repr(self.best)[1:-1]}{more}>"
        return f"<Answer {head}: no route. {self.reason}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        if len(self.routes) > 1:
            return table(repr(self)[1:-1], _SEVERAL, [
                (f"{route.rank}", f"{route.distance_km:,.0f}", f"{route.time_h:,.0f}",
                 f"{route.cost_usd_per_teu:,.0f}", f"{route.co2_kg_per_teu:,.0f}",
                 *(f"{route.count(kind)}" for kind in ("border", "gauge_break", "transfer")),
                 "+".join(route.modes), route.difference) for route in self.routes])
        if self.best is not None:
            return self.best._repr_html_()
        rows = [(f"{number}", ", ".join(block.link_ids), ", ".join(block.lifts),
                 ", ".join(each.said(each.node_id) for each in block.missing),
                 f"{block.distance_km:,.0f}")
                for number, block in enumerate(self.blocked_by, start=1)]
        return table(repr(self)[1:-1], ("", "open together", "allow", "build", "km then"), rows)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
