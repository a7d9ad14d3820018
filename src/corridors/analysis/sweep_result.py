"""The result of a sweep: what the best routes take in every case, and which of them are best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from corridors.analysis.matrix import ROUTE
from corridors.errors import Problem, QueryError

__all__ = ["FailedCase", "Share", "Sweep", "SweptAxis", "SweptQuery", "SweptRoute"]


class SweptAxis(NamedTuple):
    """What is turned, and through which values.

    Parameters
    ----------
    name, kind
        Its name, and one of :data:`~corridors.model.sweep_axis.AXES`.
    of
        The figures that are set, in words; empty for an axis of variants or days.
    units
        Their units; blank for factors.
    columns
        Its columns in the results.
    values
        One row for each step.
    """

    name: str
    kind: str
    of: tuple[str, ...]
    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | str, ...], ...]

    @property
    def said(self) -> str:
        """How many values of which figures there are, in words."""
        return self._said(" with ".join(self.of), "")

    @property
    def named(self) -> str:
        """The same by the name that the axis was given, as a chart says it."""
        return self._said(self.name.replace("_", " "), " times")

    def _said(self, what: str, times: str) -> str:
        count = len(self.values)
        if self.kind in ("variant", "on"):
            return _counted(count, "variant" if self.kind == "variant" else "day")
        first, last = (" and ".join(f"{value:g}" for value in row) for row in
                       (self.values[0], self.values[-1]))
        same = len(set(self.units)) == 1
        unit = f" {self.units[0]}" if same and self.units[0] else times if same else ""
        return f"{_counted(count, 'value')} of {what} ({first} to {last}{unit})"


class SweptQuery(NamedTuple):
    """What was asked in every case.

    Parameters
    ----------
    origin, destination
        Node ids.
    origin_name, destination_name
        Names of the places.
    by
        What routes are best by.
    label, said
        Its label, and its restrictions in words.
    unit
        The unit of its totals: km, h, USD or kg (per TEU).
    """

    origin: str
    destination: str
    origin_name: str
    destination_name: str
    by: str
    label: str
    said: str
    unit: str

    @property
    def title(self) -> str:
        """The question in words."""
        more = self.label or self.said
        return f"{self.origin_name} – {self.destination_name} by {self.by}" \
               f"{f', {more}' if more else ''}"


class SweptRoute(NamedTuple):
    """A route that is best in some case.

    Parameters
    ----------
    route_id
        The first 12 digits of the SHA-256 of its links.
    countries, modes
        In the order of the route.
    corridor
        The corridor that at least half of its kilometres belong to; blank for none.
    link_ids
        Its links in order.
    """

    route_id: str
    countries: tuple[str, ...]
    modes: tuple[str, ...]
    corridor: str
    link_ids: tuple[str, ...]


class Share(NamedTuple):
    """How often a route is the best.

    Parameters
    ----------
    route
        The route.
    cases
        In how many cases.
    least, most
        Least and most that it takes in these, in the unit of the query.
    """

    route: SweptRoute
    cases: int
    least: float
    most: float


class FailedCase(NamedTuple):
    """A case that could not be worked out.

    Parameters
    ----------
    case, key
        Its number and key.
    settings
        What it sets, in words.
    fault
        Why it could not be worked out, in words.
    """

    case: int
    key: str
    settings: str
    fault: str


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """What the best routes take in every case of a sweep.

    Load one with :func:`corridors.load_sweep`; :func:`corridors.run_sweep` gives it as well.

    Parameters
    ----------
    title, question
        Of the scenario.
    axes
        What was turned.
    queries
        What was asked in every case.
    cells
        For each column of the axes the value in each case.
    keys
        Key of each case: of the network, the costs, the queries and what it sets.
    states
        For each query the state in each case: ``route``, ``no route``, ``same place`` or
        ``failed``.
    totals
        For each query what the best route takes in each case, in the unit of the query; None
        without a route.
    routes
        Every route that is best in some case.
    best
        For each query the position in ``routes`` of the best route in each case; None without.
    failed
        Cases that could not be worked out.
    folder
        Where the results are.
    stamp
        What it rests on: versions of corridors, the network and the cost model, by name.
    """

    title: str
    question: str
    axes: tuple[SweptAxis, ...]
    queries: tuple[SweptQuery, ...]
    cells: Mapping[str, Sequence[float | str]] = field(repr=False)
    keys: Sequence[str] = field(repr=False)
    states: Sequence[Sequence[str]] = field(repr=False)
    totals: Sequence[Sequence[float | None]] = field(repr=False)
    routes: tuple[SweptRoute, ...] = field(repr=False)
    best: Sequence[Sequence[int | None]] = field(repr=False)
    failed: tuple[FailedCase, ...]
    folder: Path
    stamp: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.keys)

    def said(self, case: int) -> str:
        """Say in words what a case sets.

        Parameters
        ----------
        case
            Its number.
        """
        return ", ".join(f"{name} = {_cell(column[case])}" for name, column in self.cells.items())

    def route(self, case: int, query: int = 0) -> SweptRoute | None:
        """Give the best route of a query in a case, or None.

        Parameters
        ----------
        case, query
            Number of the case, and position of the query.
        """
        self._check(query)
        place = self.best[query][case]
        return None if place is None else self.routes[place]

    def ranked(self, query: int = 0) -> list[int]:
        """Give the cases in which a query has a route, the best first, then by number.

        Parameters
        ----------
        query
            Position of the query.
        """
        self._check(query)
        totals: Sequence[Any] = self.totals[query]
        found = [case for case, state in enumerate(self.states[query]) if state == ROUTE]
        return sorted(found, key=lambda case: (totals[case], case))

    def shares(self, query: int = 0) -> tuple[Share, ...]:
        """Say how often each route is the best of a query, the most frequent first.

        Parameters
        ----------
        query
            Position of the query.
        """
        self._check(query)
        found: dict[int, list[float]] = {}
        for place, total in zip(self.best[query], self.totals[query], strict=True):
            if place is not None and total is not None:
                found.setdefault(place, []).append(total)
        shares = [Share(self.routes[place], len(totals), min(totals), max(totals))
                  for place, totals in found.items()]
        return tuple(sorted(shares, key=lambda share: (-share.cases, share.least,
                                                       share.route.route_id)))

    def counted(self, query: int, state: str) -> int:
        """Count the cases in which a query has a state.

        Parameters
        ----------
        query
            Position of the query.
        state
            The state.
        """
        self._check(query)
        return sum(found == state for found in self.states[query])

    def _check(self, query: int) -> None:
        if not 0 <= query < len(self.queries):
            raise QueryError(Problem("W14", f"the sweep has no query {query}",
                                     f"Its queries are 0 to {len(self.queries) - 1}."))

    def __iter__(self) -> Iterator[tuple[int, int, str, float | None]]:
        """Go through all cases and queries: number, position, state and total."""
        for case in range(len(self)):
            for query in range(len(self.queries)):
                yield case, query, self.states[query][case], self.totals[query][case]

    def __repr__(self) -> str:
        axes = " x ".join(f"{len(axis.values)} {axis.name}" for axis in self.axes)
        failed = f", {len(self.failed)} failed" if self.failed else ""
        return (f"<Sweep {self.title!r}: {len(self):,} cases ({axes}), "
                f"{len(self.queries)} queries, {len(self.routes)} routes{failed}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = []
        for place, query in enumerate(self.queries):
            order = self.ranked(place)
            ends = [(f"{self.totals[place][case]:,.1f}", self.said(case))
                    for case in (order[:1] + order[-1:])] or [("no route", "")] * 2
            rows.append((query.title, query.unit, *ends[0], *ends[-1],
                         str(len(self.shares(place)))))
        return table(repr(self)[1:-1], ("query", "unit", "best", "where", "worst", "where",
                                        "routes"), rows)


def _cell(value: float | str) -> str:
    return f"{value:g}" if isinstance(value, float) else value


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
