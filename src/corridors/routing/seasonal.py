"""Routes from a day of departure on: what is closed when it is reached is waited for or gone round.

The best way if nothing were closed for a time is sent on its way first. Where it meets no closed
link it is the answer, the same as without a departure. Where it meets one, the search is made anew
with the moment at which each link is reached. By distance, cost and CO2 waiting takes nothing, so
that the best way would wait for months: there a way has to arrive at most :data:`PATIENCE_DAYS`
after the best way over links that stay open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from corridors.model.journey import Journey, Met
from corridors.model.leg import UNITS
from corridors.model.on_day import assumed_open
from corridors.model.query_checks import MOST_DAYS
from corridors.model.route import Blocking, Route
from corridors.model.snapshot import Snapshot
from corridors.routing.counted import counted
from corridors.routing.gates import DAY, Gates, gates_of
from corridors.routing.layout import Layout
from corridors.routing.limited import limits_of
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE
from corridors.routing.timed import timed
from corridors.routing.timely import Steps, timely_path

__all__ = ["PATIENCE_DAYS", "Departed", "departed"]

PATIENCE_DAYS = 30
"""By distance, cost and CO2, how many days after the best way round a way may arrive at most."""

PRICED = ("time", "generalised")
"""Criteria by which waiting takes something."""


class Departed(NamedTuple):
    """What a departure gives.

    Parameters
    ----------
    routes
        The best route, or none.
    journey
        When it leaves and arrives, and what it meets.
    blocked, why
        Where there is none: what would restore one, and why, in words.
    snapshot
        The network on the day of departure, with what is assumed to open on the way.
    complete
        Where there is no route: whether these are all that would restore one.
    """

    routes: tuple[Route, ...]
    journey: Journey
    blocked: tuple[Blocking, ...]
    why: str
    snapshot: Snapshot
    complete: bool = True


def departed(solver: Solver) -> Departed:
    """Give the best route from a day of departure on.

    Parameters
    ----------
    solver
        A query with a day of departure, on the network of that day.

    Returns
    -------
    departed
        The route, which may wait; or why there is none.
    """
    snapshot = solver.snapshot
    gates = gates_of(snapshot)
    best = solver.route(_arcs(solver, gates.ever))
    if best is None:
        return _blocked(solver, gates)
    sent, met = timed(best, gates, solver.prices)
    if sent is not None and not met and _moment(sent) <= _limit(solver):
        return _found(solver, gates, sent, Journey(snapshot.on))
    around = solver.route(_arcs(solver, gates.always))
    latest = _latest(solver, gates, around)
    journey = Journey(snapshot.on, met=met, waiting=sent, around=around,
                      latest=gates.day(latest) if latest < MOST_DAYS * DAY else None)
    route = _searched(solver, gates, latest, solver.query.by)
    if route is None:
        return _late(solver, gates, journey)
    return _found(solver, gates, route, journey)


def _found(solver: Solver, gates: Gates, route: Route, journey: Journey) -> Departed:
    return Departed((route,), replace(journey, arrives=gates.day(_moment(route))), (), "",
                    _with_assumed(solver.snapshot, route, gates))


def _arcs(solver: Solver, opened: Callable[[int], bool]) -> tuple[bool, ...]:
    """Say of each arc whether it may be used, where it is asked of links alone."""
    links = [opened(link) for link in range(len(solver.snapshot.status))]
    return tuple(arc.kind != MOVE or links[arc.record] for arc in solver.graph.arcs)


def _moment(route: Route) -> int:
    return route.total("time").value


def _limit(solver: Solver) -> int:
    days = solver.query.max_days
    return MOST_DAYS * DAY if days is None else min(round(days * DAY), MOST_DAYS * DAY)


def _latest(solver: Solver, gates: Gates, around: Route | None) -> int:
    """Give the latest moment at which a way may arrive."""
    if solver.query.max_days is not None or solver.query.by in PRICED:
        return _limit(solver)
    first = around or _searched(solver, gates, _limit(solver), "time")
    return _limit(solver) if first is None else \
        min(_moment(first) + PATIENCE_DAYS * DAY, _limit(solver))


def _searched(solver: Solver, gates: Gates, latest: int, by: str) -> Route | None:
    laid = solver.layout(_arcs(solver, gates.ever))
    steps, limits = _steps(solver, laid, gates, by), limits_of(solver.query)
    if limits:
        # Which borders a ship crosses depends on the country it left: such vertices are split.
        ground = counted(solver, laid)
        split = timely_path(ground.graph, steps.picked(ground.graph.arc)._replace(
            used=[ground.column(name) for name in limits], most=list(limits.values())),
            ground.ends, latest)
        path = None if split is None else ground.path(split)
    else:
        path = timely_path(laid.graph, steps, laid.ends, latest)
    return None if path is None else timed(solver.made(laid, path), gates, solver.prices)[0]


def _steps(solver: Solver, laid: Layout, gates: Gates, by: str) -> Steps:
    """Split what each arc takes into what is spent and time, which a wait takes alone."""
    times, arcs = solver.used(laid, "time"), solver.graph.arcs
    moves = [arcs[arc].record if arcs[arc].kind == MOVE else -1 for arc in laid.graph.arc]
    enter = {link: partial(gates.enter, link) for link in set(moves) - {-1} if gates.changes(link)}
    spent, rates = (laid.columns[0], (1, 0))
    if by == "time":
        spent, rates = [0] * len(times), (0, 1)
    elif by == "generalised":
        cents = Fraction(solver.query.value_of_time or 0) * round(UNITS["cost"]) / DAY
        spent, rates = solver.used(laid, "cost"), (cents.denominator, cents.numerator)
    return Steps(spent, times, laid.columns[1], laid.columns[2],
                 [enter.get(link) for link in moves], rates)


def _blocked(solver: Solver, gates: Gates) -> Departed:
    """Say what would restore a route: links that open by themselves in time need no opening."""
    from corridors.routing.blocked import blocked

    snapshot = solver.snapshot
    status = tuple("operational" if gates.ever(link) else status
                   for link, status in enumerate(snapshot.status))
    opened = Solver.of(replace(snapshot, status=status, memo={}), solver.query, solver.costs,
                       solver.engine_name)
    found = blocked(opened)
    return Departed((), Journey(snapshot.on), found.sets, found.why, snapshot, found.complete)


def _late(solver: Solver, gates: Gates, journey: Journey) -> Departed:
    """Say why nothing arrives in time: what is closed on the way, and when it opens."""
    shut = " and ".join(_shut_said(solver, met) for met in journey.met)
    why = f"The best way comes to {shut}. " if shut else ""
    soonest = _searched(solver, gates, MOST_DAYS * DAY, "time")
    if soonest is None:
        why += f"No way arrives within {MOST_DAYS} days of the departure."
    else:
        moment = _moment(soonest)
        journey = replace(journey, soonest=gates.day(moment))
        why += f"The soonest arrival is on {journey.soonest}, with max_days = {-(-moment // DAY)}."
    return Departed((), journey, (), why, solver.snapshot)


def _shut_said(solver: Solver, met: Met) -> str:
    place = solver.snapshot.network.node(met.node_id).name
    ends = f"opens on {met.opens}" if met.opens is not None else \
        f"does not open within {MOST_DAYS} days of the departure"
    return f"{met.link_id} at {place} on {met.reached}, when it is {met.status}, and it {ends}"


def _with_assumed(snapshot: Snapshot, route: Route, gates: Gates) -> Snapshot:
    """Tell what is assumed to open on the way like what is assumed on the day of departure."""
    links, at, found = snapshot.network.links, 0, list[str]()
    for leg in route.legs:
        place = links.index[leg.link_id] if leg.kind == "move" else -1
        if snapshot.assume_expected and place >= 0 and not snapshot.carrying[place] \
                and place in assumed_open(links, gates.day(at)):
            found.append(leg.link_id)
        at += leg.amounts.time.value
    if not found:
        return snapshot
    said = [f"assume {link} open, expected {links.records[links.index[link]].opens_expected}"
            for link in found]
    return replace(snapshot, assumed=tuple(sorted({*snapshot.assumed, *found})),
                   changed=snapshot.changed | set(found),
                   applied=tuple(sorted({*snapshot.applied, *said})), memo={})
