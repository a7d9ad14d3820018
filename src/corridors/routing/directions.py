"""Where flows of an assignment go next, and how far: conjugate targets and the exact step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corridors.routing.delays import Floats
from corridors.routing.flow_network import FlowNetwork

__all__ = ["Target", "mixture", "step_along"]

MOST_OLD = 0.99
"""Most that targets before may have in a conjugate one, as a share (delta is 0.01)."""

SEARCHES = 60
"""Most looks of the search for a step; each at least halves what is left."""

EXACT = 1e-13
"""Share of the first slope at which the slope along a direction counts as none."""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Flows that an assignment goes towards.

    Parameters
    ----------
    flow
        Of each arc.
    mix
        How much each loading has in it.
    step
        How far it was gone.
    """

    flow: Floats
    mix: Floats
    step: float = 0.0

    def taken(self, step: float) -> Target:
        """Give the same, gone some way towards.

        Parameters
        ----------
        step
            How far, as a share.
        """
        return replace(self, step=step)


def mixture(network: FlowNetwork, flow: Floats, cost: Floats, best: Target,
            before: Sequence[Target], most: int = 2) -> Target:
    """Mix the best ways with targets before, so that the direction is conjugate to those to them.

    Parameters
    ----------
    network
        The network.
    flow, cost
        Of each arc, as it is.
    best
        All demand on the best ways as they are now.
    before
        Targets before, the last one first.
    most
        How many of them to mix in: 1 or 2.

    Returns
    -------
    target
        The best ways alone where there is nothing to be conjugate to, or the mixture would not
        lead downhill.
    """
    if not before:
        return best
    slope = network.delay.slope(network.by_link(flow))
    ahead, last = network.by_link(best.flow - flow), network.by_link(before[0].flow - flow)
    if most > 1 and len(before) > 1:
        shares = _two(slope, ahead, last, network.by_link(before[1].flow - flow), before[0].step)
    else:
        shares = _one(slope, ahead, last)
    if shares is None:
        return best
    parts = (best, *before)
    mixed = sum(share * part.flow for share, part in zip(shares, parts, strict=False))
    if not float(cost @ (mixed - flow)) < 0:
        return best
    mix = np.zeros(len(best.mix))
    for share, part in zip(shares, parts, strict=False):
        mix[:len(part.mix)] += share * part.mix
    return Target(mixed, mix)


def _one(slope: Floats, ahead: Floats, last: Floats) -> tuple[float, ...] | None:
    """Give shares of the best ways and of the target before."""
    above = float((last * slope) @ ahead)
    below = float((last * slope) @ (ahead - last))
    if below == 0 or not np.isfinite(above / below):
        return None
    old = min(max(above / below, 0.0), MOST_OLD)
    return 1.0 - old, old


def _two(slope: Floats, ahead: Floats, last: Floats, older: Floats, step: float
         ) -> tuple[float, ...] | None:
    """Give shares of the best ways and of the two targets before."""
    back = step * last + (1.0 - step) * older
    below, own = float((back * slope) @ (older - last)), float((last * slope) @ last)
    if below == 0 or own == 0 or step >= 1:
        return None
    second = max(0.0, -float((back * slope) @ ahead) / below)
    first = max(0.0, -float((last * slope) @ ahead) / own + second * step / (1.0 - step))
    whole = 1.0 + first + second
    return (1.0 / whole, first / whole, second / whole) if np.isfinite(whole) else None


def step_along(network: FlowNetwork, flow: Floats, target: Floats) -> float:
    """Give how far to go towards a target for the least objective, from 0 to 1, exactly.

    Parameters
    ----------
    network
        The network.
    flow, target
        Of each arc: as they are, and towards what.
    """
    ahead = target - flow
    here, there = network.by_link(flow), network.by_link(ahead)
    even = 0.0 if network.fixed is None else float(network.fixed @ ahead)

    def slope(step: float) -> float:
        return even + float(network.delay.value(here + step * there) @ there)

    first = slope(0.0)
    if first >= 0:
        return 0.0
    last = slope(1.0)
    if last <= 0:
        return 1.0
    low, high, at = 0.0, 1.0, first / (first - last)
    for _ in range(SEARCHES):
        found = slope(at)
        if abs(found) <= EXACT * -first:
            break
        low, high = (at, high) if found < 0 else (low, at)
        bend = float(network.delay.slope(here + at * there) @ (there * there))
        newton = at - found / bend if bend > 0 else low
        at = newton if low < newton < high else (low + high) / 2
        if high - low < EXACT:
            break
    return at
