"""Which links can nothing replace? Those whose loss cuts places off from each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.html import table
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.bridging import met_by, reached_without, without_way_round
from corridors.routing.detours import Detours, detours_of
from corridors.routing.pair_groups import solvers_of
from corridors.routing.states import state_graph

__all__ = ["Bridge", "Bridges", "bridges"]

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Bridge:
    """A link that nothing can replace.

    Parameters
    ----------
    link_id
        Its id.
    lost
        How many OD pairs of places have no route without it, of those that have one; both
        directions count.
    places
        Ids of the places that are cut off: those that lose at least half of the places they have
        routes to or from. Where it splits the network into two halves, those of both.
    """

    link_id: str
    lost: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Bridges:
    """The links that nothing can replace, the worst first.

    Parameters
    ----------
    query
        What may be used; its two places do not matter.
    bridges
        The links.
    considered
        How many links were open to be lost.
    routes
        How many OD pairs of places have a route as things are.
    snapshot
        The network it was asked of.
    """

    query: Query
    bridges: tuple[Bridge, ...] = field(repr=False)
    considered: int
    routes: int
    snapshot: Snapshot = field(repr=False)

    def __repr__(self) -> str:
        said = self.query.said()
        return (f"<Bridges on {self.snapshot.on}{f' ({said})' if said else ''}: "
                f"{len(self.bridges)} of {self.considered} links cut places off>")

    def _repr_html_(self) -> str:
        return table("Links that nothing can replace", ("link", "OD pairs lost", "places cut off"),
                     [(bridge.link_id, f"{bridge.lost:,}", str(len(bridge.places)))
                      for bridge in self.bridges[:SHOWN]])


def bridges(snapshot: Snapshot, query: Query | None = None, costs: CostModel | None = None
            ) -> Bridges:
    """Say which links nothing can replace: without them places are cut off from each other.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    query
        What may be used: modes, what to avoid, how the gauge may be changed. Its two places do not
        matter. Everything if not given.
    costs
        The cost model; the one that comes with the data if not given. Only what it lets move
        matters here.

    Returns
    -------
    bridges
        Exact by the rules of routes: transfers only at terminals, breaks of gauge only at
        facilities. So a link can be a bridge though another one lies beside it, of another gauge.

    Raises
    ------
    QueryError
        If the query asks for more than one best route.

    Examples
    --------
    >>> from corridors import Query, load
    >>> found = bridges(load().as_of(), Query("", "", modes={"rail"}))
    >>> found.bridges[0].link_id
    'cn-jinghe-cn-urumqi-rail'
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    ids = snapshot.network.nodes.node_id
    asked = replace(query or Query("", ""), origin=ids[0], destination=ids[-1])
    solver, = solvers_of(snapshot, [asked], costs, "heapq")
    detours, doors = detours_of(solver), state_graph(snapshot.network).doors
    before = reached_without(detours, doors, len(ids))
    had = met_by(before)
    found = [_bridge(snapshot, link, had,
                     [bits & ~after for bits, after in
                      zip(before, reached_without(detours, doors, len(ids), link), strict=True)])
             for link in without_way_round(detours)]
    order = sorted((bridge for bridge in found if bridge.lost),
                   key=lambda bridge: (-bridge.lost, bridge.link_id))
    return Bridges(asked, tuple(order), _open(detours), sum(had) // 2, snapshot)


def _bridge(snapshot: Snapshot, link: int, had: list[int], gone: list[int]) -> Bridge:
    ids = snapshot.network.nodes.node_id
    lost = met_by(gone)
    return Bridge(snapshot.network.links.link_id[link], sum(lost) // 2,
                  tuple(ids[place] for place, count in enumerate(lost)
                        if count and 2 * count >= had[place]))


def _open(detours: Detours) -> int:
    return len({link for links in detours.served_by for link in links})
