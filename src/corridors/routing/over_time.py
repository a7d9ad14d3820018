"""Best routes on one day after another, solved anew only where they may have changed.

A best route stays the best as long as it loses no link, no figure changes, and nothing is opened
that a route as good could run over: what is closed elsewhere only takes routes away that were not
better. What a route over a link takes at least is known from the network with every link open.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace

from corridors.model.route import Route
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import CLOSED, UNREACHED
from corridors.routing.fan import Fan
from corridors.routing.restrictions import ends_of
from corridors.routing.solve import Solver
from corridors.routing.weights import arcs_of_links

__all__ = ["RoutesOverTime", "least_over"]

_NO_FIGURES = {"on", "status", "changed", "applied", "scenario", "notes", "assume_expected",
               "assumed", "fixed", "settings", "changes", "memo"}

_FIGURES = tuple(part.name for part in fields(Snapshot) if part.name not in _NO_FIGURES)
"""What of a snapshot a weight may rest on, beside the statuses."""

Routes = tuple[Route | None, ...]


@dataclass(slots=True)
class RoutesOverTime:
    """Asks questions of the network on one day after another.

    Parameters
    ----------
    solvers
        The questions, made ready on any day.
    before
        The network that was asked last.
    found
        What it answered.
    least
        For each question what a route over each link takes at least.
    """

    solvers: Sequence[Solver]
    before: Snapshot | None = None
    found: Routes = ()
    least: Sequence[Sequence[int | None]] = ()

    def on(self, there: Snapshot) -> Routes:
        """Give the best routes on a day.

        Parameters
        ----------
        there
            The network on that day; the fewer days after the last, the quicker.

        Returns
        -------
        routes
            One for each question; None where there is none.
        """
        before, self.before = self.before, there
        if before is None or not _same_figures(before, there):
            self.least = [least_over(there, solver) for solver in self.solvers]
            self.found = tuple(_best(solver, there) for solver in self.solvers)
            return self.found
        turned = [place for place, (was, now) in
                  enumerate(zip(before.carrying, there.carrying, strict=True)) if was != now]
        opened = [place for place in turned if there.carrying[place]]
        closed = {there.network.links.link_id[place] for place in turned}.difference(
            there.network.links.link_id[place] for place in opened)
        self.found = tuple(
            _best(solver, there) if _may_change(solver, route, least, opened, closed) else route
            for solver, route, least in zip(self.solvers, self.found, self.least, strict=True))
        return self.found


def least_over(there: Snapshot, solver: Solver) -> list[int | None]:
    """Give what a route over each link takes at least, whichever other links are open.

    Parameters
    ----------
    there
        The network on a day; its figures hold, its statuses do not matter.
    solver
        The question.

    Returns
    -------
    least
        For each link a bound from below by the criterion of the question, in smallest units: what
        the best route over it takes with every link open; None where no route leads over it.
    """
    opened = replace(there, status=("operational",) * len(there.status), memo={})
    query, search = solver.query, solver.search
    out, into = (Fan.of(opened, query, solver.costs, solver.engine_name, inward=inward)
                 for inward in (False, True))
    # Where the route begins and ends, not what it must pass: that only adds to it.
    sources, targets = ends_of(solver.graph, search)
    before, after = out.solved.tree(sources), into.solved.tree(targets)
    arcs = solver.graph.arcs
    least: list[int | None] = []
    for places in arcs_of_links(there.network):
        totals = [before[arcs[place].tail] + out.weights[place] + after[arcs[place].head]
                  for place in places
                  if out.weights[place] < CLOSED and before[arcs[place].tail] != UNREACHED
                  and after[arcs[place].head] != UNREACHED]
        least.append(min(totals, default=None))
    return least


def _best(solver: Solver, there: Snapshot) -> Route | None:
    return Solver.of(there, solver.query, solver.costs, solver.engine_name).best()


def _may_change(solver: Solver, route: Route | None, least: Sequence[int | None],
                opened: Sequence[int], closed: Collection[str]) -> bool:
    if route is not None and not set(closed).isdisjoint(route.link_ids):
        return True
    bounds = [bound for bound in (least[place] for place in opened) if bound is not None]
    if route is None:
        return bool(bounds)
    total = route.total(solver.query.by).value
    return any(bound <= total for bound in bounds)


def _same_figures(one: Snapshot, other: Snapshot) -> bool:
    return all(getattr(one, name) is getattr(other, name)
               or getattr(one, name) == getattr(other, name) for name in _FIGURES)
