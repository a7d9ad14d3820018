"""How many closures separate two regions, and which? The fewest links or borders, proved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corridors.errors import Problem, QueryError
from corridors.model.closable import Closable, candidates_of
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.html import table
from corridors.model.place_groups import places_of
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.snapshot import Snapshot
from corridors.routing.detours import detours_of
from corridors.routing.pair_groups import solvers_of
from corridors.routing.separation import Between, fewest
from corridors.routing.states import state_graph

__all__ = ["Separation", "separate"]


@dataclass(frozen=True, slots=True, eq=False)
class Separation:
    """The fewest closures that separate places from other places.

    Parameters
    ----------
    origins, destinations
        The places.
    query
        What may be used; its two places do not matter.
    candidates
        How many things could be closed.
    sets
        Sets of the fewest things that separate them, each enough by itself. One empty set where
        they are separated as things are; none where no closing separates them.
    complete
        Whether these are all the sets of so few; else there are more than were looked for.
    apart
        How many ways there are at least that have nothing in common: no fewer closures can stop
        them. Where it is the number of closures, this proves it at a glance.
    ways
        How many ways the proof takes: the closures are the fewest that stop all of these, and stop
        all others, too.
    snapshot
        The network it was asked of.
    """

    origins: tuple[Node, ...] = field(repr=False)
    destinations: tuple[Node, ...] = field(repr=False)
    query: Query = field(repr=False)
    candidates: int
    sets: tuple[tuple[Closable, ...], ...] = field(repr=False)
    complete: bool
    apart: int
    ways: int
    snapshot: Snapshot = field(repr=False)

    @property
    def closures(self) -> int | None:
        """How many closures separate the places; None where none do."""
        return len(self.sets[0]) if self.sets else None

    def __repr__(self) -> str:
        how = "nothing that can be closed separates" if self.closures is None else \
            f"{self.closures} closures separate" if self.closures != 1 else "1 closure separates"
        return (f"<Separation: {how} {len(self.origins)} from {len(self.destinations)} places on "
                f"{self.snapshot.on}; {'' if self.complete else 'at least '}{len(self.sets)} such "
                "sets>")

    def _repr_html_(self) -> str:
        return table(repr(self)[1:-1], ("set", "what", "id"),
                     [(str(number), thing.kind, thing.key)
                      for number, things in enumerate(self.sets, start=1) for thing in things])


def separate(snapshot: Snapshot, origins: Iterable[str] | str, destinations: Iterable[str] | str,
             query: Query | None = None, candidates: Sequence[str] = ("link",),
             costs: CostModel | None = None) -> Separation:
    """Say how few closures separate places from other places, and which.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    origins, destinations
        Place names, node ids, or groups such as ``group:baltic-ports`` and ``country:IR``: no
        route may be left from any of the first to any of the others.
    query
        What may be used, such as modes; its two places do not matter. Everything if not given.
    candidates
        What can be closed: kinds such as ``link`` or ``border``, or selectors; see
        :func:`~corridors.model.closable.candidates_of`.
    costs
        The cost model; the one that comes with the data if not given.

    Returns
    -------
    separation
        Exact by the rules of routes: one closure takes a link away in both directions and all
        gauges, and a border with all its links.

    Raises
    ------
    PlaceError
        If places are unknown.
    QueryError
        If a place is on both sides, or a candidate does not exist.

    Examples
    --------
    >>> from corridors import Query, load
    >>> found = separate(load().as_of(), "group:baltic-ports", "group:gulf-ports",
    ...                  Query("", "", modes={"rail"}), ["border"])
    >>> [[thing.key for thing in things] for things in found.sets][0]
    ['ir-tm-incheh-borun', 'ir-tm-sarakhs']
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    starts = places_of(snapshot.network, _several(origins), "from")
    goals = places_of(snapshot.network, _several(destinations), "to")
    both = [node.name for node in starts if node in goals]
    if both:
        raise QueryError(Problem("Q62", f"{', '.join(both)} cannot be separated from itself: it is "
                                        "on both sides", "Leave it out on one side."))
    asked = replace(query or Query("", ""), origin=starts[0].node_id, destination=goals[0].node_id)
    things = candidates_of(snapshot, candidates)
    solver, = solvers_of(snapshot, [asked], costs, "heapq")
    doors, index = state_graph(snapshot.network).doors, snapshot.network.nodes.index
    first, last = ([doors[index[node.node_id]] for node in nodes if index[node.node_id] in doors]
                   for nodes in (starts, goals))
    members = dict[int, list[int]]()
    for position, thing in enumerate(things):
        for link in thing.links:
            members.setdefault(link, []).append(position)
    cut = fewest(Between(detours_of(solver), tuple(begin for begin, _ in first),
                         frozenset(end for _, end in last), [thing.links for thing in things],
                         {link: tuple(positions) for link, positions in members.items()}))
    if cut is None:
        return Separation(starts, goals, asked, len(things), (), complete=True, apart=0, ways=0,
                          snapshot=snapshot)
    return Separation(starts, goals, asked, len(things),
                      tuple(tuple(things[thing] for thing in one) for one in cut.sets),
                      complete=cut.complete, apart=cut.apart, ways=cut.ways, snapshot=snapshot)


def _several(texts: Iterable[str] | str) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)
