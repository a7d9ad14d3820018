"""Along a route: its stops in order, with what it has taken up to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corridors.model.leg import UNITS, Amount, Leg, sum_amounts
from corridors.model.modes import OVERLAND_MODES
from corridors.model.route import Route

__all__ = ["Stop", "cleared_in_port", "stops_of"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a route, or the crossing of a border between two of them.

    Parameters
    ----------
    node_id
        The place; of a border the one that is entered.
    moved
        The legs that lead here from the stop before; none at the origin.
    done
        What is done here: transfers, breaks of gauge, waits, first and last mile; or the border.
    before
        All legs before anything is done here.
    """

    node_id: str
    moved: tuple[Leg, ...]
    done: tuple[Leg, ...]
    before: tuple[Leg, ...] = field(repr=False)

    @property
    def border(self) -> bool:
        """Whether this is a border between two places."""
        return any(leg.from_id != leg.to_id and not cleared_in_port(leg) for leg in self.done)

    def taken(self, by: str) -> Amount:
        """Give what is taken here, in smallest units."""
        return sum_amounts(leg.amount(by) for leg in self.done)

    def reached(self, by: str) -> Amount:
        """Give the total when goods come here, in smallest units."""
        return sum_amounts(leg.amount(by) for leg in self.before)

    def left(self, by: str) -> Amount:
        """Give the total when goods leave, in smallest units."""
        return self.reached(by).plus(self.taken(by))

    def shown(self, by: str) -> float:
        """Give the total when goods leave, in km, h, USD per TEU or kg per TEU."""
        return self.left(by).value / UNITS[by]

    def takes(self, by: str) -> float:
        """Give what is taken here, in km, h, USD per TEU or kg per TEU."""
        return self.taken(by).value / UNITS[by]


def stops_of(route: Route) -> tuple[Stop, ...]:
    """Give the stops of a route.

    Parameters
    ----------
    route
        The route.

    Returns
    -------
    stops
        All places in order, the origin first, and each border on land between the two places of
        its link. Where a ship is cleared in a port, the border belongs to the port.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Tbilisi", "Akhalkalaki", modes={"rail"}))
    >>> [(stop.node_id, round(stop.shown("distance"))) for stop in stops_of(answer.best)][-1]
    ('ge-akhalkalaki', 181)
    """
    origin = route.node_ids[0] if route.node_ids else ""
    found: list[tuple[str, list[Leg], list[Leg]]] = [(origin, [], [])]
    for leg in route.legs:
        if leg.kind == "move":
            found.append((leg.to_id, [leg], []))
        elif leg.kind == "border" and not cleared_in_port(leg):
            place, moved, _ = found.pop()
            found += [(place, moved, [leg]), (place, [], [])]
        else:
            found[-1][2].append(leg)
    return _counted(found)


def cleared_in_port(leg: Leg) -> bool:
    """Say whether a leg is the border of a ship that enters a port.

    Parameters
    ----------
    leg
        A leg. Such a border has no hours: goods are cleared while they are transferred.

    Examples
    --------
    >>> cleared_in_port(Leg("border", "sea", "sea-a", "nl-rotterdam", assumed=True))
    True
    """
    return leg.kind == "border" and leg.assumed and not leg.amounts.time.value \
        and leg.mode not in OVERLAND_MODES


def _counted(found: Sequence[tuple[str, list[Leg], list[Leg]]]) -> tuple[Stop, ...]:
    made, before = [], tuple[Leg, ...]()
    for place, moved, done in found:
        before = (*before, *moved)
        made.append(Stop(place, tuple(moved), tuple(done), before))
        before = (*before, *done)
    return tuple(made)
