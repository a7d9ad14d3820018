"""By which waters a route goes, and on which side of a sea it passes.

A sea is an area of the cost model: the ports that rates of its own hold for. A route that moves by
ship between two of its ports goes by that sea. One that passes all of it on land, beyond its ports
on either end, has it on one side: where it lies while it is in the middle half of their span says
on which, unless it is further away than twice that span. Straits are places without a country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corridors.model.costs import CostModel
from corridors.model.modes import OVERLAND_MODES
from corridors.model.network import Network
from corridors.model.route import Route

__all__ = ["Waters", "waters_of"]

LEAST_PORTS = 3
"""How many ports an area has at least to be a sea with sides."""

ARTICLE = frozenset({"Strait", "Straits", "Canal", "Cape", "Bosphorus", "Dardanelles"})
"""Words of names that take an article."""

SIDES = (("east of", "west of"), ("north of", "south of"))
"""Words for beyond the middle and before it: passing along the latitude, along the longitude."""

Point = tuple[float, float]


class Waters(NamedTuple):
    """By which waters a route goes.

    Parameters
    ----------
    sides
        Seas it goes by or passes on land, in words.
    straits
        Names of straits, in order.
    """

    sides: tuple[str, ...]
    straits: tuple[str, ...]


def waters_of(network: Network, costs: CostModel, route: Route) -> Waters:
    """Say by which waters a route goes.

    Parameters
    ----------
    network
        The network.
    costs
        The cost model, whose areas are seas.
    route
        The route.

    Returns
    -------
    waters
        Words such as ``by the Caspian`` and ``east of the Caspian``, and straits.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> network = load()
    >>> rail = shortest_route(network.as_of(), Query("Moscow", "Bandar Abbas", modes={"rail"}))
    >>> waters_of(network, network.costs, rail.best)
    Waters(sides=('east of the Caspian',), straits=())
    """
    nodes = [network.node(node_id) for node_id in dict.fromkeys(route.node_ids)]
    return Waters(tuple(words for area in sorted(set(costs.areas.values()))
                        for words in _area(network, costs, area, route)),
                  tuple(_with_article(node.name) for node in nodes if not node.country))


def _with_article(strait: str) -> str:
    return strait if ARTICLE.isdisjoint(strait.split()) else f"the {strait}"


def _area(network: Network, costs: CostModel, area: str, route: Route) -> Iterator[str]:
    name = f"the {area.replace('_', ' ').title()}"
    for leg in route.legs:
        if leg.kind == "move" and leg.mode not in OVERLAND_MODES and \
                costs.area(leg.from_id) == costs.area(leg.to_id) == area:
            yield f"by {name}"
            return
    ports = [_point(network, node) for node, its in costs.areas.items()
             if its == area and node in network.nodes.index]
    if len(ports) >= LEAST_PORTS:
        passed = [_point(network, node) for node in route.node_ids]
        for across, words in enumerate(SIDES):
            side = _side(ports, passed, across)
            if side:
                yield f"{words[0] if side > 0 else words[1]} {name}"
                return


def _side(ports: Sequence[Point], passed: Sequence[Point], across: int) -> int:
    """Say on which side of ports a way along the other axis lies: 1 beyond, -1 before, 0 none."""
    along = 1 - across
    low, high = (end(port[along] for port in ports) for end in (min, max))
    if min(point[along] for point in passed) > low or max(point[along] for point in passed) < high:
        return 0
    middle = sum(end(port[across] for port in ports) for end in (min, max)) / 2
    margin = (high - low) / 4
    away = [point[across] - middle for point in passed
            if low + margin <= point[along] <= high - margin]
    if not away or max(map(abs, away)) > 2 * (high - low):
        return 0
    return 1 if min(away) > 0 else -1 if max(away) < 0 else 0


def _point(network: Network, node_id: str) -> Point:
    node = network.node(node_id)
    return node.lon, node.lat
