"""What changes between two answers to one question?"""

from __future__ import annotations

from dataclasses import dataclass

from corridors.errors import Problem, QueryError
from corridors.model.given import expect
from corridors.model.leg import difference_of
from corridors.model.modes import CRITERIA
from corridors.model.route import UNITS, Amount, Answer

__all__ = ["STATES", "Comparison", "compare"]

STATES: dict[str, str] = {
    "same": "no change", "better": "better", "worse": "worse", "rerouted": "another route, as good",
    "newly_reachable": "newly reachable", "newly_cut_off": "newly cut off",
    "unreachable": "no route in either",
}
"""What can become of a pair, and its words in reports."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers to one question, and what differs.

    Parameters
    ----------
    base, variant
        The answers.
    """

    base: Answer
    variant: Answer

    @property
    def state(self) -> str:
        """One of :data:`STATES`, by the criterion of the query."""
        before, after = self.base.best, self.variant.best
        if before is None or after is None:
            return "unreachable" if before is after else \
                "newly_reachable" if before is None else "newly_cut_off"
        by = self.variant.query.by
        old, new = before.total(by).value, after.total(by).value
        if old != new:
            return "better" if new < old else "worse"
        return "same" if before.link_ids == after.link_ids else "rerouted"

    def delta(self, by: str) -> float | None:
        """Give the difference, variant minus base.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost`` or ``co2``.

        Returns
        -------
        difference
            In km, h, USD per TEU or kg per TEU; None where one of the two has no route.
        """
        before, after = self.base.best, self.variant.best
        if before is None or after is None:
            return None
        return (after.total(by).value - before.total(by).value) / UNITS[by]

    def spread(self, by: str) -> Amount | None:
        """Give the difference with the range of what differs, variant minus base.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost`` or ``co2``.

        Returns
        -------
        amount
            In smallest units (metres, thousandths of an hour, US cents, grams); legs of both
            routes count in neither. None where one of the two has no route.
        """
        before, after = self.base.best, self.variant.best
        if before is None or after is None:
            return None
        return difference_of(after.legs, before.legs, by)

    def certain(self, by: str) -> bool:
        """Say whether the difference is greater than the range of what differs.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        """
        spread = self.spread(by)
        return spread is not None and (spread.low > 0 or spread.high < 0)

    def percent(self, by: str) -> float | None:
        """Give the difference in per cent of the base; None where there is none to give."""
        difference = self.delta(by)
        before = self.base.best.shown(by) if self.base.best is not None else 0.0
        return None if difference is None or before == 0 else 100 * difference / before

    @property
    def gained(self) -> tuple[str, ...]:
        """Links that only the variant uses, in its order."""
        return _only(self.variant, self.base)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Links that only the base uses, in its order."""
        return _only(self.base, self.variant)

    def __repr__(self) -> str:
        head = f"{self.base.origin.name} - {self.base.destination.name} by {self.base.query.by}"
        if self.delta("distance") is None:
            return f"<Comparison {head}: {STATES[self.state]}>"
        said = ", ".join(f"{self.delta(by):+,.0f} {unit}" for by, unit in (
            ("distance", "km"), ("time", "h"), ("cost", "USD/TEU"), ("co2", "kg CO2/TEU")))
        return f"<Comparison {head}: {STATES[self.state]}, {said}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        units = {"distance": "km", "time": "h", "cost": "USD/TEU", "co2": "kg CO2/TEU"}
        rows = []
        for by in CRITERIA:
            cells = [f"{a.best.shown(by):,.1f}" if a.best is not None else "no route"
                     for a in (self.base, self.variant)]
            difference = self.delta(by)
            cells.append("" if difference is None else f"{difference:+,.1f}")
            rows.append((f"{by}, {units[by]}", *cells))
        return table(repr(self)[1:-1], ("", "base", "variant", "difference"), rows)


def compare(base: Answer, variant: Answer) -> Comparison:
    """Compare two answers to one question.

    Parameters
    ----------
    base
        The answer as it is.
    variant
        The answer as it would be.

    Returns
    -------
    comparison
        What differs.

    Raises
    ------
    QueryError
        If the two ask for different places or criteria, or are no answers.

    Examples
    --------
    >>> from corridors import Query, load, load_scenario, shortest_route
    >>> today = load().as_of()
    >>> opened = today.apply(load_scenario("rasht-astara"))
    >>> query = Query("Moscow", "Bandar Abbas", modes={"rail"})
    >>> compare(shortest_route(today, query), shortest_route(opened, query)).state
    'better'
    """
    for given in (base, variant):
        expect(given, Answer, "an answer", "Ask for one first: shortest_route(snapshot, query).")
    asked = [(a.origin.node_id, a.destination.node_id, a.query.by) for a in (base, variant)]
    if asked[0] != asked[1]:
        said = [f"{origin} - {destination} by {by}" for origin, destination, by in asked]
        raise QueryError(Problem("Q20", f"{said[0]} and {said[1]} cannot be compared",
                                 "Ask both for the same places and criterion."))
    return Comparison(base, variant)


def _only(one: Answer, other: Answer) -> tuple[str, ...]:
    have = set(other.best.link_ids) if other.best is not None else set()
    mine = one.best.link_ids if one.best is not None else ()
    return tuple(link for link in mine if link not in have)
