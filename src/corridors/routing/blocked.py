"""Why there is no route: the smallest sets of links, and of restrictions, that keep it away.

Every way from origin to destination over all links, whatever their status, needs some that carry
no traffic today. Such sets of links are told where no link of them can be left out, or there is no
route at all, or one that takes more. Told besides are sets in which the question itself would
have to allow something (what it avoids, a mode, a limit), where nothing of them can be left out or
there is no route, a limit both at the least that would do and at what the best route without it
uses; and, only where no set of links would help, facilities that are missing.
Where there are more than can be told, the cheapest comes first, then those without which there is
no route, then the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from corridors.model.blocking import Blocking, Missing
from corridors.model.query import Query
from corridors.model.restriction import LIMITS
from corridors.model.route import Answer, Route
from corridors.routing.keys import ground_of, keys_of, link_keys, opened
from corridors.routing.lifts import lift_keys, lifted, lifts_of
from corridors.routing.limited import least_used, limit_reason
from corridors.routing.missing import apart, equipped, facility_keys, missing_at
from corridors.routing.openings import Ground, openings
from corridors.routing.solve import Solver

__all__ = ["MOST_LIFTS", "MOST_SETS", "Blocked", "blocked", "blocking_sets", "explained", "ordered",
           "reason", "restoring", "told_of"]

MOST_SETS = 12
"""How many sets of links are told at most."""

MOST_LIFTS = 6
"""How many sets are told at most that allow more, and how many that build what is missing."""

LINKS_SAID = 6
"""How many links of a set are named in the sentence; the set itself names them all."""

BEST = {"distance": "shortest", "time": "fastest", "cost": "cheapest", "co2": "cleanest",
        "generalised": "cheapest"}
"""What the way that needs least is called, by criterion."""


class Blocked(NamedTuple):
    """Why there is no route.

    Parameters
    ----------
    sets
        What would restore one, cheapest first.
    complete
        Whether these are all: of links, of what would have to be allowed, and of facilities.
    why
        In words.
    """

    sets: tuple[Blocking, ...]
    complete: bool
    why: str


def explained(solver: Solver, answer: Answer) -> Answer:
    """Give an answer without a route the sets that would restore one, and the reason.

    Parameters
    ----------
    solver
        A query that has no route.
    answer
        Its answer.
    """
    found = blocked(solver)
    return replace(answer, blocked_by=found.sets, blocked_complete=found.complete,
                   reason=found.why)


def blocking_sets(solver: Solver) -> tuple[Blocking, ...]:
    """Give the minimal sets of links and restrictions that would restore a route.

    Parameters
    ----------
    solver
        A query that has no route.

    Returns
    -------
    sets
        Cheapest first: at most :data:`MOST_SETS` of links alone, and :data:`MOST_LIFTS` others.
    """
    return blocked(solver).sets


def blocked(solver: Solver) -> Blocked:
    """Find out why a query has no route.

    Parameters
    ----------
    solver
        A query that has no route.

    Returns
    -------
    blocked
        What would restore one.
    """
    links = link_keys(solver)
    needs = keys_of(solver, links)
    alone, complete = ([], True) if solver.search.why_not else \
        told_of(ground_of(solver, needs), MOST_SETS)
    sets = [restoring(solver, needs, keys, links) for keys in alone]
    allowing, all_of_them = _allowing(solver, links, needs, alone)
    building, all_built, gap = _building(solver, links) \
        if not alone and not solver.search.why_not else ([], True, "")
    found = ordered(filter(None, (*sets, *allowing, *building)))
    return Blocked(found, complete and all_of_them and all_built, _said(solver, found, gap))


def reason(solver: Solver, blocked: tuple[Blocking, ...]) -> str:
    """Say in words why there is no route.

    Parameters
    ----------
    solver
        The query.
    blocked
        What :func:`blocking_sets` gave.

    Returns
    -------
    words
        One or two sentences.
    """
    return _said(solver, blocked, "")


def told_of(ground: Ground, most: int, below: int | None = None) -> tuple[list[int], bool]:
    """Give the sets of keys that are told: the cheapest, the minimal ones, and others.

    Parameters
    ----------
    ground
        Where ways are looked for.
    most
        How many are told at most.
    below
        Weight that ways must stay under; None for any.

    Returns
    -------
    sets
        Keys, as bits; the cheapest first.
    complete
        Whether there are no others.
    """
    # One more than can be told is looked for, so that it is known whether there are more.
    cheapest = openings(ground, by_weight=True, below=below, most=most + 1)
    if cheapest.complete and len(cheapest.sets) <= most:
        return list(cheapest.sets), True
    smallest = openings(ground, by_weight=False, below=below, most=most)
    first = cheapest.sets[:1]
    return list(dict.fromkeys((*first, *smallest.sets, *cheapest.sets)))[:most], False


def restoring(solver: Solver, needs: Sequence[int], keys: int, links: dict[int, int],
              lifts: tuple[str, ...] = (), missing: tuple[Missing, ...] = ()) -> Blocking | None:
    """Give a set with the best route that there is with its keys at hand, and no others.

    Parameters
    ----------
    solver
        The query, with what is to be lifted lifted.
    needs
        Keys that each arc needs.
    keys
        The keys, as bits.
    links
        Keys of links.
    lifts, missing
        What the other keys stand for.

    Returns
    -------
    set
        None where there is no route.
    """
    route = solver.route(opened(needs, keys))
    if route is None:
        return None
    network = solver.snapshot.network
    in_order = tuple(link for link in dict.fromkeys(route.link_ids)
                     if links.get(network.links.index[link], 0) & keys)
    return Blocking(in_order, route.total(solver.query.by).value, route.total("distance").value,
                    _borders(route, in_order), lifts, missing, route)


def ordered(sets: Iterable[Blocking]) -> tuple[Blocking, ...]:
    """Order sets, cheapest first, each of them once; a set of nothing is left out.

    Parameters
    ----------
    sets
        The sets.
    """
    some = dict.fromkeys(block for block in sets
                         if block.link_ids or block.lifts or block.missing)
    return tuple(sorted(some, key=lambda block: (
        block.amount, block.distance_m, len(block.link_ids), block.link_ids, block.lifts,
        block.missing)))


def _borders(route: Route, link_ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leg.border_id for leg in route.legs
                               if leg.border_id and leg.link_id in link_ids))


def _allowing(solver: Solver, links: dict[int, int], needs: Sequence[int], known: Sequence[int]
              ) -> tuple[list[Blocking | None], bool]:
    """Give the minimal sets in which the question allows more, and whether these are all."""
    named = lifts_of(solver.query)
    if not named:
        return [], True
    keys = {lift: 1 << len(links) + place for place, lift in enumerate(named)}
    free = _asked(solver, lifted(solver.query, named))
    more = [link | lift for link, lift in zip(
        needs, lift_keys(solver.snapshot, solver.query, keys.items()), strict=True)]
    ground = ground_of(free, more, solver.query, keys)
    found = openings(ground, by_weight=False, known=known, among=sum(keys.values()),
                     most=MOST_LIFTS + 1)
    sets: list[Blocking | None] = []
    for bits in found.sets[:MOST_LIFTS]:
        lifts = tuple(lift for lift in named if bits & keys[lift])
        allowed = _asked(solver, lifted(solver.query, lifts))
        sets += [restoring(each, needs, bits, links, lifts)
                 for each in (allowed, *_at_least(allowed, lifts, opened(needs, bits)))]
    return sets, found.complete and len(found.sets) <= MOST_LIFTS


def _at_least(allowed: Solver, lifts: Sequence[str], carrying: tuple[bool, ...]
              ) -> Iterator[Solver]:
    """Ask with the least limit that would do where one is lifted: the best route may use more."""
    limits = [lift for lift in lifts if lift in LIMITS]
    if len(limits) == 1:
        least = least_used(allowed, limits[0], carrying)
        if least is not None:
            bound: dict[str, Any] = {limits[0]: least if limits[0] == "max_road_km" else int(least)}
            yield _asked(allowed, replace(allowed.query, **bound))


def _building(solver: Solver, links: dict[int, int]) -> tuple[list[Blocking | None], bool, str]:
    """Give the minimal sets of facilities, whether these are all, and what gap there is if none."""
    missing = missing_at(solver.snapshot.network, solver.query)
    snapshot = equipped(solver.snapshot, solver.query, missing)
    fitted = Solver.of(snapshot, solver.query, solver.costs, solver.engine_name)
    needs = [link | facility for link, facility in zip(
        keys_of(fitted, links),
        facility_keys(solver.snapshot, fitted.graph, missing, len(links)), strict=True)]
    ground = ground_of(fitted, needs)
    found = openings(ground, by_weight=False, most=MOST_LIFTS + 1)
    sets = [restoring(fitted, needs, bits, links, missing=tuple(
        each for place, each in enumerate(missing) if bits >> len(links) + place & 1))
        for bits in found.sets[:MOST_LIFTS]]
    gap = ""
    if not sets:
        unlimited = lifted(solver.query, solver.query.counted)
        gap = apart(fitted, ground_of(fitted, needs, unlimited))
    return sets, found.complete and len(found.sets) <= MOST_LIFTS, gap


def _asked(solver: Solver, query: Query) -> Solver:
    return Solver.of(solver.snapshot, query, solver.costs, solver.engine_name)


def _said(solver: Solver, blocked: tuple[Blocking, ...], gap: str) -> str:
    query, search = solver.query, solver.search
    if search.why_not:
        return search.why_not
    forbidden = f"{limit_reason(solver)} ".lstrip() if query.counted else ""
    alone = next((block for block in blocked if block.opens_alone), None)
    if alone is not None:
        ids = alone.link_ids
        links = "one more link" if len(ids) == 1 else f"{len(ids)} more links together"
        more = f" and {len(ids) - LINKS_SAID} others" if len(ids) > LINKS_SAID else ""
        return f"{forbidden}The {BEST[query.by]} way needs {links}: " \
               f"{', '.join(ids[:LINKS_SAID])}{more}."
    said = query.said()
    how = f" ({said})" if said else ""
    missing = next((block.missing for block in blocked if block.missing), ())
    lacking = " It lacks " + " and ".join(
        each.said(solver.snapshot.network.node(each.node_id).name) for each in missing) + "." \
        if missing else ""
    return f"{forbidden}Even with every link open there is no route from {search.origin.name} to " \
           f"{search.destination.name}{how}.{lacking}{' ' if gap else ''}{gap}"
