"""How well do borders and lines serve a route? The four trade facilitation indicators of CAREC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corridors.analysis.along import Stop, stops_of
from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Effects
from corridors.errors import Problem, QueryError
from corridors.model.given import expect
from corridors.model.leg import UNITS, Amount, Leg, sum_amounts
from corridors.model.route import Answer, Route
from corridors.model.spread import Spread

__all__ = ["SECTION_KM", "Crossing", "RouteFacilitation", "TradeFacilitation",
           "trade_facilitation"]

SECTION_KM = 500.0
"""Length of the section that the third indicator gives the cost of."""

HANDLED = ("gauge_break", "transfer")
"""What is done at the stations of a border and counts as crossing it."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A border that a route crosses.

    Parameters
    ----------
    border_id
        Its id; blank where it has no row of its own.
    from_id, to_id
        The places on its two sides.
    hours
        Hours from the entry of the first station to the exit of the second.
    usd_per_teu
        USD per TEU there.
    """

    border_id: str
    from_id: str
    to_id: str
    hours: Spread
    usd_per_teu: Spread


@dataclass(frozen=True, slots=True)
class RouteFacilitation:
    """The indicators of one route, between its terminals.

    Parameters
    ----------
    name
        The case or the rank of the route.
    answer, route
        The answer it belongs to, and the route.
    crossings
        The borders, in the order of travel.
    """

    name: str
    answer: Answer = field(repr=False)
    route: Route
    crossings: tuple[Crossing, ...]

    @property
    def border_hours(self) -> Spread | None:
        """TFI1: hours to clear a border, the mean of all crossings; None where there is none."""
        return _mean([crossing.hours for crossing in self.crossings])

    @property
    def border_usd_per_teu(self) -> Spread | None:
        """TFI2: USD per TEU to clear a border, the mean of all crossings; None without one."""
        return _mean([crossing.usd_per_teu for crossing in self.crossings])

    @property
    def usd_per_teu_500_km(self) -> Spread | None:
        """TFI3: USD per TEU for 500 km of the way, with borders; None for a way of 0 km."""
        return _per(self._taken("cost"), self._km(), SECTION_KM)

    @property
    def kmh_without_delay(self) -> Spread | None:
        """TFI4: km/h while goods move; None for a way of 0 km."""
        return _per(self._km(), self._taken("time", moving=True))

    @property
    def kmh_with_delay(self) -> Spread | None:
        """TFI4: km/h with all stops between the terminals; None for a way of 0 km."""
        return _per(self._km(), self._taken("time"))

    def _km(self) -> Spread:
        return self._taken("distance")

    def _taken(self, by: str, *, moving: bool = False) -> Spread:
        """Give what is taken between the terminals: the ends of a route are no part of it."""
        return _shown(sum_amounts(leg.amount(by) for leg in self.route.legs
                                  if leg.kind != "access" and (leg.kind == "move" or not moving)),
                      by)


@dataclass(frozen=True, slots=True)
class TradeFacilitation:
    """The four indicators of routes.

    Parameters
    ----------
    answer
        The first answer: what was asked, and of which network.
    routes
        Each route, or the best one of each case; cases without a route have no indicators.
    """

    answer: Answer = field(repr=False)
    routes: tuple[RouteFacilitation, ...]

    def __len__(self) -> int:
        return len(self.routes)

    def __iter__(self) -> Iterator[RouteFacilitation]:
        return iter(self.routes)

    def __repr__(self) -> str:
        ends = f"{self.answer.origin.name} - {self.answer.destination.name}"
        return f"<TradeFacilitation {ends}: {len(self)} route{'' if len(self) == 1 else 's'}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        return table(repr(self)[1:-1], ("", "borders", "TFI1, h", "TFI2, USD/TEU",
                                        "TFI3, USD/TEU per 500 km", "TFI4, km/h without delay",
                                        "with delay"), [
            (one.name, f"{len(one.crossings)}", *(
                "" if value is None else f"{value.value:,.1f}" for value in (
                    one.border_hours, one.border_usd_per_teu, one.usd_per_teu_500_km,
                    one.kmh_without_delay, one.kmh_with_delay))) for one in self])


def trade_facilitation(what: Answer | Comparison | Effects, query: int = 0) -> TradeFacilitation:
    """Work out the four trade facilitation indicators (TFI) of the CAREC programme for routes.

    Parameters
    ----------
    what
        An answer with its routes, a comparison, or a scenario worked out.
    query
        Which query of a scenario, by position.

    Returns
    -------
    facilitation
        For each route hours (TFI1) and USD per TEU (TFI2) at a border, USD per TEU for 500 km
        (TFI3), and the speed without and with delay (TFI4), each with its range.

    Raises
    ------
    QueryError
        If there is no route, or no such query.

    Notes
    -----
    CAREC measures the indicators on sampled shipments; here they are worked out of the figures of
    the network and the cost model, so that they can be set beside the published ones.

    - TFI1 and TFI2 are means over the borders of the route. A crossing holds what is done at the
      stations on both of its sides: clearance, waiting, a change of gauge, a transfer. Of a ship
      that is cleared in a port it is the transfer there.
    - TFI3 is the whole cost between the terminals, borders included, for 500 km. CAREC gives it for
      a cargo of 20 t; here it is for one container (TEU), of ``answer.payload_t`` tonnes.
    - TFI4 is the distance over the hours on the move, and over all hours. Hours on the move of
      lorries contain the rests of drivers, which CAREC leaves out of the first of the two.

    The first and the last mile are left out of all. Ranges take low with low and high with high.

    Source: Corridor Performance Measurement and Monitoring (CPMM), 2023 report, introduction,
    https://cpmm.carecprogram.org/2023-report (CAREC, Asian Development Bank), for the four
    indicators and what TFI1 holds. The section of 500 km, the cargo of 20 t and the rests of
    drivers are general knowledge, not checked against the report.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> today = load().as_of("2026-11-01")
    >>> answer = shortest_route(today, Query("Almaty", "Urumqi", by="time", modes={"rail"}))
    >>> found = trade_facilitation(answer).routes[0]
    >>> len(found.crossings), found.kmh_with_delay.value < found.kmh_without_delay.value
    (1, True)
    """
    expect(what, Answer | Comparison | Effects, "an answer, a comparison or a scenario worked out",
           "Ask for one first: shortest_route(snapshot, query).")
    cases = _cases(what, query)
    found = [RouteFacilitation(name, answer, route, crossings_of(route))
             for name, answer, route in cases]
    if not found:
        raise QueryError(Problem("M24", "there is no route to work indicators out for",
                                 "Ask for places that a route joins."))
    return TradeFacilitation(found[0].answer, tuple(found))


def crossings_of(route: Route) -> tuple[Crossing, ...]:
    """Give the borders of a route with all that is done at the stations on both sides.

    Parameters
    ----------
    route
        The route.

    Returns
    -------
    crossings
        In the order of travel. What is done at a station between two borders counts at the first.
    """
    stops, counted, found = stops_of(route), set[int](), []
    for place, stop in enumerate(stops):
        borders = [leg for leg in stop.done if leg.kind == "border"]
        if not borders:
            continue
        beside = [place - 1, place + 1] if stop.border else [place]
        stations = [number for number in beside
                    if 0 <= number < len(stops) and number not in counted]
        counted.update(stations)
        legs = [*borders, *(leg for number in stations for leg in _handled(stops[number]))]
        first = borders[0]
        found.append(Crossing(
            first.border_id, first.from_id, first.to_id,
            *(_shown(sum_amounts(leg.amount(by) for leg in legs), by)
              for by in ("time", "cost"))))
    return tuple(found)


def _handled(stop: Stop) -> list[Leg]:
    return [leg for leg in stop.done if leg.kind in HANDLED]


def _cases(what: Answer | Comparison | Effects, query: int) -> list[tuple[str, Answer, Route]]:
    """Name the routes: by rank, or by case."""
    if isinstance(what, Answer):
        several = len(what.routes) > 1
        return [(f"Route {route.rank}" if several else
                 f"{what.origin.name} \N{EN DASH} {what.destination.name}", what, route)
                for route in what.routes]
    if isinstance(what, Comparison):
        named = [("Base", what.base), ("Variant", what.variant)]
    else:
        if not 0 <= query < len(what.queries):
            raise QueryError(Problem("M23", f"there is no query number {query}",
                                     f"Give 0 to {len(what.queries) - 1}.", column="query"))
        named = [(case.title, case.answers[query]) for case in what.cases]
    return [(name, answer, answer.best) for name, answer in named if answer.best is not None]


def _shown(amount: Amount, by: str) -> Spread:
    low, value, high = (part / UNITS[by] for part in amount)
    return Spread(low, value, high)


def _mean(values: Sequence[Spread]) -> Spread | None:
    if not values:
        return None
    low, value, high = (sum(getattr(one, end) for one in values) / len(values)
                        for end in ("low", "value", "high"))
    return Spread(low, value, high)


def _per(one: Spread, other: Spread, times: float = 1.0) -> Spread | None:
    """Divide, low by low and high by high; None where nothing can be divided by."""
    if min(other.low, other.value, other.high) <= 0:
        return None
    ends = [times * one.low / other.low, times * one.high / other.high]
    value = times * one.value / other.value
    return Spread(min(*ends, value), value, max(*ends, value))
