"""What each step takes: metres, thousandths of an hour, US cents and grams of CO2 per TEU.

Every amount is rounded once, where its leg is made, so that totals are the sum of their legs to
the last digit. With ``low``, ``value`` and ``high`` of lengths (:math:`L`), speeds (:math:`v`) and
rates:

- time of a move: ``L / v``; where drivers rest, times 24 / driving hours. The low time takes the
  short length and the high speed, the high time the reverse.
- cost of a move: ``L * tariff * payload``; CO2: ``L * rate * payload``, per TEU.
- a border: its hours and fees. Where the published hours already contain the change of gauge, the
  hours of that facility are taken off, so that they are not counted twice.
- a transfer or break of gauge: its own hours and fee, else those of the cost model.

A link between two countries takes the slower speed and the dearer tariff of the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.dwell import dwell_without_gauge_change
from corridors.model.leg import UNITS, Amount, Amounts
from corridors.model.modes import MODES, OVERLAND_MODES
from corridors.model.records import BorderCharge
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.routing.states import MOVE, TRANSFER, Arc, state_graph

__all__ = ["Pricing", "pricing", "weigh"]



def pricing(snapshot: Snapshot, costs: CostModel) -> Pricing:
    """Give the pricing of a snapshot, made the first time it is asked for.

    Parameters
    ----------
    snapshot
        The network on a day.
    costs
        The cost model.

    Returns
    -------
    pricing
        The same object every time.
    """
    key = ("pricing", costs.version)
    if key not in snapshot.memo:
        charges = {(c.link_id, c.forward): c for c in snapshot.charges}
        snapshot.memo[key] = Pricing(snapshot, costs, charges)
    made: Pricing = snapshot.memo[key]
    return made


def weigh(snapshot: Snapshot, costs: CostModel, by: str) -> list[int]:
    """Give the weight of every arc of the state graph.

    Parameters
    ----------
    snapshot
        The network on a day.
    costs
        The cost model.
    by
        ``distance``, ``time``, ``cost`` or ``co2``.

    Returns
    -------
    weights
        Whole numbers >= 0, in the order of the arcs: metres, thousandths of an hour, US cents
        or grams.

    Raises
    ------
    QueryError
        With every link whose weight is no number >= 0. No solver is called then.
    """
    key = ("weights", costs.version, by)
    if key not in snapshot.memo:
        prices = pricing(snapshot, costs)
        arcs = state_graph(snapshot.network).arcs
        weights = [prices.weight(arc, by) for arc in arcs]
        _guard(weights, arcs, by)
        snapshot.memo[key] = weights
    made: list[int] = snapshot.memo[key]
    return made


def _guard(weights: list[int], arcs: tuple[Arc, ...], by: str) -> None:
    """Stop before a solver sees a weight that would make it wrong, or never end."""
    bad = dict.fromkeys(arc.key for arc, weight in zip(arcs, weights, strict=True) if weight < 0)
    if bad:
        raise QueryError([Problem("Q07", f'"{key}" has no usable {by}',
                                  "Correct its length, speed or rates.") for key in bad])


@dataclass(frozen=True, slots=True)
class Pricing:
    """What steps take in one snapshot under one cost model.

    Parameters
    ----------
    snapshot
        The network on a day.
    costs
        The cost model.
    charges
        Border charge by link id and direction.
    memo
        Rates looked up before.
    """

    snapshot: Snapshot
    costs: CostModel
    charges: dict[tuple[str, bool], BorderCharge] = field(repr=False)
    memo: dict[tuple[str, ...], Spread] = field(default_factory=dict, repr=False)

    def weight(self, arc: Arc, by: str) -> int:
        """Give the weight of an arc: the sum of its legs. -1 where it is no number >= 0."""
        try:
            if arc.kind != MOVE:
                return self.handling(arc, by).value
            weight = self.move(arc.record, by).value
            if by in ("time", "cost") and self.crosses_border(arc.record):
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
        length = self.snapshot.length_km[link]
        if by == "distance":
            return _amount(length, by)
        if by == "time":
            speed = self._speed(link)
            return _amount(Spread(length.low / speed.high, length.value / speed.value,
                                  length.high / speed.low), by)
        rate = self._tariff(link) if by == "cost" else self._co2(link)
        load = self._rate("payload")
        # g per TEU are wanted in kg, the unit that is shown.
        unit = 1.0 if by == "cost" else 0.001
        return _amount(_times(length, rate, load).scaled(unit), by)

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
        if by not in ("time", "cost"):
            return Amount()
        record = self.snapshot.network.links.records[link]
        charge = self.charges.get((record.link_id, forward))
        if by == "cost":
            own = charge.fee_usd_per_teu if charge is not None else None
            return _amount(own or self._rate("border_fee", record.mode), by)
        facilities = self.snapshot.network.gauge_changes
        hours = dwell_without_gauge_change(charge, facilities, self.costs) if charge else None
        return _amount(hours or self._rate("border_hours", record.mode), by)

    def crosses_border(self, link: int) -> bool:
        """Say whether a border is crossed on a link: it has a charge, or changes country on land.

        Parameters
        ----------
        link
            Position of the link.
        """
        network = self.snapshot.network
        if (network.links.link_id[link], True) in self.charges:
            return True
        tail = network.nodes.country[network.links.tail[link]]
        head = network.nodes.country[network.links.head[link]]
        return network.links.mode[link] in OVERLAND_MODES and "" not in (tail, head) \
            and tail != head

    def handling(self, arc: Arc, by: str) -> Amount:
        """Give what a transfer or a break of gauge takes.

        Parameters
        ----------
        arc
            The step.
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        """
        if by not in ("time", "cost"):
            return Amount()
        kind = "hours" if by == "time" else "fee"
        if arc.kind == TRANSFER:
            terminal = self.snapshot.terminals[arc.record]
            own = terminal.hours if by == "time" else terminal.fee_usd_per_teu
            return _amount(own or self._rate(f"transfer_{kind}", *terminal.modes), by)
        change = self.snapshot.gauge_changes[arc.record]
        own = change.hours if by == "time" else change.fee_usd_per_teu
        return _amount(own or self._rate(f"gauge_change_{kind}", technique=change.technique), by)

    def amounts(self, give: Callable[[str], Amount]) -> Amounts:
        """Give all four amounts of a leg."""
        return Amounts(give("distance"), give("time"), give("cost"), give("co2"))

    def _speed(self, link: int) -> Spread:
        mode = self.snapshot.network.links.mode[link]
        own = self.snapshot.speed_kmh[link]
        speed = Spread(own, own, own) if own else self._least("speed", link)
        if not MODES[mode].drivers_rest:
            return speed
        return _times(speed, self._least("driving_hours", link), Spread(1 / 24, 1 / 24, 1 / 24))

    def _tariff(self, link: int) -> Spread:
        rates = [self._rate("tariff", mode, country=c) for mode, c in self._sides(link)]
        return max(rates, key=lambda rate: (rate.value, rate.high, rate.low))

    def _co2(self, link: int) -> Spread:
        record = self.snapshot.network.links.records[link]
        traction = ""
        if MODES[record.mode].has_gauge:
            traction = "electric" if record.electrified == "yes" else "diesel"
        return self._rate("co2", record.mode, traction=traction)

    def _least(self, kind: str, link: int) -> Spread:
        rates = [self._rate(kind, mode, country=c) for mode, c in self._sides(link)]
        return min(rates, key=lambda rate: (rate.value, rate.low, rate.high))

    def _sides(self, link: int) -> list[tuple[str, str]]:
        network = self.snapshot.network
        ends = (network.links.tail[link], network.links.head[link])
        return [(network.links.mode[link], network.nodes.country[end]) for end in ends]

    def _rate(self, kind: str, mode: str = "", to_mode: str = "", *, country: str = "",
              technique: str = "", traction: str = "") -> Spread:
        key = (kind, mode, to_mode, country, technique, traction)
        if key not in self.memo:
            self.memo[key] = self.costs.rate(
                kind, mode=mode, to_mode=to_mode, country=country, technique=technique,
                traction=traction).spread
        return self.memo[key]


def _times(*spreads: Spread) -> Spread:
    low = value = high = 1.0
    for spread in spreads:
        low, value, high = low * spread.low, value * spread.value, high * spread.high
    return Spread(low, value, high)


def _amount(spread: Spread, by: str) -> Amount:
    unit = UNITS[by]
    if not isfinite(spread.high) or min(spread.low, spread.value) < 0:
        raise ValueError("no number >= 0")
    return Amount(round(spread.low * unit), round(spread.value * unit),
                  round(spread.high * unit))
