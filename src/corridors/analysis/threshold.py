"""At which value of a figure does the best route change? Every switch point, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corridors.analysis.turned_questions import (
    contenders_of,
    main_corridor,
    race_of,
    route_at,
    routes_told,
    today_of,
    turn_of,
)
from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.leg import UNITS
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Route, Stamp
from corridors.model.snapshot import Snapshot
from corridors.model.turn import Turn
from corridors.routing.envelope import stretches
from corridors.routing.fan import stamp_of

__all__ = ["Segment", "Switch", "Threshold", "threshold"]


@dataclass(frozen=True, slots=True)
class Segment:
    """Values of the parameter for which one route is best.

    Parameters
    ----------
    low, high
        Its first and last value.
    alternative
        Name of the alternative that is best; blank where none were given.
    route, route_high
        The best route at the first and at the last value: the same links, other totals. None
        where there is no route.
    label
        What makes the route different from the others, in words.
    proved
        Whether it is proved for every value between; False only where the search was ended.
    """

    low: float
    high: float
    alternative: str
    route: Route | None
    route_high: Route | None
    label: str
    proved: bool = True

    @property
    def link_ids(self) -> tuple[str, ...]:
        """Links of the route, in order."""
        return () if self.route is None else self.route.link_ids

    @property
    def corridor(self) -> str:
        """The corridor most of the route runs on; blank where it runs on none."""
        return main_corridor(self.route)


@dataclass(frozen=True, slots=True)
class Switch:
    """Where the best route changes.

    Parameters
    ----------
    below, above
        The last value with the one route and the first with the other: neighbours, as close as
        values are told apart.
    before, after
        What is best on both sides.
    """

    below: float
    above: float
    before: Segment
    after: Segment

    @property
    def changes_corridor(self) -> bool:
        """Whether the route runs on another corridor afterwards, or by another alternative."""
        return self.before.corridor != self.after.corridor \
            or self.before.alternative != self.after.alternative


@dataclass(frozen=True, slots=True)
class Threshold:
    """Which route is best for which values of a parameter.

    Parameters
    ----------
    query
        The question.
    turn
        The parameter and the range it was turned through.
    segments
        From the lowest value to the highest, without gaps; neighbours have different routes.
    alternatives
        What each alternative avoids, by name; empty where none were given.
    snapshot
        The network before the parameter was turned.
    origin, destination
        The nodes the question means.
    today
        Lowest and highest value of the parameter as things are, over all that is selected; None
        where that cannot be told.
    touched
        Number of steps of the network that take more or less as the parameter is turned.
    stamp
        What it rests on.
    """

    query: Query
    turn: Turn
    segments: tuple[Segment, ...]
    alternatives: Mapping[str, tuple[str, ...]]
    snapshot: Snapshot = field(repr=False)
    origin: Node
    destination: Node
    today: tuple[float, float] | None
    touched: int
    stamp: Stamp = field(repr=False)

    @property
    def switches(self) -> tuple[Switch, ...]:
        """Where the best route changes, from the lowest value up."""
        return tuple(Switch(before.high, after.low, before, after)
                     for before, after in zip(self.segments, self.segments[1:], strict=False))

    @property
    def complete(self) -> bool:
        """Whether these are proved to be all the switches there are."""
        return all(segment.proved for segment in self.segments)

    def at(self, value: float) -> Segment:
        """Give what is best at a value.

        Parameters
        ----------
        value
            A value between the lowest and the highest.

        Raises
        ------
        QueryError
            If it lies outside.
        """
        found = [one for one in self.segments if one.low <= value]
        if not found or value > self.segments[-1].high:
            raise QueryError(Problem("Q66", f"{value:g} is not between {self.segments[0].low:g} "
                                            f"and {self.segments[-1].high:g}",
                                     "Ask for a threshold over a wider range."))
        return found[-1]

    def __repr__(self) -> str:
        turn = self.turn
        where = ", ".join(f"{turn.said(switch.below)} to {turn.said(switch.above)}"
                          for switch in self.switches)
        return f"<Threshold {self.origin.name} - {self.destination.name} by {self.query.by}, " \
               f"{turn.parameter} from {turn.said(self.segments[0].low)} to " \
               f"{turn.said(self.segments[-1].high)}: " \
               f"{f'the best route changes between {where}' if where else 'one route is best'}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        by, turn = self.query.by, self.turn
        rows = [(turn.said(one.low), turn.said(one.high), one.alternative or one.label,
                 _shown(one.route, by), _shown(one.route_high, by)) for one in self.segments]
        return table(repr(self)[1:-1], ("from", "to", "best route", f"{by} at first",
                                        f"{by} at last"), rows)


def threshold(snapshot: Snapshot, query: Query, parameter: Parameter | str, low: float,
              high: float, costs: CostModel | None = None, *,
              alternatives: Mapping[str, Sequence[str]] | None = None,
              engine_name: str = "auto") -> Threshold:
    """Find every value of a parameter at which the best route changes.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    query
        The question: one best route from door to door, without limits.
    parameter
        What is turned: a :class:`~corridors.Parameter`, or its words, such as
        ``dwell_h of border:az-ir-astara``.
    low, high
        Lowest and highest value, in the unit of the field; factors where the words begin with x.
    costs
        The cost model; the one that comes with the data if not given.
    alternatives
        What is set side by side: names, and what each avoids besides, such as
        ``{"west": ["country:KZ"], "east": ["country:AZ"]}``. Of equally good ones the first is
        told. Without them, any route may be best.
    engine_name
        Which engine solves it; the result is the same with each.

    Returns
    -------
    threshold
        Which route is best for which values. Values are as fine as weights are counted
        (thousandths of an hour, metres, US cents); between a switch's two values there is no
        other.

    Raises
    ------
    QueryError
        If the range is none, the question asks for more than one best route, or the parameter
        is not known.
    ScenarioError
        If the parameter selects something that is not there.

    Notes
    -----
    Totals are rounded leg by leg, so they are no straight lines of the parameter, and the lower
    envelope cannot be had from crossings of lines alone (M. J. Eisner and D. G. Severance, 1976).
    Instead, each route is proved to be best from one value to another by a single search; see
    :mod:`corridors.routing.envelope`.

    Examples
    --------
    >>> from corridors import Query, load, threshold
    >>> found = threshold(load().as_of(), Query("Saint Petersburg", "Bandar Abbas", by="time"),
    ...                   "dwell_h of border:az-ir-astara", 0, 240)
    >>> [(switch.below, switch.above) for switch in found.switches]
    [(31.958, 31.959)]
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    expect(query, Query, "a question", 'Give one: Query("Moscow", "Baku").')
    turn = turn_of(parameter, low, high)
    named = {name: tuple(avoid) for name, avoid in (alternatives or {}).items()}
    race = race_of(snapshot, contenders_of(query, named), (turn,), costs, engine_name)
    found = stretches(race)
    routes = [(route_at(race, (stretch.first,)), route_at(race, (stretch.last,)))
              for stretch in found]
    labels = routes_told(race, [route for route, _ in routes])
    names = [*named, ""]
    segments = tuple(
        Segment(turn.value(stretch.first), turn.value(stretch.last),
                names[stretch.win.contender] if stretch.win else "", ends[0], ends[1], label,
                stretch.proved)
        for stretch, ends, label in zip(found, routes, labels, strict=True))
    search = race.contenders[0].search
    return Threshold(query, turn, segments, named, snapshot, search.origin, search.destination,
                     today_of(snapshot, turn, race.contenders[0].costs), len(race.turned.places),
                     replace(stamp_of(race.contenders[0]), applied=snapshot.applied))


def _shown(route: Route | None, by: str) -> str:
    return "no route" if route is None else f"{route.total(by).value / UNITS[by]:,.1f}"
