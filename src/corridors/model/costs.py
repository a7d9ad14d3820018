"""The cost model: what it takes to move, board, change, wait and cross, per TEU.

Every number is a :class:`~corridors.model.rates.Rate`: a kind, what it holds for, a unit, a spread,
a year and its sources. A cost model is a list of rates; the most particular one is used: that of
the area, else of the country, else the one for everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corridors.errors import InputError, Problem
from corridors.model.rate_checks import missing_rates, wrong_rates
from corridors.model.rates import KINDS, TECHNIQUES, Key, Rate
from corridors.model.spread import Spread

__all__ = ["KINDS", "TECHNIQUES", "CostModel", "Rate"]


@dataclass(frozen=True, slots=True)
class CostModel:
    """What it takes to move one TEU, by mode and place.

    Parameters
    ----------
    name
        Name of the model.
    description
        What it stands for.
    rates
        Its numbers.
    version
        ``sha256:`` and the hash of the numbers.
    index
        Rates by what they hold for.
    currency
        Of what and of which year its money is, such as ``USD of 2024``.
    areas
        Area by node id: ports of one sea, for which rates of their own hold.

    Examples
    --------
    >>> from corridors import load_cost_model
    >>> load_cost_model().rate("driving_hours", mode="road").unit
    'h/day'
    """

    name: str
    description: str
    rates: tuple[Rate, ...]
    version: str
    index: Mapping[Key, Rate] = field(repr=False)
    currency: str = ""
    areas: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def build(cls, name: str, description: str, rates: Iterable[Rate], file: str = "", *,
              currency: str = "", areas: Mapping[str, str] | None = None) -> CostModel:
        """Freeze rates into a cost model.

        Parameters
        ----------
        name, description
            Name of the model, and what it stands for.
        rates
            Its numbers, in any order.
        file
            File they were read from, for messages.
        currency
            Of what and of which year its money is.
        areas
            Area by node id.

        Returns
        -------
        model
            The cost model.

        Raises
        ------
        InputError
            With every rate that is missing, given twice, negative or no range.
        """
        ordered, within = tuple(sorted(rates, key=lambda rate: rate.key)), dict(areas or {})
        problems = [*wrong_rates(ordered, sorted(set(within.values())), file),
                    *missing_rates(ordered, file)]
        if problems:
            raise InputError(problems)
        text = repr((sorted(within.items()),
                     [(r.key, r.unit, r.spread.low, r.spread.value, r.spread.high)
                      for r in ordered]))
        version = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
        return cls(name, description, ordered, version, {rate.key: rate for rate in ordered},
                   currency, within)

    def area(self, node_id: str) -> str:
        """Give the area a node lies in; blank for none.

        Parameters
        ----------
        node_id
            The node.
        """
        return self.areas.get(node_id, "")

    def find(self, kind: str, mode: str = "", second: str = "",
             places: Iterable[str] = ()) -> Rate | None:
        """Give the most particular rate that holds, or None.

        Parameters
        ----------
        kind
            One of :data:`KINDS`.
        mode
            The mode.
        second
            Second mode (in order of the alphabet), technique, traction, crossing or link.
        places
            Area and country, the more particular first.

        Examples
        --------
        >>> from corridors import load_cost_model
        >>> load_cost_model().find("speed", "rail", places=["", "RU"]).country
        'RU'
        """
        wheres = (*(place for place in places if place), "")
        for this in dict.fromkeys((second, "")):
            for where in wheres:
                found = self.index.get((kind, mode, this, where))
                if found is not None:
                    return found
        return None

    def rate(self, kind: str, *, mode: str = "", to_mode: str = "", country: str = "",
             technique: str = "", traction: str = "", area: str = "") -> Rate:
        """Give the rate that holds.

        Parameters
        ----------
        kind
            One of :data:`KINDS`.
        mode, to_mode, country, technique, traction, area
            What it is asked for.

        Returns
        -------
        rate
            The rate for the area, else for the country, else the one for everywhere.

        Raises
        ------
        InputError
            If the model has none.
        """
        asked = Rate(kind, Spread(0, 0, 0), mode, to_mode, "", technique, traction)
        _, first, second, _ = asked.key
        found = self.find(kind, first, second, (area, country))
        if found is not None:
            return found
        said = ", ".join(word for word in (mode, to_mode, country, technique, traction) if word)
        raise InputError(Problem("C03", f'the cost model "{self.name}" has no {kind} for {said}',
                                 "Add a [[rate]] for it."))

    def __repr__(self) -> str:
        return f"<CostModel {self.name!r}: {len(self.rates)} rates, {self.version[:19]}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        return table(f"Cost model {self.name}", ("kind", "holds for", "low", "value", "high",
                                                 "unit", "year", "source"),
                     [(rate.kind, " ".join(word for word in rate.key[1:] if word) or "everything",
                       f"{rate.spread.low:g}", f"{rate.spread.value:g}", f"{rate.spread.high:g}",
                       rate.unit, rate.year, "; ".join(rate.source)) for rate in self.rates])
