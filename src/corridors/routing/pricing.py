"""What each step takes: metres, thousandths of an hour, US cents and grams of CO2 per TEU.

Every amount is rounded once, where its leg is made, so that totals are the sum of their legs to
the last digit. With ``low``, ``value`` and ``high`` of lengths (:math:`L`), speeds (:math:`v`) and
rates:

- time of a move: ``L / v``; where drivers rest or ships lie in ports of call, times 24 / hours a
  day. The low time takes the short length and the high speed, the high time the reverse.
- cost of a move: ``L * tariff``, times the payload where the tariff is per tonne, and the dues of
  a canal; CO2: ``L * rate * payload``, per TEU.
- boarding: forming of a train or closing of a ship, and half the time between departures.
- a transfer: its own hours and fee, which then stand for the whole, with the wait for the
  departure; else those of the cost model, and boarding of the mode that goods go on to.
- access: the first or last mile; at the origin with the boarding of the first mode.
- a break of gauge: its own hours and fee, else those of the cost model.
- generalised cost: cost, and time at a value of time, both as they are rounded for the leg.
- what a scenario sets stands instead of any of these, or multiplies it, wherever it comes from.
- a border: its hours and fees. Where the published hours already contain the change of gauge, the
  hours of that facility are taken off, so that they are not counted twice.

A link between two countries takes the slower speed and the dearer tariff of the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isfinite

from corridors.model.costs import CostModel
from corridors.model.crossing import crosses_border
from corridors.model.dwell import dwell_without_gauge_change
from corridors.model.leg import UNITS, Amount, Amounts, Leg
from corridors.model.records import BorderCharge
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.routing.rates import Rates, plus, times
from corridors.routing.states import ACCESS, MOVE, TRANSFER, Arc, state_graph

__all__ = ["Pricing", "pricing"]

HOURS_A_DAY = 24.0

_FIELD = {"time": "h", "cost": "fee_usd_per_teu"}
"""How the fields of facilities end that a scenario sets, by criterion."""


def pricing(snapshot: Snapshot, costs: CostModel, value_of_time: float | None = None) -> Pricing:
    """Give the pricing of a snapshot, made the first time it is asked for.

    Parameters
    ----------
    snapshot
        The network on a day.
    costs
        The cost model.
    value_of_time
        USD per TEU and day, for the generalised cost; None where it is not asked for.

    Returns
    -------
    pricing
        The same object every time.
    """
    key = ("pricing", costs.version, value_of_time)
    if key not in snapshot.memo:
        network = snapshot.network
        if "charges" not in network.memo:
            network.memo["charges"] = {(c.link_id, c.forward): c for c in network.charges}
        rates = Rates(snapshot, costs, network.memo.setdefault(("rates", costs.version), {}))
        snapshot.memo[key] = Pricing(snapshot, costs, rates, network.memo["charges"],
                                     value_of_time)
    made: Pricing = snapshot.memo[key]
    return made


@dataclass(frozen=True, slots=True)
class Pricing:
    """What steps take in one snapshot under one cost model.

    Parameters
    ----------
    snapshot
        The network on a day.
    costs
        The cost model.
    rates
        Its rates, as they hold for links and nodes.
    charges
        Border charge by link id and direction, as the data has it.
    value_of_time
        USD per TEU and day; None where no generalised cost is asked for.
    moved
        What moves take, by link and criterion: both directions, and every gauge, share them.
    legs
        Legs made before, by arc.
    """

    snapshot: Snapshot
    costs: CostModel
    rates: Rates = field(repr=False)
    charges: dict[tuple[str, bool], BorderCharge] = field(repr=False)
    value_of_time: float | None = None
    moved: dict[tuple[int, str], Amount] = field(default_factory=dict, repr=False)
    legs: dict[int, list[Leg]] = field(default_factory=dict, repr=False)

    def weight(self, arc: Arc, by: str) -> int:
        """Give the weight of an arc: the sum of its legs. -1 where it is no number >= 0."""
        try:
            if arc.kind != MOVE:
                return self.handling(arc, by).value
            weight = self.move(arc.record, by).value
            if by not in ("distance", "co2") and self.crosses_border(arc.record):
                weight += self.border(arc.record, arc.forward, by).value
        except (ValueError, OverflowError, ZeroDivisionError):
            return -1
        return weight

    def move(self, link: int, by: str) -> Amount:
        """Give what moving along a link takes.

        Parameters
        ----------
        link
            Position of the link.
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        """
        if (link, by) not in self.moved:
            self.moved[link, by] = self._move(link, by)
        return self.moved[link, by]

    def _move(self, link: int, by: str) -> Amount:
        if by == "generalised":
            return self.generalised(self.move(link, "cost"), self.move(link, "time"))
        length = self.snapshot.length_km[link]
        if by == "distance":
            return _amount(length, by)
        if by == "time":
            speed = self.rates.speed_kmh(link)
            return _amount(Spread(length.low / speed.high, length.value / speed.value,
                                  length.high / speed.low), by)
        if by == "cost":
            freight = times(length, self.rates.usd_per_teu_km(link))
            return _amount(plus(freight, self.rates.passage_usd_per_teu(link)), by)
        # g per TEU are wanted in kg, the unit that is shown.
        return _amount(times(length, self.rates.co2_g_per_tkm(link),
                             self.rates.rate("payload")).scaled(0.001), by)

    def border(self, link: int, forward: bool, by: str) -> Amount:
        """Give what the border on a link takes, in one direction.

        Parameters
        ----------
        link
            Position of the link.
        forward
            From the link's first node to its second.
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        """
        if by == "generalised":
            return self.generalised(self.border(link, forward, "cost"),
                                     self.border(link, forward, "time"))
        if by not in ("time", "cost"):
            return Amount()
        field = "fee_usd_per_teu" if by == "cost" else "dwell_h"
        return _amount(self.rates.of_link(field, link, self.unset_border(link, forward, by)), by)

    def unset_border(self, link: int, forward: bool, by: str) -> Spread:
        """Give hours or USD of a border as they are without a scenario.

        Parameters
        ----------
        link
            Position of the link.
        forward
            From the link's first node to its second.
        by
            ``time`` or ``cost``.
        """
        charge = self.charges.get((self.snapshot.network.links.link_id[link], forward))
        if by == "cost":
            return self.rates.border("border_fee", link, forward, charge)[0]
        hours, _ = self.rates.border("border_hours", link, forward, charge)
        if charge is None:
            return hours
        facilities = self.snapshot.network.gauge_changes
        return dwell_without_gauge_change(replace(charge, dwell_h=hours), facilities,
                                          self.costs) or hours

    def border_assumed(self, link: int, forward: bool) -> bool:
        """Say whether the hours of a border are a planning default.

        Parameters
        ----------
        link
            Position of the link.
        forward
            From the link's first node to its second.
        """
        link_id = self.snapshot.network.links.link_id[link]
        figure = self.snapshot.figures.get(("dwell_h", link_id))
        if figure is not None and figure.value is not None:
            return False
        charge = self.charges.get((link_id, forward))
        return self.rates.border("border_hours", link, forward, charge)[1]

    def crosses_border(self, link: int) -> bool:
        """Say whether a border is crossed on a link: it has a charge, or changes country on land.

        Parameters
        ----------
        link
            Position of the link.
        """
        return crosses_border(self.snapshot.network, link)

    def handling(self, arc: Arc, by: str) -> Amount:
        """Give what a transfer, a break of gauge, or either end of a route takes.

        Parameters
        ----------
        arc
            The step.
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        """
        if by == "generalised":
            return self.generalised(self.handling(arc, "cost"), self.handling(arc, "time"))
        if by not in ("time", "cost"):
            return Amount()
        if arc.kind == ACCESS:
            return self._access(arc, by)
        network = self.snapshot.network
        name, node = ("transfer", network.terminals[arc.record].node_id) \
            if arc.kind == TRANSFER else ("gauge_change", network.gauge_changes[arc.record].node_id)
        return _amount(self.rates.held(f"{name}_{_FIELD[by]}", node, self.unset(arc, by)), by)

    def unset(self, arc: Arc, by: str) -> Spread:
        """Give hours or USD of a transfer or a break of gauge as they are without a scenario.

        Parameters
        ----------
        arc
            The step.
        by
            ``time`` or ``cost``.
        """
        network, kind = self.snapshot.network, "hours" if by == "time" else "fee"
        if arc.kind != TRANSFER:
            change = network.gauge_changes[arc.record]
            own = change.hours if by == "time" else change.fee_usd_per_teu
            return own or self.rates.rate(f"gauge_change_{kind}", "", change.technique)
        terminal = network.terminals[arc.record]
        own = terminal.hours if by == "time" else terminal.fee_usd_per_teu
        if own is not None:
            return own
        boarded = state_graph(network).states[arc.head]
        return plus(self.rates.at(f"transfer_{kind}", terminal.modes[0], boarded.node,
                                  terminal.modes[1]),
                    self._boarding(boarded.mode, boarded.node, by))

    def amounts(self, give: Callable[[str], Amount]) -> Amounts:
        """Give all amounts of a leg."""
        four = give("distance"), give("time"), give("cost"), give("co2")
        return Amounts(*four) if self.value_of_time is None else Amounts(*four,
                                                                         give("generalised"))

    def generalised(self, cost: Amount, time: Amount) -> Amount:
        """Add to a cost what its time is worth, both rounded already.

        Parameters
        ----------
        cost, time
            US cents, and thousandths of an hour.
        """
        cents = (self.value_of_time or 0.0) * UNITS["cost"] / (HOURS_A_DAY * UNITS["time"])
        return Amount(*(usd + round(hours * cents)
                        for usd, hours in zip(cost, time, strict=True)))

    def _access(self, arc: Arc, by: str) -> Amount:
        states = state_graph(self.snapshot.network).states
        mode = states[arc.head if arc.forward else arc.tail].mode
        mile = self.rates.at("access_hours" if by == "time" else "access_fee", mode, arc.record)
        return _amount(plus(mile, self._boarding(mode, arc.record, by)) if arc.forward else mile,
                       by)

    def _boarding(self, mode: str, node: int, by: str) -> Spread:
        if by == "cost":
            return self.rates.at("boarding_fee", mode, node)
        return plus(self.rates.at("boarding_hours", mode, node),
                    self.rates.at("departure_interval", mode, node).scaled(0.5))


def _amount(spread: Spread, by: str) -> Amount:
    unit = UNITS[by]
    if not isfinite(spread.high) or min(spread.low, spread.value) < 0:
        raise ValueError("no number >= 0")
    return Amount(round(spread.low * unit), round(spread.value * unit),
                  round(spread.high * unit))
