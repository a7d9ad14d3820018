"""A route with its waits: where it reaches a link that is closed, it waits for it to open."""

from __future__ import annotations

from dataclasses import replace

from corridors.model.journey import Met
from corridors.model.leg import Amount, Amounts, Leg
from corridors.model.route import Route
from corridors.routing.gates import NEVER, Gates
from corridors.routing.pricing import Pricing

__all__ = ["timed"]


def timed(route: Route, gates: Gates, prices: Pricing) -> tuple[Route | None, tuple[Met, ...]]:
    """Send goods over a route, and let them wait where a link is closed.

    Parameters
    ----------
    route
        The route, without waits.
    gates
        When links may be entered.
    prices
        The pricing, which knows what time is worth.

    Returns
    -------
    route
        The same with a leg for each wait, and with the status of each link on the day it is
        entered; None where a link does not open again in time.
    met
        The links that were closed when they were reached.
    """
    index = prices.snapshot.network.links.index
    legs, met, clock = list[Leg](), list[Met](), Amount()
    status = ""
    for leg in route.legs:
        if leg.kind == "move":
            link = index[leg.link_id]
            opens = gates.enter(link, clock.value)
            if opens != clock.value:
                met.append(_met(leg, link, clock.value, gates))
                if opens == NEVER:
                    return None, tuple(met)
                legs.append(_wait(leg, clock, opens, gates, prices))
                clock = clock.plus(legs[-1].amounts.time)
            status = gates.status(link, opens)
        # A border is crossed on the link that was just entered.
        legs.append(leg if leg.status in ("", status) else replace(leg, status=status))
        clock = clock.plus(leg.amounts.time)
    return replace(route, legs=tuple(legs)), tuple(met)


def _met(move: Leg, link: int, at: int, gates: Gates) -> Met:
    opens = gates.enter(link, at)
    return Met(move.link_id, move.from_id, gates.day(at),
               None if opens == NEVER else gates.day(opens), gates.status(link, at))


def _wait(move: Leg, clock: Amount, opens: int, gates: Gates, prices: Pricing) -> Leg:
    # Quick goods come early and wait longer: the day on which the link opens is the same.
    hours = Amount(*(max(0, opens - at) for at in clock))
    worth = Amount() if prices.value_of_time is None else prices.generalised(Amount(), hours)
    return Leg("wait", move.mode, move.from_id, move.from_id, move.link_id,
               status=gates.status(prices.snapshot.network.links.index[move.link_id],
                                   clock.value),
               amounts=Amounts(time=hours, generalised=worth), until=gates.day(opens))
