"""What would have to open to beat the best route there is."""

from __future__ import annotations

from dataclasses import dataclass, field

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.route import UNITS, Answer, Route
from corridors.routing.blocked import MOST_SETS, ordered, restoring, told_of
from corridors.routing.keys import ground_of, keys_of, link_keys
from corridors.routing.solve import solved_again

__all__ = ["Opening", "Openings", "openings_to_beat"]


@dataclass(frozen=True, slots=True)
class Opening:
    """Links that give a better route if they open together.

    Parameters
    ----------
    link_ids
        Links to open, in the order of the route. Leave one out, and the best route takes more.
    border_ids
        Crossings on these links.
    route
        The best route with these links open, and no others.
    gain
        How much less it takes than the best route there is, by the criterion of the query, in
        smallest units; None where there is none today.
    by
        The criterion.
    """

    link_ids: tuple[str, ...]
    border_ids: tuple[str, ...]
    route: Route
    gain: int | None
    by: str

    @property
    def gain_shown(self) -> float | None:
        """The gain in km, h, USD per TEU or kg per TEU; None where there is no route today."""
        return None if self.gain is None else self.gain / UNITS[self.by]


@dataclass(frozen=True, slots=True)
class Openings:
    """What would have to open to beat the best route there is.

    Parameters
    ----------
    answer
        The answer that is to be beaten.
    present
        The best route there is by the criterion of the query, under all its restrictions; None
        where there is none.
    sets
        Sets of links, best route first; at most :data:`~corridors.routing.blocked.MOST_SETS`.
        Where there are more, those of which no link can be left out without losing the whole
        gain come before the others.
    complete
        Whether these are all.
    """

    answer: Answer = field(repr=False)
    present: Route | None = field(repr=False)
    sets: tuple[Opening, ...]
    complete: bool = True

    def __repr__(self) -> str:
        query, answer = self.answer.query, self.answer
        head = f"{answer.origin.name} - {answer.destination.name} by {query.by} on {answer.on}"
        if not self.sets:
            return f"<Openings {head}: no link that is closed would give a better route>"
        best, number = self.sets[0], len(self.sets)
        sets = f"{number} set{'' if number == 1 else 's'}{'' if self.complete else ' or more'}"
        return f"<Openings {head}: {sets} of links; the best is " \
               f"{', '.join(best.link_ids)} with {best.route.distance_km:,.0f} km>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(str(number), ", ".join(one.link_ids), f"{one.route.distance_km:,.0f}",
                 f"{one.route.time_h:,.0f}",
                 "" if one.gain_shown is None else f"{one.gain_shown:,.1f}")
                for number, one in enumerate(self.sets, start=1)]
        return table(repr(self)[1:-1], ("", "open together", "km then", "h then",
                                        f"gain by {self.answer.query.by}"), rows)


def openings_to_beat(answer: Answer, costs: CostModel | None = None) -> Openings:
    """Find the sets of closed links whose opening would give a better route.

    Parameters
    ----------
    answer
        An answer, with a route or without. Its restrictions stay as they are.
    costs
        The cost model it was worked out with; the one that comes with the data if not given.

    Returns
    -------
    openings
        Sets of which no link can be left out without a loss; the best route first. What no set
        could make better is never looked at: the best route there is bounds the search.

    Raises
    ------
    QueryError
        If the answer was worked out with another cost model, or for a day of departure.

    Notes
    -----
    A link counts as closed that carries nothing on the day of the answer, whether it is planned,
    under construction, shut or closed for the season. Of several kinds of answer, the best route
    by the criterion of the query is what has to be beaten.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(),
    ...                         Query("Saint Petersburg", "Bandar Abbas", modes={"rail"}))
    >>> best = openings_to_beat(answer).sets[0]
    >>> best.link_ids, best.route.distance_km, best.gain_shown
    (('ir-astara-ir-rasht-rail',), 5173.8, 1007.2)
    """
    expect(answer, Answer, "an answer", "Ask for one first: shortest_route(snapshot, query).")
    if answer.query.departs is not None:
        raise QueryError(Problem("Q38", "what would beat a route is asked of the network on a day, "
                                        "not of a departure",
                                 "Leave depart out, and take the network on that day."))
    solver = solved_again(answer, costs)
    present = solver.route(solver.search.carrying)
    bound = None if present is None else present.total(answer.query.by).value
    if solver.search.why_not or solver.at_once:
        return Openings(answer, present, ())
    links = link_keys(solver)
    needs = keys_of(solver, links)
    keys, complete = told_of(ground_of(solver, needs), MOST_SETS, bound)
    found = [restoring(solver, needs, one, links) for one in keys]
    sets = [Opening(block.link_ids, block.border_ids, block.route,
                    None if bound is None else bound - block.amount, answer.query.by)
            for block in ordered(filter(None, found)) if block.route is not None]
    return Openings(answer, present, tuple(sets), complete)
