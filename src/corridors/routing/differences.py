"""What makes a route different from others, in words that come from the data alone.

A route is told apart from the best one by the first two of these that differ, and by as many more
as it takes to tell it from every better route: waters (seas that the cost model knows as areas,
the side on which it passes one, straits), countries, modes, border crossings, places where the
gauge is changed, places of transfer, places passed, and at last links. Border crossings and
transfers are counted, too, where one route has many more. The best one is told to be
the best, and by which waters it goes where another goes by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corridors.model.costs import CostModel
from corridors.model.countries import country_name
from corridors.model.leg import Leg
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.route import Route
from corridors.routing.waters import waters_of
from corridors.routing.without import Stop

__all__ = ["Teller", "told_apart"]

DASH = "\N{EN DASH}"
"""Between the sides of a border crossing, as in all texts."""

THE_BEST = "the best"
"""What is told of the route that the others are told apart from."""

MANY = 3
"""From how many border crossings or transfers more or fewer on their number is told."""

NAMED = 3
"""How many names of a kind are told at most."""

PHRASES = 2
"""How many differences are told, unless it takes more to tell a route from a better one."""

MUCH = 0.15
"""How much more of its length a route goes by a mode to be different by it."""


def told_apart(network: Network, costs: CostModel, routes: Sequence[Route]) -> tuple[Route, ...]:
    """Say of each of several routes what makes it different from the better ones.

    Parameters
    ----------
    network
        The network.
    costs
        The cost model, which knows the ports of a sea.
    routes
        Routes, the best first.

    Returns
    -------
    routes
        The same, with ``difference`` filled in; a single route is left as it is.

    Examples
    --------
    >>> from corridors import Query, load
    >>> from corridors.routing.different import different_routes
    >>> from corridors.routing.solve import Solver
    >>> network = load()
    >>> query = Query("Saint Petersburg", "Bandar Abbas", modes={"rail"}, different=2)
    >>> solver = Solver.of(network.as_of(), query, None)
    >>> routes = different_routes(solver, 2, 0.6, 1.5)
    >>> told_apart(network, network.costs, routes)[1].difference
    'not through Uzbekistan, changing gauge at Incheh Borun instead of Sarakhs'
    """
    if len(routes) < 2:
        return tuple(routes)
    teller = Teller(network, costs)
    told = [replace(routes[0], difference=teller.best(routes))]
    taken: set[str] = set()
    for route in routes[1:]:
        said = teller.said(route, routes[0], taken)
        taken.add(said)
        told.append(replace(route, difference=said))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells routes of one network apart.

    Parameters
    ----------
    network
        The network.
    costs
        The cost model, which knows the ports of a sea.
    """

    network: Network = field(repr=False)
    costs: CostModel = field(repr=False)

    def said(self, route: Route, other: Route, taken: Iterable[str] = ()) -> str:
        """Say what makes a route different from another one.

        Parameters
        ----------
        route, other
            The routes.
        taken
            What was said of better routes, and must not be said again.

        Returns
        -------
        words
            Such as ``east of the Caspian, through Turkmenistan instead of Azerbaijan``.
        """
        said = list[str]()
        for tell in (self._waters, self._countries, self._modes, self._borders, self._breaks,
                     self._transfers, self._places, self._links):
            enough = len(said) >= PHRASES or (bool(said) and tell == self._links)
            if enough and ", ".join(said) not in taken:
                break
            # Other countries have other crossings: that needs no words.
            if tell == self._borders and len(said) == 1 and self._countries(route, other):
                continue
            phrase = tell(route, other)
            said += [phrase] if phrase else []
        return ", ".join([*said, *_counts(route, other)])

    def best(self, routes: Sequence[Route]) -> str:
        """Say of the best route that it is the best, and which waters it takes by itself.

        Parameters
        ----------
        routes
            Routes, the best first.
        """
        waters = (self._waters(routes[0], other) for other in routes[1:])
        return ", ".join(filter(None, (THE_BEST, next(filter(None, waters), ""))))

    def stop(self, stop: Stop) -> str:
        """Give the name of a stop: ``the transfer at Anzali``.

        Parameters
        ----------
        stop
            The stop.
        """
        if stop.kind != "border":
            thing = "break of gauge" if stop.kind == "gauge_break" else stop.kind
            return f"the {thing} at {self._name(stop.at)}"
        names = {border.border_id: border.name for border in self.network.borders}
        if stop.at in names:
            return f"the border {names[stop.at].replace('-', DASH)}"
        link = self.network.link(stop.at)
        return f"the border {self._name(link.from_node_id)}{DASH}{self._name(link.to_node_id)}"

    def _waters(self, route: Route, other: Route) -> str:
        mine, theirs = (waters_of(self.network, self.costs, one) for one in (route, other))
        said = [words for words in mine.sides if words not in theirs.sides]
        straits, _ = _only(mine.straits, theirs.straits)
        return _and([*said, *([f"passing {_and(straits)}"] if straits else [])])

    def _countries(self, route: Route, other: Route) -> str:
        came, went = _only(route.countries, other.countries)
        words = [[country_name(code) for code in codes] for codes in (came, went)]
        if not words[0]:
            return f"not through {_and(words[1])}" if words[1] else ""
        return f"through {_instead(*words)}"

    def _modes(self, route: Route, other: Route) -> str:
        more = {mode: _share(route, mode) - _share(other, mode) for mode in route.modes}
        most = max(more, key=lambda mode: more[mode], default="")
        if not most or more[most] < MUCH:
            return ""
        if len(route.modes) == 1:
            return f"by {MODES[most].label} alone"
        stretch = max(_stretches(route, most), key=lambda legs: sum(
            leg.distance_km for leg in legs))
        return f"by {MODES[most].label} from {self._name(stretch[0].from_id)} to " \
               f"{self._name(stretch[-1].to_id)}"

    def _borders(self, route: Route, other: Route) -> str:
        came, went = _only(self._crossings(route), self._crossings(other))
        return f"crossing at {_instead(came, went)}" if came else ""

    def _breaks(self, route: Route, other: Route) -> str:
        return self._stops(route, other, "gauge_break", "changing gauge at", "break of gauge")

    def _transfers(self, route: Route, other: Route) -> str:
        return self._stops(route, other, "transfer", "transferred at", "transfer")

    def _stops(self, route: Route, other: Route, kind: str, words: str, thing: str) -> str:
        came, went = _only(*([leg.from_id for leg in one.legs if leg.kind == kind]
                             for one in (route, other)))
        names = list(map(self._name, came)), list(map(self._name, went))
        if not came:
            return f"without the {thing} at {_and(names[1])}" if went else ""
        return f"{words} {_instead(*names)}"

    def _places(self, route: Route, other: Route) -> str:
        mine, theirs = self._middle(route, other), self._middle(other, route)
        return f"by {_instead([mine], [theirs] if theirs else [])}" if mine else \
            f"without {theirs}" if theirs else ""

    def _links(self, route: Route, other: Route) -> str:
        came, went = _only(route.link_ids, other.link_ids)
        return f"over {_instead(list(came), list(went))}" if came else ""

    def _crossings(self, route: Route) -> list[str]:
        names = {border.border_id: border.name for border in self.network.borders}
        return [names[leg.border_id].replace("-", DASH) for leg in route.legs
                if leg.kind == "border" and leg.border_id in names]

    def _middle(self, route: Route, other: Route) -> str:
        """Name the city half-way along the longest stretch that the other does not pass."""
        there = set(other.node_ids)
        stretches = [list(nodes) for away, nodes in groupby(
            route.node_ids, lambda node: node not in there
            and bool(self.network.node(node).country)) if away]
        if not stretches:
            return ""
        longest = max(stretches, key=len)
        cities = [node for node in longest if self.network.node(node).node_type == "city"]
        nodes = cities or longest
        return self._name(nodes[len(nodes) // 2])

    def _name(self, node_id: str) -> str:
        node = self.network.node(node_id)
        doubled = self.network.nodes.name.count(node.name) > 1
        return f"{node.name} ({country_name(node.country)})" if doubled and node.country \
            else node.name


def _counts(route: Route, other: Route) -> Iterator[str]:
    """Say where a route has many more border crossings or transfers than another, or fewer."""
    for kind, many in (("border", "border crossings"), ("transfer", "transfers")):
        mine, theirs = route.count(kind), other.count(kind)
        if abs(mine - theirs) >= MANY:
            yield f"with {mine or 'no'} {many} instead of {theirs or 'none'}"


def _only(mine: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give what only the one has, and what only the other has, each in its order."""
    return ([one for one in dict.fromkeys(mine) if one not in theirs],
            [one for one in dict.fromkeys(theirs) if one not in mine])


def _share(route: Route, mode: str) -> float:
    return route.km_by(mode) / route.distance_km if route.distance_km else 0.0


def _stretches(route: Route, mode: str) -> Iterator[list[Leg]]:
    moves = [leg for leg in route.legs if leg.kind == "move"]
    for its, legs in groupby(moves, lambda leg: leg.mode):
        if its == mode:
            yield list(legs)


def _and(words: Sequence[str]) -> str:
    said = list(words[:NAMED]) if len(words) <= NAMED else \
        [*words[:NAMED - 1], f"{len(words) - NAMED + 1} more"]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def _instead(came: Sequence[str], went: Sequence[str]) -> str:
    return f"{_and(came)} instead of {_and(went)}" if went else _and(came)
