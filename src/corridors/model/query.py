"""A question: from where to where, best by what, and under which restrictions.

The same names hold in Python, on the command line and in scenario files.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corridors.errors import QueryError
from corridors.model.dates import as_day
from corridors.model.modes import MODES, OVERLAND_MODES
from corridors.model.query_checks import DETOUR, OVERLAP, PARETO_WORDS, query_problems
from corridors.model.query_types import type_problems
from corridors.model.restriction import LIMITS, NO_CHANGE, Restriction, restrictions_said, tightest

__all__ = ["Query"]


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a snapshot.

    Parameters
    ----------
    origin, destination
        Place names or node ids.
    by
        ``distance``, ``time``, ``cost``, ``co2`` or ``generalised`` (cost and value of time):
        what the best route has least of.
    modes
        Modes that may be used; None for all.
    overland
        Stay on land: no sea, ferry or inland waterway.
    avoid
        What the route must not touch: ``country:AM``, ``border:...``, ``link:...``,
        ``node:...`` or ``corridor:...``.
    via
        What the route must pass, in this order: the same, or place names.
    max_road_km
        Most kilometres by road, or None for no limit.
    label
        Short name of the question in tables and reports.
    terminal_to_terminal
        Leave out the first and the last mile and the wait for the first departure.
    max_borders, max_gauge_breaks, max_transfers
        Most border crossings, breaks of gauge and transfers, or None for no limit.
    only_cited
        Use only links whose length rests on a cited source.
    gauge_change
        Techniques by which the gauge may be changed: ``transshipment``, ``bogie_exchange``,
        ``variable_gauge``, or ``none`` for a wagon whose gauge is never changed; None for all.
    value_of_time
        USD per TEU and day, for ``by="generalised"``: cost plus time times this.
    per
        ``teu`` or ``tonne``: what costs and emissions are told per in texts. Figures per TEU are
        divided by the payload of the cost model; the route is the same.
    k
        How many shortest loopless routes to give; parallel links make different routes.
    different
        How many different routes to give, the best first; 0 for none.
    overlap, detour
        Of different routes: largest share of a route's length that it may have in common with a
        better one, and how many times what the best route takes it may take.
    pareto
        Give every route that no other beats in all of these: some of ``distance``, ``time``,
        ``cost``, ``co2``, ``borders``, ``gauge_breaks`` and ``transfers``.
    simplest_within
        Give, of all routes within so many percent of the best, the one with the fewest
        transfers, breaks of gauge and borders together.
    depart
        Day of departure, as a ``date`` or ISO text: a route that would meet a closed season waits
        or goes round, whichever is better. The network is taken on that day, whatever the day of
        the snapshot. None to take the seasons of the snapshot's day.
    max_days
        With ``depart``: most days on the way, waits included. None to wait as long as it pays
        by time and generalised cost; by the other criteria, where waiting takes nothing, for an
        arrival at most 30 days after that of the best way round.

    Raises
    ------
    QueryError
        With everything that is wrong in the question.

    Examples
    --------
    >>> Query("Saint Petersburg", "Bandar Abbas", by="time", modes={"rail"}).mode_names
    ('rail',)
    """

    origin: str
    destination: str
    by: str = "distance"
    modes: Collection[str] | None = None
    overland: bool = False
    avoid: Collection[str] = ()
    via: Collection[str] = ()
    max_road_km: float | None = None
    label: str = ""
    terminal_to_terminal: bool = False
    max_borders: int | None = None
    max_gauge_breaks: int | None = None
    max_transfers: int | None = None
    only_cited: bool = False
    gauge_change: Collection[str] | None = None
    value_of_time: float | None = None
    per: str = "teu"
    k: int = 1
    different: int = 0
    overlap: float = OVERLAP
    detour: float = DETOUR
    pareto: Collection[str] = ()
    simplest_within: float | None = None
    depart: date | str | None = None
    max_days: float | None = None

    def __post_init__(self) -> None:
        problems = type_problems(self)
        if problems:
            raise QueryError(problems)
        set_field = object.__setattr__
        if self.modes is not None:
            set_field(self, "modes", frozenset(_several(self.modes)))
        if self.gauge_change is not None:
            set_field(self, "gauge_change", frozenset(_several(self.gauge_change)))
        for name in ("avoid", "pareto"):
            set_field(self, name, tuple(dict.fromkeys(_several(getattr(self, name)))))
        set_field(self, "via", tuple(_several(self.via)))
        if self.depart is not None:
            set_field(self, "depart", as_day(self.depart))
        problems = query_problems(self)
        if problems:
            raise QueryError(problems)

    @property
    def mode_names(self) -> tuple[str, ...]:
        """The modes that may be used, in the order of :data:`MODES`."""
        allowed = MODES.keys() if self.modes is None else set(self.modes)
        return tuple(name for name in MODES if name in allowed
                     and (not self.overland or name in OVERLAND_MODES))

    @property
    def departs(self) -> date | None:
        """Day of departure, or None where none was asked for."""
        return self.depart if isinstance(self.depart, date) else None

    @property
    def technique_names(self) -> frozenset[str] | None:
        """Techniques of changing the gauge that may be used; None for all, empty for none."""
        return None if self.gauge_change is None else frozenset(self.gauge_change) - {NO_CHANGE}

    @property
    def counted(self) -> dict[str, float]:
        """The limits that are set, by name: see :data:`~corridors.model.restriction.LIMITS`."""
        found = {name: getattr(self, name) for name in LIMITS}
        return {name: limit for name, limit in found.items() if limit is not None}

    def restricted(self, by: Restriction) -> Query:
        """Give the question with further restrictions.

        Parameters
        ----------
        by
            What to add.

        Returns
        -------
        query
            A new question.

        Raises
        ------
        QueryError
            If no mode is left.
        """
        limits: dict[str, Any] = {name: tightest(getattr(self, name), getattr(by, name))
                                  for name in LIMITS}
        return replace(
            self, modes=_fewer(self.modes, by.modes), overland=self.overland or by.overland,
            avoid=(*self.avoid, *by.avoid), via=(*self.via, *by.via),
            only_cited=self.only_cited or by.only_cited,
            gauge_change=_fewer(self.gauge_change, by.gauge_change) or (
                {NO_CHANGE} if self.gauge_change and by.gauge_change else None),
            **limits)

    def best_said(self, best: str, noun: str = "") -> str:
        """Say what the answer is, given the word for the best: the simplest need not be it.

        Parameters
        ----------
        best
            The word for the route that has least of what the question asks for.
        noun
            Such as ``route``; may be empty.

        Examples
        --------
        >>> Query("Baku", "Kars").best_said("shortest", "route")
        'shortest route'
        >>> Query("Baku", "Kars", simplest_within=5).best_said("shortest", "route")
        'simplest route within 5 % of the shortest'
        """
        if self.simplest_within is None:
            return f"{best} {noun}".strip()
        word = f"simplest {noun}".strip()
        return f"{word} within {self.simplest_within:g} % of the {best}"

    def terms(self) -> list[str]:
        """Say in words what the question asks for and names nothing of a network."""
        said = restrictions_said(self)
        if self.terminal_to_terminal:
            said.append("terminal to terminal")
        if self.value_of_time is not None:
            said.append(f"time at {self.value_of_time:g} USD per TEU and day")
        if self.departs is not None:
            said.append(f"departing on {self.departs}")
        if self.max_days is not None:
            said.append(f"at most {self.max_days:g} days on the way")
        if self.simplest_within is not None:
            said.append(f"the simplest within {self.simplest_within:g} % of the best")
        if self.pareto:
            names = [PARETO_WORDS.get(name, name) for name in self.pareto]
            said.append("unbeaten in " + " and ".join(
                filter(None, (", ".join(names[:-1]), names[-1]))))
        return said

    def said(self) -> str:
        """Say what is asked for in words, for reports; empty if there is no restriction."""
        parts = []
        if self.modes is not None:
            parts.append(f"{', '.join(MODES[m].label for m in self.mode_names)} only")
        elif self.overland:
            parts.append("overland")
        parts += self.terms()
        parts += [f"avoiding {text}" for text in self.avoid]
        if self.via:
            parts.append(f"via {', '.join(self.via)}")
        return "; ".join(parts)


def _several(words: Collection[str]) -> tuple[str, ...]:
    # A single text is a collection of letters: take it as one word.
    return (words,) if isinstance(words, str) else tuple(words)


def _fewer(first: Collection[str] | None, second: Collection[str] | None
           ) -> frozenset[str] | None:
    """Give what both allow; None allows everything."""
    if first is None or second is None:
        given = second if first is None else first
        return None if given is None else frozenset(given)
    return frozenset(first) & frozenset(second)
